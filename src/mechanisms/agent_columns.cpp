#include "mechanisms/agent_columns.hpp"

#include <algorithm>

#include "mechanisms/purchase.hpp"

namespace shoal {
namespace {

using Present = decltype(AgentColumn::present);
using Value = decltype(AgentColumn::value);

bool always(const Model&, const State&) { return true; }

AgentColumn fixed(const char* name, const char* sentence, ColumnType type, Value value) {
  return {name, "1", sentence, ColumnShape::agent, type, "", always, std::move(value)};
}

AgentColumn trait(const TraitInfo& info, std::size_t index) {
  std::string help(info.help);
  return {std::string(info.name),
          info.unit.empty() ? "1" : std::string(info.unit),
          std::move(help),
          ColumnShape::agent,
          ColumnType::real,
          "",
          always,
          [index](const Model& m, const State&, AgentIndex i, std::size_t) {
            return double{m.population.traits[index][i]};
          }};
}

AgentColumn level(const char* name, const char* unit, const char* sentence, const char* needs,
                  Aligned<float> State::*column) {
  return {
      name,
      unit,
      sentence,
      ColumnShape::tick_agent,
      ColumnType::real,
      needs,
      [column](const Model&, const State& s) { return (s.*column).size() > 0; },
      [column](const Model&, const State& s, AgentIndex i, std::size_t) { return double{(s.*column)[i]}; }};
}

AgentColumn bond(const char* name, const char* sentence, Column State::*column) {
  return {
      name,
      "1",
      sentence,
      ColumnShape::tick_agent,
      ColumnType::real,
      "",
      always,
      [column](const Model&, const State& s, AgentIndex i, std::size_t) { return double{(s.*column)[i]}; }};
}

AgentColumn sign(const char* name, const char* sentence, Value value) {
  return {name, "1", sentence, ColumnShape::tick_agent, ColumnType::small, "", always, std::move(value)};
}

AgentColumn towards(const char* name, const char* unit, const char* sentence, const char* needs,
                    Matrix State::*column) {
  return {name,
          unit,
          sentence,
          ColumnShape::tick_agent_product,
          ColumnType::real,
          needs,
          [column](const Model&, const State& s) { return !(s.*column).empty(); },
          [column](const Model&, const State& s, AgentIndex i, std::size_t k) {
            return double{(s.*column)(i, k)};
          }};
}

AgentColumn believed(Attribute attribute, bool precision) {
  const auto b = static_cast<std::size_t>(attribute);
  const std::string word(config::name_of(attribute)),
      what = word == "value_for_money" ? "value for money" : word;
  const auto column = [b, precision](const State& s) -> const Matrix& {
    return precision ? s.precision[b] : s.belief[b];
  };
  return {(precision ? "precision" : "belief") + (b == 0 ? "" : "_" + word),
          "1",
          (precision ? "Precision tau of the belief about " : "Belief B about the product's ") + what + ".",
          ColumnShape::tick_agent_product,
          ColumnType::real,
          b == 0 ? "learning.beliefs.enabled" : "learning.beliefs.attributes: [quality, " + word + "]",
          [column](const Model&, const State& s) { return !column(s).empty(); },
          [column](const Model&, const State& s, AgentIndex i, std::size_t k) {
            return double{column(s)(i, k)};
          }};
}

std::vector<AgentColumn> make_columns() {
  std::vector<AgentColumn> all = {
      fixed("community", "Number of the agent's community.", ColumnType::whole,
            [](const Model& m, const State&, AgentIndex i, std::size_t) {
              return static_cast<double>(m.network.community[i]);
            }),
      fixed("segment", "Number of the agent's segment (see segment_name).", ColumnType::small,
            [](const Model& m, const State&, AgentIndex i, std::size_t) {
              return m.population.segment.empty() ? 0.0 : static_cast<double>(m.population.segment[i]);
            }),
  };
  for (std::size_t t = 0; t < trait_table.size(); ++t) all.push_back(trait(trait_table[t], t));
  all.push_back(sign("member", "Whether the agent is a member of its community; 0: outsider.",
                     [](const Model&, const State& s, AgentIndex i, std::size_t) {
                       return s.member.empty() ? 1.0 : static_cast<double>(s.member[i]);
                     }));
  all.push_back(sign("role", "Stratum of the agent in its community.",
                     [](const Model&, const State& s, AgentIndex i, std::size_t) {
                       return s.role.empty() ? 0.0 : static_cast<double>(s.role[i]);
                     }));
  all.push_back(bond("trust", "Trust T of the agent in its community.", &State::trust));
  all.push_back(bond("belonging", "Belonging g of the agent to its community.", &State::belonging));
  all.push_back(level("displeasure", "1", "What is left of displeasing purchases.", "community.bonds.enabled",
                      &State::displeasure));
  all.push_back({"joined_at", "ticks",
                 "Tick in which the agent last joined its community; 0: before the first.",
                 ColumnShape::tick_agent, ColumnType::whole, "membership.enabled",
                 [](const Model&, const State& s) { return !s.joined_at.empty(); },
                 [](const Model&, const State& s, AgentIndex i, std::size_t) {
                   return static_cast<double>(s.joined_at[i]);
                 }});
  all.push_back(level("participation", "1", "Smoothed share of ticks in which the agent bought or shared.",
                      "", &State::participation));
  all.push_back(level("budget", "currency", "What is left of the budget of this period.",
                      "decision.budget.enabled", &State::budget));
  all.push_back(level("recognition", "1", "Propensity R to share that peers' following has added.",
                      "share.recognition", &State::recognition));
  all.push_back({"owns", "1", "Whether the agent owns the product.", ColumnShape::tick_agent_product,
                 ColumnType::small, "", always,
                 [](const Model& m, const State& s, AgentIndex i, std::size_t k) {
                   return owns(s, i, m.products.size(), k) ? 1.0 : 0.0;
                 }});
  all.push_back(towards("memory", "1", "Memory trace M of observed purchases.",
                        "learning.observation.enabled", &State::memory));
  all.push_back(towards("vicarious_value", "1", "Value W learned from what purchases did to peers.",
                        "learning.observation.enabled", &State::vicarious_value));
  all.push_back(towards("value", "1",
                        "Value V learned from own purchases (docs/mechanisms/reinforcement.md).",
                        "learning.reinforcement.enabled", &State::value));
  for (const Attribute a : {Attribute::quality, Attribute::service, Attribute::value_for_money})
    for (const bool precision : {false, true}) all.push_back(believed(a, precision));
  all.push_back(towards("loyalty", "1", "Loyalty L: habit and attachment.", "", &State::loyalty));
  return all;
}

}  // namespace

const std::vector<AgentColumn>& agent_columns() {
  static const std::vector<AgentColumn> table = make_columns();
  return table;
}

std::vector<AgentColumn> select_agent_columns(const std::vector<std::string>& names, const Model& model,
                                              const State& state, std::vector<AgentColumn>& absent) {
  const auto asked = [&](std::string_view name) { return std::ranges::find(names, name) != names.end(); };
  std::vector<AgentColumn> chosen;
  for (const AgentColumn& column : agent_columns()) {
    const bool by_name = asked(column.name);
    if (column.present(model, state)) {
      if (by_name || asked("all")) chosen.push_back(column);
    } else if (by_name) {
      absent.push_back(column);
    }
  }
  return chosen;
}

}  // namespace shoal
