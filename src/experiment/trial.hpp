#pragma once
// One expectation on its way to a verdict: what the tests of judge_*.cpp share.

#include <string_view>
#include <vector>

#include "experiment/judge.hpp"
#include "experiment/results.hpp"
#include "experiment/selection.hpp"
#include "statistics/ordering.hpp"
#include "statistics/result.hpp"

namespace shoal::experiment {

/// A test reads the selection and fills the verdict; what stands in its way becomes `selection.failure`.
struct Trial {
  const ExpectationParams& e;
  const Results& results;
  Verdict& verdict;
  Selection selection;

  statistics::Tail tail() const;
  double confidence() const { return 1 - e.alpha; }
  double value() const { return e.value ? e.value->value : 0; }
  double margin() const { return e.margin ? e.margin->value : 0; }

  /// `letter` of the statistic is followed by its degrees of freedom, if it has any.
  void fill(const statistics::Result& r, std::string_view size_name, std::string_view letter);
  /// Values of a measure over the runs.
  std::vector<double> values(std::size_t measure = 0) const;
  /// The groups, aligned by replicate.
  statistics::Groups paired();
  /// Per replicate: the first group minus the second, or one measure minus another of the same runs.
  std::vector<double> paired_differences();
  /// Tests that count runs want runs that are independent of each other; else a failure.
  bool runs_are_independent();
  void note_no_spread(double spread);
};

namespace tests {
void paired_t(Trial& t);
void two_sample_t(Trial& t);
void wilcoxon(Trial& t);
void equivalence(Trial& t);
void ordering(Trial& t);
void trend(Trial& t);
void slope(Trial& t);
void correlation(Trial& t);
void proportion(Trial& t);
void mean(Trial& t);
void chi_square(Trial& t);
void interval(Trial& t);
void exact(Trial& t);
void contrast(Trial& t);
void dispersion(Trial& t);
void standard_deviation(Trial& t);
}  // namespace tests

}  // namespace shoal::experiment
