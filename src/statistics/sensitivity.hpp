#pragma once
// Variance-based sensitivity indices and elementary effects.

#include <cstdint>
#include <span>
#include <vector>

namespace shoal::statistics {

/// Outputs of a model at the points of a Saltelli design: a[j] and b[j] at sample j of two independent
/// samples, mixed[i][j] at a's sample j with factor i from b.
struct SaltelliOutputs {
  std::vector<double> a, b;
  std::vector<std::vector<double>> mixed;
};

/// NaN where the output does not vary.
struct SobolIndices {
  double first = 0;  ///< share of the variance that the factor explains alone
  double total = 0;  ///< share that it explains alone and with others
};

/// Indices of `factor` from the samples `rows`: first order after Saltelli et al. (2010, Comput. Phys.
/// Commun. 181, 259, Table 2 b), total after Jansen (1999, Comput. Phys. Commun. 117, 35). Outputs are
/// centred first.
SobolIndices sobol_indices(const SaltelliOutputs& outputs, std::size_t factor,
                           std::span<const std::uint32_t> rows);
/// Variance of a and b together over `rows`, with n in the denominator.
double output_variance(const SaltelliOutputs& outputs, std::span<const std::uint32_t> rows);

/// Summary of elementary effects (Morris 1991, Technometrics 33, 161; Campolongo, Cariboni & Saltelli 2007,
/// Environ. Model. Softw. 22, 1509, for mu_star).
struct ElementaryEffects {
  double mu = 0;       ///< mean
  double mu_star = 0;  ///< mean of absolute values
  double sigma = 0;    ///< standard deviation with n - 1; NaN below two effects
};
ElementaryEffects elementary_effects(std::span<const double> effects);

/// Linear between order statistics (Hyndman & Fan 1996, type 7); NaN for none. `values` are sorted on the
/// way.
double quantile(std::vector<double>& values, double p);

}  // namespace shoal::statistics
