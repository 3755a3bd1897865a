// Tests that compare arms, or levels of a factor.

#include <algorithm>

#include "experiment/comparison_text.hpp"
#include "experiment/trial.hpp"
#include "statistics/correlation.hpp"
#include "statistics/equivalence.hpp"
#include "statistics/ordering.hpp"
#include "statistics/summary.hpp"
#include "statistics/t_test.hpp"
#include "statistics/wilcoxon.hpp"

namespace shoal::experiment::tests {

using statistics::Tail;

void paired_t(Trial& t) {
  const auto d = t.paired_differences();
  t.fill(statistics::one_sample_t(d, t.value(), t.tail(), t.confidence()), "d_z", "t");
  t.note_no_spread(statistics::summarise(d).sd);
}

void two_sample_t(Trial& t) {
  const auto x = replicate_means(t.selection, 0), y = replicate_means(t.selection, 1);
  t.fill(statistics::welch_t(x, y, t.value(), t.tail(), t.confidence()), "g", "t");
  t.note_no_spread(statistics::welch_error(x, y).se);
}

void wilcoxon(Trial& t) {
  t.fill(statistics::wilcoxon(t.paired_differences(), t.value(), t.tail(), t.confidence()), "r_rb", "W");
}

void contrast(Trial& t) {
  const auto g = t.paired();
  std::vector<double> sums(g.front().size(), 0.0);
  for (std::size_t i = 0; i < g.size(); ++i)
    for (std::size_t r = 0; r < sums.size(); ++r) sums[r] += t.e.weights[i] * g[i][r];
  t.fill(statistics::one_sample_t(sums, t.value(), t.tail(), t.confidence()), "d_z", "t");
  t.note_no_spread(statistics::summarise(sums).sd);
}

void dispersion(Trial& t) {
  const auto g = t.paired();
  const statistics::Dispersion d = statistics::dispersion(g[0], g[1], t.tail(), t.confidence());
  t.fill(d.result, "sd ratio", "t");
  t.selection.note("standard deviations " + brief(d.sd_x) + " and " + brief(d.sd_y));
}

void equivalence(Trial& t) {
  const double margin = t.margin();
  if (t.e.value) {
    t.fill(statistics::one_sample_equivalence(replicate_means(t.selection, 0), *t.e.value, margin, t.e.alpha),
           "d", "t");
  } else if (t.e.paired) {
    const auto g = t.paired();
    t.fill(statistics::paired_equivalence(g[0], g[1], margin, t.e.alpha), "d_z", "t");
  } else {
    const auto x = replicate_means(t.selection, 0), y = replicate_means(t.selection, 1);
    t.fill(statistics::welch_equivalence(x, y, margin, t.e.alpha), "g", "t");
  }
}

void ordering(Trial& t) {
  const auto o = statistics::ordering(t.paired(), t.tail(), t.confidence());
  t.fill(o.result, "d_z", "t");
  t.selection.note("numbers of the weakest step, " + t.selection.groups[o.weakest] + " to " +
                   t.selection.groups[o.weakest + 1]);
}

void trend(Trial& t) {
  auto g = t.paired();
  if (t.tail() == Tail::greater) std::ranges::reverse(g);  // L grows along the list
  t.fill(statistics::page_trend(g, Tail::greater, t.confidence()), "rho", "L");
}

}  // namespace shoal::experiment::tests
