#include "statistics/bass.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <unsupported/Eigen/NonLinearOptimization>

#include "maths/elementary.hpp"

namespace shoal::statistics {
namespace {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;

struct Parameters {
  double p, q, m;
};

/// Parameters are fitted as logarithms, which keeps them positive.
Parameters from(const Vector& logs) {
  return {maths::exp(logs[0]), maths::exp(logs[1]), maths::exp(logs[2])};
}

double adopted(const Parameters& x, double t, BassSeries taken) {
  if (taken == BassSeries::rate) return x.m * bass_rate(x.p, x.q, t);
  return x.m * (bass_share(x.p, x.q, t) - bass_share(x.p, x.q, t - 1));
}

/// Residuals of a series, in the form that Eigen's port of MINPACK asks for.
class Residuals {
 public:
  using Scalar = double;
  enum { InputsAtCompileTime = Eigen::Dynamic, ValuesAtCompileTime = Eigen::Dynamic };
  using InputType = Vector;
  using ValueType = Vector;
  using JacobianType = Matrix;

  Residuals(std::span<const double> series, BassSeries taken) : series_(series), taken_(taken) {}
  int inputs() const { return 3; }
  int values() const { return static_cast<int>(series_.size()); }

  int operator()(const Vector& logs, Vector& out) const {
    const Parameters x = from(logs);
    for (std::size_t n = 0; n < series_.size(); ++n)
      out[static_cast<Eigen::Index>(n)] = series_[n] - adopted(x, static_cast<double>(n + 1), taken_);
    return 0;
  }
  /// Central differences in the logarithms.
  int df(const Vector& logs, Matrix& jacobian) const {
    constexpr double step = 1e-6;
    Vector up(values()), down(values());
    for (Eigen::Index c = 0; c < 3; ++c) {
      Vector moved = logs;
      moved[c] = logs[c] + step;
      (*this)(moved, up);
      moved[c] = logs[c] - step;
      (*this)(moved, down);
      jacobian.col(c) = (up - down) / (2 * step);
    }
    return 0;
  }

 private:
  std::span<const double> series_;
  BassSeries taken_;
};

struct Attempt {
  Vector logs;
  double rss;
  bool converged;
};

Attempt descend(Residuals& residuals, const Parameters& start) {
  Vector logs(3);
  logs << maths::log(start.p), maths::log(start.q), maths::log(start.m);
  Eigen::LevenbergMarquardt<Residuals> method(residuals);
  method.parameters.maxfev = 2000;
  method.parameters.ftol = method.parameters.xtol = 1e-14;
  const auto status = method.minimize(logs);
  using namespace Eigen::LevenbergMarquardtSpace;
  const bool converged = status != ImproperInputParameters && status != TooManyFunctionEvaluation &&
                         status != UserAsked && logs.allFinite();
  return {logs, method.fvec.squaredNorm(), converged};
}

void add_errors(BassFit& fit, Residuals& residuals, const Vector& logs) {
  const int spare = residuals.values() - 3;
  if (spare < 1) return;
  Matrix jacobian(residuals.values(), 3);
  residuals.df(logs, jacobian);
  const Matrix covariance =
      (jacobian.transpose() * jacobian).inverse() * (fit.rss / static_cast<double>(spare));
  // The delta method: sd(x) = x sd(log x).
  fit.p_se = fit.p * std::sqrt(covariance(0, 0));
  fit.q_se = fit.q * std::sqrt(covariance(1, 1));
  fit.m_se = fit.m * std::sqrt(covariance(2, 2));
}

std::string unusable(std::span<const double> adoptions) {
  if (adoptions.size() < 4) return "a fit of three parameters needs at least 4 periods";
  if (std::ranges::any_of(adoptions, [](double s) { return !(s >= 0) || std::isinf(s); }))
    return "adoptions of a period must be finite and not negative";
  if (std::ranges::all_of(adoptions, [](double s) { return s == 0; })) return "nobody adopts in any period";
  return {};
}

}  // namespace

double bass_share(double p, double q, double t) {
  const double decay = maths::exp(-(p + q) * t);
  return (1 - decay) / (1 + q / p * decay);
}

double bass_rate(double p, double q, double t) {
  const double decay = maths::exp(-(p + q) * t), whole = 1 + q / p * decay;
  return (p + q) * (p + q) / p * decay / (whole * whole);
}

BassFit fit_bass(std::span<const double> adoptions, BassSeries taken) {
  BassFit fit;
  fit.problem = unusable(adoptions);
  if (!fit.problem.empty()) return fit;
  const double sold = std::accumulate(adoptions.begin(), adoptions.end(), 0.0);
  Residuals residuals(adoptions, taken);
  Attempt best{Vector::Zero(3), std::numeric_limits<double>::infinity(), false};
  for (const double p : {0.003, 0.03})
    for (const double q : {0.1, 0.4, 0.9})
      for (const double potential : {1.1, 2.0}) {
        const Attempt attempt = descend(residuals, {p, q, potential * sold});
        if (attempt.converged && attempt.rss < best.rss) best = attempt;
      }
  const Parameters found = from(best.logs);
  // Without an end in sight the potential runs away, and p with it to nothing.
  if (!best.converged || !(found.m < 1000 * sold) || !(found.p > 1e-9)) {
    fit.problem = "the series determines no market potential; it must bend";
    return fit;
  }
  fit.p = found.p;
  fit.q = found.q;
  fit.m = found.m;
  fit.rss = best.rss;
  const double mean = sold / static_cast<double>(adoptions.size());
  double spread = 0;
  for (const double s : adoptions) spread += (s - mean) * (s - mean);
  if (spread > 0) fit.r_squared = 1 - best.rss / spread;
  fit.peak = fit.q > fit.p ? maths::log(fit.q / fit.p) / (fit.p + fit.q) : 0;
  add_errors(fit, residuals, best.logs);
  return fit;
}

}  // namespace shoal::statistics
