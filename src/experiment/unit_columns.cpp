#include "experiment/unit_columns.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "config/reader.hpp"
#include "experiment/undefined.hpp"
#include "mechanisms/agent_columns.hpp"
#include "mechanisms/purchase.hpp"
#include "metrics/metrics.hpp"

namespace shoal::experiment {
namespace {

/// Whether agent i showed `sign` for product k in the tick. A durable good shows its purchase for ever after.
bool did(const Look& look, std::size_t i, std::size_t k, Signal sign) {
  const std::size_t at = i * look.model.products.size() + k;
  const bool stays = act_stays_visible(look.model.decision) && (look.owned[at] & signal::owns) != 0;
  return !stays && (look.state.shown[at] & sign) != 0;
}

UnitColumn counted(const char* name, const char* unit, const char* sentence, Signal sign, bool owned_only) {
  return {name, unit, sentence, [sign, owned_only](const Look& look, std::size_t i) {
            const std::size_t products = look.model.products.size();
            double count = 0;
            for (std::size_t k = 0; k < products; ++k)
              count += did(look, i, k, sign) &&
                       (!owned_only || (look.owned[i * products + k] & signal::owns) != 0);
            return count;
          }};
}

void add_standing(const AgentColumn& column, const MarketParams& market, std::vector<UnitColumn>& to) {
  const auto value_of = [&column](std::size_t k) {
    return [&column, k](const Look& look, std::size_t i) {
      if (!column.present(look.model, look.state)) return undefined;
      return column.value(look.model, look.state, static_cast<AgentIndex>(i), k);
    };
  };
  if (column.shape != ColumnShape::tick_agent_product)
    return to.push_back({column.name, column.unit, column.sentence, value_of(0)});
  for (std::size_t k = 0; k < market.products.size(); ++k)
    to.push_back({column.name + "_of_" + market.products[k].name, column.unit, column.sentence, value_of(k)});
}

std::vector<UnitColumn> member_columns(const MarketParams& market) {
  constexpr std::string_view no_levels[] = {"community", "segment", "member", "joined_at"};
  std::vector<UnitColumn> all = {
      {"tenure", "ticks", "Ticks since the member joined, or since the start.",
       [](const Look& look, std::size_t i) {
         return static_cast<double>(look.tick) -
                (look.state.joined_at.empty() ? 0.0 : static_cast<double>(look.state.joined_at[i]));
       }},
      counted("purchases", "purchases", "Purchases in the tick.", signal::bought, false),
      counted("repeat_purchases", "purchases", "Purchases in the tick of products owned before.",
              signal::bought, true),
      counted("recommendations", "recommendations", "Recommendations in the tick.", signal::recommends,
              false),
      counted("complaints", "complaints", "Complaints in the tick.", signal::complains, false)};
  for (const AgentColumn& column : agent_columns())
    if (std::ranges::find(no_levels, column.name) == std::end(no_levels)) add_standing(column, market, all);
  return all;
}

std::vector<UnitColumn> community_columns() {
  std::vector<UnitColumn> all;
  for (const metrics::CommunityMetric& metric : metrics::community_catalogue())
    all.push_back({metric.name, metric.unit, metric.sentence,
                   [&metric](const Look& look, std::size_t c) { return metric.value(*look.totals, c); }});
  return all;
}

}  // namespace

Units units_of(std::string_view metric) {
  return metric.starts_with("communities.") ? Units::communities
         : metric.starts_with("members.")   ? Units::members
                                            : Units::run;
}

std::vector<UnitColumn> unit_columns(Units units, const MarketParams& market) {
  if (units == Units::communities) return community_columns();
  return units == Units::members ? member_columns(market) : std::vector<UnitColumn>{};
}

const UnitColumn* find_column(const std::vector<UnitColumn>& columns, std::string_view name) {
  const std::string_view column = units_of(name) == Units::run ? name : name.substr(name.find('.') + 1);
  const auto at = std::ranges::find(columns, column, &UnitColumn::name);
  return at == columns.end() ? nullptr : &*at;
}

std::string unit_problem(const Measure& measure, const Scenario& scenario) {
  const Units units = units_of(measure.metric());
  if (units == Units::run) return "";
  const auto columns = unit_columns(units, scenario.market);
  for (const std::string& name : {measure.metric(), measure.reduction().other}) {
    if (find_column(columns, name)) continue;
    std::vector<std::string> names;
    for (const UnitColumn& column : columns) names.push_back(column.name);
    const std::string near = config::nearest(name.substr(name.find('.') + 1), names);
    return fmt::format("there is no '{}' of {}; {}", name.substr(name.find('.') + 1),
                       units == Units::members ? "members" : "communities",
                       near.empty() ? "see docs/measures.md" : "did you mean '" + near + "'?");
  }
  if (units == Units::members && scenario.schedule != Schedule::synchronous)
    return measure.name() + ": members are compared where all act in every tick: schedule: synchronous";
  return "";
}

}  // namespace shoal::experiment
