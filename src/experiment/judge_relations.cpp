// Tests of how a measure goes with a dose, or with another measure.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "config/reader.hpp"
#include "experiment/comparison_text.hpp"
#include "experiment/trial.hpp"
#include "statistics/correlation.hpp"
#include "statistics/slope.hpp"
#include "statistics/summary.hpp"
#include "statistics/t_test.hpp"

namespace shoal::experiment::tests {
namespace {

/// Points of one replicate that share everything but the dose.
struct Points {
  std::vector<double> x, y;
};
/// By replicate, then by what they share.
using Doses = std::map<std::uint64_t, std::map<std::string, Points>>;

Doses doses(Trial& t) {
  Doses all;
  if (!t.e.doses.empty()) {
    for (const Match& m : matches(t.selection)) {
      Points& p = all[m.replicate][std::to_string(all[m.replicate].size())];
      for (std::size_t g = 0; g < m.values.size(); ++g)
        p.x.push_back(t.e.doses[g]), p.y.push_back(m.values[g]);
    }
    return all;
  }
  const auto factor =
      static_cast<std::size_t>(std::ranges::find(t.results.factors, t.e.factor) - t.results.factors.begin());
  for (const Observation& o : t.selection.runs) {
    double dose = 0;
    const std::string& text = o.run->factors[factor];
    if (!config::parse_number(text, dose))
      t.selection.failure = "the dose '" + text + "' of " + t.e.factor + " is no number";
    Points& p = all[o.run->replicate][o.run->block + '\x1f' + o.run->arm];
    p.x.push_back(dose), p.y.push_back(o.values.front());
  }
  return all;
}

}  // namespace

void slope(Trial& t) {
  const Doses all = doses(t);
  if (!t.selection.failure.empty()) return;
  if (!t.e.paired) {
    Points flat;
    for (const auto& [replicate, groups] : all)
      for (const auto& [name, p] : groups) {
        flat.x.insert(flat.x.end(), p.x.begin(), p.x.end());
        flat.y.insert(flat.y.end(), p.y.begin(), p.y.end());
      }
    t.fill(statistics::slope(flat.x, flat.y, t.value(), t.tail(), t.confidence()), "r", "t");
    return;
  }
  std::vector<double> slopes;
  for (const auto& [replicate, groups] : all) {
    statistics::WithinSlope within;
    for (const auto& [name, p] : groups) within.add(p.x, p.y);
    if (!std::isnan(within.value())) slopes.push_back(within.value());
  }
  if (slopes.size() < all.size())
    t.selection.note(fmt::format("{} of {} replicates have fewer than two doses and were left out",
                                 all.size() - slopes.size(), all.size()));
  t.fill(statistics::one_sample_t(slopes, t.value(), t.tail(), t.confidence()), "d", "t");
  if (slopes.empty()) t.selection.failure = "the dose does not vary";
  t.note_no_spread(statistics::summarise(slopes).sd);
}

void correlation(Trial& t) {
  if (!t.e.with.empty()) {
    if (!t.runs_are_independent()) return;
    t.fill(statistics::correlation(t.values(0), t.values(1), t.tail(), t.confidence()), "r", "t");
    return;
  }
  const auto r = replicate_means(t.selection, 0);
  for (const Observation& o : t.selection.runs)
    if (!(std::fabs(o.values.front()) <= 1))
      t.selection.failure =
          fmt::format("{} is no correlation in {}: {}; `with` names the measure to correlate it with",
                      t.e.compare, name_of_run(*o.run), brief(o.values.front()));
  t.fill(statistics::correlation_over_runs(r, t.tail(), t.confidence()), "d", "t");
  if (std::isnan(t.verdict.p) && t.verdict.n >= 2 && t.selection.failure.empty())
    t.selection.failure = "a correlation of exactly 1 or -1 has no place on Fisher's scale";
}

}  // namespace shoal::experiment::tests
