#include "experiment/judge.hpp"

#include <algorithm>
#include <cmath>

#include "experiment/comparison_text.hpp"
#include "experiment/expectation_rules.hpp"
#include "experiment/judge_tests.hpp"
#include "statistics/holm.hpp"
#include "statistics/result.hpp"

namespace shoal::experiment {
namespace {

Verdict blank(const ExpectationParams& e) {
  Verdict v;
  v.comparison = comparison_text(e);
  v.claim = e.claim.empty() ? v.comparison : e.claim;
  v.test = config::name_of(e.test);
  v.effect = v.ci_low = v.ci_high = v.size = v.statistic = v.p = v.p_adjusted = statistics::none;
  v.alpha = reading_of(e) == Reading::plain ? statistics::none : e.alpha.value;
  return v;
}

/// p values of one family, adjusted for their number. Claims of an effect and agreements with given values
/// are two families: a false alarm of the one makes an expectation hold, of the other fail.
void adjust(std::vector<Verdict>& verdicts, const std::vector<ExpectationParams>& expectations,
            Reading family) {
  std::vector<std::size_t> members;
  std::vector<double> p;
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    if (reading_of(expectations[i]) != family) continue;
    members.push_back(i);
    p.push_back(verdicts[i].p);
  }
  p = statistics::holm(p);
  for (std::size_t i = 0; i < members.size(); ++i) verdicts[members[i]].p_adjusted = p[i];
}

}  // namespace

std::vector<Verdict> judge(const std::vector<ExpectationParams>& expectations, const Results& results,
                           Correction correction) {
  std::vector<Verdict> verdicts;
  for (const ExpectationParams& e : expectations) {
    verdicts.push_back(blank(e));
    apply_test(e, results, verdicts.back());
    verdicts.back().p_adjusted = verdicts.back().p;
  }
  if (correction == Correction::holm) {
    adjust(verdicts, expectations, Reading::effect);
    adjust(verdicts, expectations, Reading::agreement);
  }
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    Verdict& v = verdicts[i];
    const Reading reading = reading_of(expectations[i]);
    if (reading == Reading::effect) v.holds = v.p_adjusted < v.alpha;  // false for NaN
    if (reading == Reading::agreement) v.holds = v.p_adjusted >= v.alpha;
  }
  return verdicts;
}

bool all_hold(const std::vector<Verdict>& verdicts) {
  return std::ranges::all_of(verdicts, [](const Verdict& v) { return v.holds; });
}

bool as_said(const std::vector<Verdict>& verdicts, const std::string& not_reproduced) {
  return all_hold(verdicts) == not_reproduced.empty();
}

}  // namespace shoal::experiment
