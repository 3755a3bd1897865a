#include "experiment/judge_tests.hpp"

#include <fmt/format.h>

#include <cmath>

#include "experiment/comparison_text.hpp"
#include "experiment/expectation_rules.hpp"
#include "experiment/trial.hpp"
#include "statistics/t_test.hpp"

namespace shoal::experiment {
namespace {

std::vector<std::string> measures_of(const ExpectationParams& e) {
  std::vector<std::string> measures = e.counts;
  if (measures.empty()) measures = {e.compare};
  if (!e.with.empty()) measures.push_back(e.with);
  return measures;
}

void run(Trial& t) {
  switch (t.e.test) {
    case Test::paired_t: return tests::paired_t(t);
    case Test::two_sample_t: return tests::two_sample_t(t);
    case Test::wilcoxon: return tests::wilcoxon(t);
    case Test::equivalence: return tests::equivalence(t);
    case Test::slope: return tests::slope(t);
    case Test::correlation: return tests::correlation(t);
    case Test::ordering: return tests::ordering(t);
    case Test::trend: return tests::trend(t);
    case Test::proportion: return tests::proportion(t);
    case Test::mean: return tests::mean(t);
    case Test::chi_square: return tests::chi_square(t);
    case Test::interval: return tests::interval(t);
    case Test::exact: return tests::exact(t);
    case Test::contrast: return tests::contrast(t);
    case Test::dispersion: return tests::dispersion(t);
    case Test::standard_deviation: return tests::standard_deviation(t);
  }
}

}  // namespace

void apply_test(const ExpectationParams& e, const Results& results, Verdict& v) {
  Trial t{e, results, v, select(e, results, measures_of(e))};
  std::string& failure = t.selection.failure;
  if (failure.empty()) run(t);
  if (failure.empty() && reading_of(e) != Reading::plain && std::isnan(v.p))
    failure = v.n < 2 ? "too few replicates" : "the values do not vary, so that nothing can be tested";
  v.reason = failure;
  if (!failure.empty()) v.p = statistics::none, v.holds = false;
  if (!t.selection.notes.empty()) v.reason += (v.reason.empty() ? "" : "; ") + t.selection.notes;
}

statistics::Tail Trial::tail() const {
  switch (direction_of(e)) {
    case Direction::greater: return statistics::Tail::greater;
    case Direction::less: return statistics::Tail::less;
    default: return statistics::Tail::two_sided;
  }
}

void Trial::fill(const statistics::Result& r, std::string_view size_name, std::string_view letter) {
  verdict.n = r.n;
  verdict.effect = r.effect;
  verdict.ci_low = r.ci_low;
  verdict.ci_high = r.ci_high;
  verdict.size = r.size;
  verdict.size_name = size_name;
  verdict.statistic = r.statistic;
  verdict.statistic_name =
      std::isnan(r.df) ? std::string(letter) : fmt::format("{}({})", letter, brief(r.df));
  verdict.p = r.p;
}

std::vector<double> Trial::values(std::size_t measure) const {
  std::vector<double> x;
  for (const Observation& o : selection.runs) x.push_back(o.values[measure]);
  return x;
}

statistics::Groups Trial::paired() {
  const auto all = matches(selection);
  if (all.empty()) selection.failure = "no replicate has all of the groups";
  return by_replicate(all, selection.groups.size());
}

std::vector<double> Trial::paired_differences() {
  if (!compares_measures(e)) {
    const auto g = paired();
    return statistics::differences(g[0], g[1]);
  }
  return statistics::differences(replicate_means(selection, 0, 0), replicate_means(selection, 0, 1));
}

bool Trial::runs_are_independent() {
  if (independent(selection)) return true;
  selection.failure =
      "runs share seeds (common random numbers), so that they are not independent; restrict the expectation "
      "to "
      "one arm and design point (arms, block, where)";
  return false;
}

void Trial::note_no_spread(double spread) {
  if (spread == 0 && verdict.n >= 2) selection.note("the replicates do not differ at all");
}

}  // namespace shoal::experiment
