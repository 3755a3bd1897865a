#pragma once
// The columns of agents.nc: what can be known of a single agent, each declared once.

#include <functional>
#include <string>
#include <vector>

#include "mechanisms/step.hpp"

namespace shoal {

/// What a column has one value for.
enum class ColumnShape { agent, tick_agent, tick_agent_product };
/// How its values are stored: real numbers, whole numbers, or whole numbers up to 255.
enum class ColumnType { real, whole, small };

struct AgentColumn {
  std::string name, unit, sentence;
  ColumnShape shape;
  ColumnType type;
  std::string needs;  ///< the key that brings it about, where it is not always there
  std::function<bool(const Model&, const State&)> present;
  std::function<double(const Model&, const State&, AgentIndex, std::size_t product)> value;
};

/// All columns, in the order of the file: what agents are, how they stand, how they stand to each product.
const std::vector<AgentColumn>& agent_columns();

/// The columns that `names` asks for ("all", or single names) and that this run has. A single name that it
/// has not goes to `absent`.
std::vector<AgentColumn> select_agent_columns(const std::vector<std::string>& names, const Model& model,
                                              const State& state, std::vector<AgentColumn>& absent);

}  // namespace shoal
