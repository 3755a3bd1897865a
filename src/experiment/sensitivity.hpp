#pragma once
// From the results of saltelli and morris blocks to the rows of sensitivity.csv; docs/designs.md.

#include <cstdint>
#include <string>
#include <vector>

#include "experiment/design.hpp"
#include "experiment/results.hpp"

namespace shoal::experiment {

/// One factor's part in one measure. NaN: the method has no such number, or it is undefined.
struct SensitivityRow {
  std::string block, arm, measure, factor;
  std::string method;          ///< "sobol" or "morris"
  std::uint64_t samples = 0;   ///< base samples or walks that the numbers rest on
  std::uint64_t left_out = 0;  ///< because a run failed or its measure was undefined
  double first, first_low, first_high;
  double total, total_low, total_high;
  double mu, mu_star, mu_star_low, mu_star_high, sigma;
  /// What `total`, or `mu_star`, of a factor without effect would be from the luck of replicates alone, if
  /// points had luck of their own. NaN with one replicate.
  double noise_floor;
};

/// Rows by block, arm, measure, factor, in the order of the file. A point's output is the mean of its
/// replicates. Intervals: percentiles of a bootstrap over samples (Archer, Saltelli & Sobol' 1997), its draws
/// addressed by `seed`, the design's.
std::vector<SensitivityRow> sensitivity(const std::vector<DesignParams>& design, const Results& results,
                                        std::uint64_t seed, double confidence = 0.95,
                                        std::uint32_t resamples = 1000);

/// Whether any block is of a kind that gives rows.
bool has_sensitivity(const std::vector<DesignParams>& design);

/// The text of sensitivity.csv, header included.
std::string sensitivity_csv(const std::vector<SensitivityRow>& rows);

}  // namespace shoal::experiment
