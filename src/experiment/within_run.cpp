#include "experiment/within_run.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/simulation.hpp"
#include "experiment/undefined.hpp"
#include "mechanisms/step.hpp"
#include "statistics/correlation.hpp"

namespace shoal::experiment {
namespace {

void add_defined(double value, double& sum, double& count) {
  if (std::isnan(value)) return;
  sum += value;
  count += 1;
}

/// Mean of y over the units that stand in the n-th third by x, n from 1.
double mean_of_third(const std::vector<double>& x, const std::vector<double>& y, int n) {
  std::vector<std::size_t> order(x.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t u) { return x[u]; });
  double sum = 0, count = 0;
  for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
    while (to < order.size() && x[order[to]] == x[order[from]]) ++to;
    // The group's middle stands at (from + to) / 2n of the way; in whole numbers no rounding decides.
    if (static_cast<int>(3 * (from + to) / (2 * order.size())) != n - 1) continue;
    for (std::size_t at = from; at < to; ++at) sum += y[order[at]];
    count += static_cast<double>(to - from);
  }
  return count > 0 ? sum / count : undefined;
}

}  // namespace

WithinRun::WithinRun(const Measure& measure, const Scenario& scenario)
    : units_(units_of(measure.metric())), reduction_(measure.reduction()) {
  const auto columns = unit_columns(units_, scenario.market);
  first_ = *find_column(columns, measure.metric());
  other_ = *find_column(columns, reduction_.other);
}

void WithinRun::watch(const Simulation& simulation, const metrics::Totals* totals) {
  const std::uint64_t tick = simulation.tick();
  if (tick + 1 == reduction_.begin) begin(simulation, totals);
  if (tick >= reduction_.begin && (reduction_.end == 0 || tick <= reduction_.end)) go_on(simulation, totals);
}

void WithinRun::begin(const Simulation& simulation, const metrics::Totals* totals) {
  const State& state = simulation.state();
  const Model& model = simulation.model();
  const std::size_t units = units_ == Units::members ? model.population.agents : model.network.communities();
  for (auto* sums : {&x_, &y_, &nx_, &ny_}) sums->assign(units, 0);
  in_.assign(units, true);
  owned_ = state.idle;
  for (std::size_t u = 0; u < units; ++u) {
    const auto i = static_cast<AgentIndex>(u);
    if (units_ == Units::members) in_[u] = is_member(state, i) && !is_removed(state, i);
    if (reduction_.kind != Reduction::Kind::correlation && in_[u])
      add_defined(first_.value({model, state, simulation.tick(), totals, owned_}, u), x_[u], nx_[u]);
  }
}

void WithinRun::go_on(const Simulation& simulation, const metrics::Totals* totals) {
  const State& state = simulation.state();
  const Look look{simulation.model(), state, simulation.tick(), totals, owned_};
  for (std::size_t u = 0; u < in_.size(); ++u) {
    const auto i = static_cast<AgentIndex>(u);
    if (units_ == Units::members) in_[u] = in_[u] && is_member(state, i) && !is_removed(state, i);
    if (!in_[u]) continue;
    if (reduction_.kind == Reduction::Kind::correlation) add_defined(first_.value(look, u), x_[u], nx_[u]);
    add_defined(other_.value(look, u), y_[u], ny_[u]);
  }
  if (units_ == Units::members) owned_ = state.idle;
}

double WithinRun::value() const {
  std::vector<double> x, y;
  for (std::size_t u = 0; u < in_.size(); ++u) {
    if (!in_[u] || nx_[u] == 0 || ny_[u] == 0) continue;
    x.push_back(x_[u] / nx_[u]);
    y.push_back(y_[u] / ny_[u]);
  }
  if (reduction_.kind == Reduction::Kind::tercile)
    return mean_of_third(x, y, static_cast<int>(reduction_.number));
  return statistics::pearson(x, y);
}

}  // namespace shoal::experiment
