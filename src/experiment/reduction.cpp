// From a series to a number.

#include <algorithm>
#include <cmath>

#include "experiment/measure.hpp"
#include "experiment/undefined.hpp"
#include "statistics/correlation.hpp"

namespace shoal::experiment {
namespace {

/// The defined values of a window, and the ticks that they belong to.
struct Defined {
  std::vector<double> values;
  std::vector<double> ticks;
  bool empty() const { return values.empty(); }
  double n() const { return static_cast<double>(values.size()); }
};

Defined defined(std::span<const double> window, std::uint64_t begin) {
  Defined d;
  for (std::size_t i = 0; i < window.size(); ++i) {
    if (std::isnan(window[i])) continue;
    d.values.push_back(window[i]);
    d.ticks.push_back(static_cast<double>(begin + i));
  }
  return d;
}

double sum(const std::vector<double>& values) {
  double total = 0;
  for (const double x : values) total += x;
  return total;
}

double mean(const std::vector<double>& values) {
  return values.empty() ? undefined : sum(values) / static_cast<double>(values.size());
}

/// Standard deviation with n - 1, around the mean.
double deviation(const Defined& d) {
  if (d.values.size() < 2) return undefined;
  const double centre = mean(d.values);
  double squares = 0;
  for (const double x : d.values) squares += (x - centre) * (x - centre);
  return std::sqrt(squares / (d.n() - 1));
}

double slope(const Defined& d) {
  if (d.values.size() < 2) return undefined;
  const double x_mean = mean(d.ticks), y_mean = mean(d.values);
  double xy = 0, xx = 0;
  for (std::size_t i = 0; i < d.values.size(); ++i) {
    xy += (d.ticks[i] - x_mean) * (d.values[i] - y_mean);
    xx += (d.ticks[i] - x_mean) * (d.ticks[i] - x_mean);
  }
  return xy / xx;
}

/// Linear between order statistics (Hyndman & Fan 1996, type 7).
double quantile(std::vector<double> values, double p) {
  if (values.empty()) return undefined;
  std::sort(values.begin(), values.end());
  const double at = p * (static_cast<double>(values.size()) - 1);
  const auto low = static_cast<std::size_t>(at);
  const std::size_t high = std::min(low + 1, values.size() - 1);
  const double share = at - static_cast<double>(low);
  return share == 0 ? values[low] : values[low] + share * (values[high] - values[low]);
}

bool holds(double value, Reduction::Relation relation, double number) {
  switch (relation) {
    case Reduction::Relation::at_least: return value >= number;
    case Reduction::Relation::above: return value > number;
    case Reduction::Relation::at_most: return value <= number;
    case Reduction::Relation::below: return value < number;
  }
  return false;
}

/// The tick at which the values stand that `best` points to.
double tick_of(const Defined& d, std::vector<double>::const_iterator best) {
  return d.empty() ? undefined : d.ticks[static_cast<std::size_t>(best - d.values.begin())];
}

double compared(const Defined& d, const Reduction& r) {
  double first = undefined, last = undefined, count = 0;
  for (std::size_t i = 0; i < d.values.size(); ++i) {
    if (!holds(d.values[i], r.relation, r.number)) continue;
    if (count == 0) first = d.ticks[i];
    last = d.ticks[i];
    ++count;
  }
  return r.kind == Reduction::Kind::first ? first : r.kind == Reduction::Kind::last ? last : count;
}

/// The first tick by which half of the sum has come: of counts of events the median tick of an event.
double halfway(const Defined& d) {
  const double total = sum(d.values);
  if (!(total > 0)) return undefined;
  double sofar = 0;
  for (std::size_t i = 0; i < d.values.size(); ++i)
    if ((sofar += d.values[i]) >= total / 2) return d.ticks[i];
  return undefined;
}

/// Over the ticks in which both are defined.
double together(Reduction::Kind kind, std::span<const double> a, std::span<const double> b) {
  std::vector<double> x, y;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) continue;
    x.push_back(a[i]);
    y.push_back(b[i]);
  }
  if (kind == Reduction::Kind::correlation) return statistics::pearson(x, y);
  const double base = sum(y);
  return base == 0 ? undefined : sum(x) / base;
}

}  // namespace

double Reduction::value(std::span<const double> series, std::span<const double> others) const {
  const std::size_t from = std::min<std::size_t>(begin - 1, series.size());
  const std::size_t to = end == 0 ? series.size() : std::min<std::size_t>(end, series.size());
  const std::span<const double> window = series.subspan(from, to - from);
  if (kind == Kind::ticks) return static_cast<double>(window.size());
  if (kind == Kind::final || kind == Kind::at) return window.empty() ? undefined : window.back();
  if (kind == Kind::correlation || kind == Kind::ratio)
    return together(kind, window, others.subspan(std::min(from, others.size())));
  const Defined d = defined(window, begin);
  const auto& v = d.values;
  switch (kind) {
    case Kind::mean: return mean(v);
    case Kind::median: return quantile(v, 0.5);
    case Kind::quantile: return quantile(v, number);
    case Kind::min: return v.empty() ? undefined : *std::min_element(v.begin(), v.end());
    case Kind::max: return v.empty() ? undefined : *std::max_element(v.begin(), v.end());
    case Kind::sum: return v.empty() ? undefined : sum(v);
    case Kind::sd: return deviation(d);
    case Kind::slope: return slope(d);
    case Kind::halfway: return halfway(d);
    case Kind::argmax: return tick_of(d, std::max_element(v.begin(), v.end()));
    case Kind::argmin: return tick_of(d, std::min_element(v.begin(), v.end()));
    default: return compared(d, *this);
  }
}

}  // namespace shoal::experiment
