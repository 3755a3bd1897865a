#pragma once
// What is known of each community, or of each member, of one run: the names behind `communities.` and
// `members.` in an experiment's measures (docs/measures.md).

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "experiment/measure.hpp"
#include "mechanisms/signal.hpp"
#include "mechanisms/step.hpp"
#include "metrics/totals.hpp"
#include "scenario/scenario.hpp"

namespace shoal::experiment {

/// Of whom a metric has a number: of the run, or of every community or member in it.
enum class Units : int { run, communities, members };
Units units_of(std::string_view metric);

/// The end of a tick.
struct Look {
  const Model& model;
  const State& state;
  std::uint32_t tick;
  const metrics::Totals* totals;     ///< null before the first tick
  const std::vector<Signal>& owned;  ///< State::idle at the end of the tick before
};

struct UnitColumn {
  std::string name, unit, sentence;  ///< the name without "members."
  /// Of community or agent `u`; NaN where this run does not have it.
  std::function<double(const Look&, std::size_t u)> value;
};

/// Communities: the columns of communities.csv but `stage`. Members: the columns of agents.nc that are
/// numbers, those of a product as COLUMN_of_PRODUCT; tenure; and what they did in the tick.
std::vector<UnitColumn> unit_columns(Units units, const MarketParams& market);

/// The column that "members.NAME" stands for; null: there is none.
const UnitColumn* find_column(const std::vector<UnitColumn>& columns, std::string_view name);

/// Why a measure of communities or members cannot be taken of this scenario; empty: it can, or it is of the
/// run.
std::string unit_problem(const Measure& measure, const Scenario& scenario);

}  // namespace shoal::experiment
