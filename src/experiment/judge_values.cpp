// Tests of one group against given values.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiment/comparison_text.hpp"
#include "experiment/trial.hpp"
#include "statistics/chi_square.hpp"
#include "statistics/equivalence.hpp"
#include "statistics/given_value.hpp"
#include "statistics/summary.hpp"

namespace shoal::experiment::tests {
namespace {

/// The value of the measure in a category.
double category_value(const ExpectationParams& e, std::size_t i) {
  return e.categories.empty() ? static_cast<double>(i) : e.categories[i].value;
}

/// Mean as the effect, smallest and largest value as its interval.
void extremes(Trial& t, const std::vector<double>& x) {
  t.verdict.n = x.size();
  if (x.empty()) return;
  t.verdict.effect = statistics::mean(x);
  t.verdict.ci_low = *std::ranges::min_element(x);
  t.verdict.ci_high = *std::ranges::max_element(x);
}

template <class Inside>
void count_misses(Trial& t, const std::vector<double>& x, const Inside& inside) {
  const auto misses =
      static_cast<std::size_t>(std::ranges::count_if(x, [&](double value) { return !inside(value); }));
  t.verdict.statistic = static_cast<double>(misses);
  t.verdict.statistic_name = "misses";
  t.verdict.holds = misses == 0 && !x.empty();
}

/// Of every run; names the first that misses.
template <class Inside>
void count_misses(Trial& t, const Inside& inside) {
  count_misses(t, t.values(), inside);
  const auto& runs = t.selection.runs;
  const auto first =
      std::ranges::find_if(runs, [&](const Observation& o) { return !inside(o.values.front()); });
  if (first != runs.end())
    t.selection.note("first miss: " + brief(first->values.front()) + " in " + name_of_run(*first->run));
}

}  // namespace

void proportion(Trial& t) {
  if (!t.runs_are_independent()) return;
  const double trials = static_cast<double>(t.e.trials);
  double successes = 0;
  for (const Observation& o : t.selection.runs) {
    const double k = o.values.front() * trials, whole = std::round(k);
    if (!(k >= 0 && k <= trials) || std::fabs(k - whole) > 1e-6 * std::max(1.0, trials)) {
      t.selection.failure =
          fmt::format("{} is no share of {} trials in {}: {}; see `trials`", t.e.compare,
                      std::int64_t{t.e.trials}, name_of_run(*o.run), brief(o.values.front()));
      return;
    }
    successes += whole;
  }
  const double sd = t.e.sd ? t.e.sd->value : statistics::none;
  t.fill(statistics::proportion(successes, trials * static_cast<double>(t.selection.runs.size()), t.value(),
                                sd, t.margin(), t.tail(), t.confidence()),
         "h", "z");
}

void mean(Trial& t) {
  if (t.e.sd) {
    if (!t.runs_are_independent()) return;
    t.fill(statistics::mean_with_sd(t.values(), t.value(), *t.e.sd, t.margin(), t.tail(), t.confidence()),
           "d", "z");
    return;
  }
  const auto x = replicate_means(t.selection, 0);
  t.fill(statistics::mean_without_sd(x, t.value(), t.margin(), t.tail(), t.confidence()), "d", "t");
  t.note_no_spread(statistics::summarise(x).sd);
}

void standard_deviation(Trial& t) {
  if (!t.runs_are_independent()) return;
  t.fill(statistics::standard_deviation(t.values(), t.value(), t.tail(), t.confidence()), "sd ratio", "z");
}

void chi_square(Trial& t) {
  if (!t.runs_are_independent()) return;
  std::vector<double> counts(t.e.probabilities.size(), 0);
  for (const Observation& o : t.selection.runs) {
    for (std::size_t i = 0; i < t.e.counts.size(); ++i) {
      if (!(o.values[i] >= 0) || o.values[i] != std::floor(o.values[i])) {
        t.selection.failure =
            fmt::format("{} is no count in {}: {}", t.e.counts[i], name_of_run(*o.run), brief(o.values[i]));
        return;
      }
      counts[i] += o.values[i];
    }
    if (!t.e.counts.empty()) continue;
    std::size_t category = 0;
    while (category < counts.size() && o.values.front() != category_value(t.e, category)) ++category;
    if (category == counts.size()) {
      t.selection.failure = fmt::format("{} is in none of the categories in {}: {}", t.e.compare,
                                        name_of_run(*o.run), brief(o.values.front()));
      return;
    }
    ++counts[category];
  }
  const std::vector<double> probabilities(t.e.probabilities.begin(), t.e.probabilities.end());
  const auto [r, least] = statistics::chi_square(counts, probabilities, t.confidence());
  t.fill(r, "w", "chi2");
  if (least < 5)
    t.selection.note(fmt::format("the least expected count is {}, below 5: p is rough", brief(least)));
}

void interval(Trial& t) {
  const double low = t.e.interval[0], high = t.e.interval[1];
  if (t.e.every) {
    extremes(t, t.values());
    count_misses(t, [&](double x) { return x >= low && x <= high; });
    return;
  }
  const auto x = replicate_means(t.selection, 0);
  const auto s = statistics::summarise(x, t.confidence());
  // Inside the interval of confidence 1 - alpha: both one-sided tests at alpha / 2.
  const double half = (high - low) / 2;
  auto r = statistics::one_sample_equivalence(x, low + half, half, t.e.alpha / 2);
  r.effect = s.mean, r.ci_low = s.ci_low, r.ci_high = s.ci_high, r.size = statistics::none;
  r.p = std::min(1.0, 2 * r.p);
  t.fill(r, "", "t");
}

void exact(Trial& t) {
  if (t.e.value) {
    extremes(t, t.values());
    count_misses(t, [&](double x) { return std::fabs(x - *t.e.value) <= t.margin(); });
    return;
  }
  const auto all = matches(t.selection);
  if (all.empty()) t.selection.failure = "no replicate has all of the groups";
  std::vector<double> largest;
  for (const Match& m : all) {
    double d = 0;
    for (const double x : m.values)
      if (std::fabs(x - m.values.front()) > std::fabs(d)) d = m.values.front() - x;
    largest.push_back(d);
  }
  extremes(t, largest);
  count_misses(t, largest, [&](double d) { return std::fabs(d) <= t.margin(); });
}

}  // namespace shoal::experiment::tests
