#include "output/agents.hpp"

#include <algorithm>

#include "output/build_info.hpp"

namespace shoal::output {
namespace {

using Type = NetcdfFile::Type;

constexpr std::size_t most_together = 16384;

Type stored_as(ColumnType type) {
  return type == ColumnType::real ? Type::real : type == ColumnType::whole ? Type::whole : Type::small;
}

[[noreturn]] void refuse(const std::vector<AgentColumn>& absent) {
  config::Problems problems;
  for (const AgentColumn& column : absent)
    problems.push_back({{},
                        "output.agents.columns",
                        "this run has no column '" + column.name + "'; it needs " + column.needs});
  throw config::InvalidInput(std::move(problems));
}

/// Writes a coordinate of names.
void put_names(NetcdfFile& file, int variable, std::size_t count, const auto& name) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::string text = name(i);
    const char* pointer = text.c_str();
    file.put(variable, {i}, {1}, &pointer);
  }
}

}  // namespace

AgentSnapshots::AgentSnapshots(OutputDirectory& directory, const Scenario& scenario, const Model& model,
                               const State& state)
    : model_(model),
      state_(state),
      every_(static_cast<std::uint64_t>(scenario.output.agents.every)),
      position_(model.network.agents),
      together_(std::min<std::size_t>(most_together, model.network.agents)),
      file_(directory.claim("agents.nc")) {
  for (const auto& tick : scenario.output.agents.at) at_.push_back(static_cast<std::uint32_t>(tick));
  std::sort(at_.begin(), at_.end());
  for (AgentIndex i = 0; i < model.network.agents; ++i) position_[model.network.agent_of[i]] = i;
  define(scenario);
  for (const Variable& variable : variables_)
    if (variable.column.shape == ColumnShape::agent) write(variable);
}

void AgentSnapshots::define(const Scenario& scenario) {
  const Network& network = model_.network;
  const std::size_t products = model_.products.size();
  std::vector<AgentColumn> absent;
  auto columns = select_agent_columns(scenario.output.agents.columns.names, model_, state_, absent);
  if (!absent.empty()) refuse(absent);

  const auto& segments = model_.population.segment_names;
  const int ticks = file_.dimension("tick", NetcdfFile::unlimited);
  const int agents = file_.dimension("agent", network.agents);
  const int goods = file_.dimension("product", products);
  const int parts = file_.dimension("segment_number", segments.size());

  const auto described = [this](int variable, std::string_view sentence, std::string_view unit = {}) {
    file_.attribute(variable, "long_name", sentence);
    if (!unit.empty()) file_.attribute(variable, "units", unit);
    return variable;
  };
  tick_ = described(file_.variable("tick", Type::whole, {ticks}, {64}), "Ticks done; 0: before the first.");
  const int agent = described(file_.variable("agent", Type::whole, {agents}, {together_}),
                              "The user's number of the agent: its position in the network file, from 0.");
  const int product = described(file_.variable("product", Type::text, {goods}, {}), "Name of the product.");
  const int segment =
      described(file_.variable("segment_name", Type::text, {parts}, {}), "Name of the segment.");
  int label = -1, community = -1;
  if (!network.labels.empty())
    label = described(file_.variable("label", Type::text, {agents}, {}),
                      "Name of the agent in the network file.");
  if (!network.community_names.empty()) {
    const int groups = file_.dimension("community_number", network.communities());
    community =
        described(file_.variable("community_name", Type::text, {groups}, {}), "Name of the community.");
  }
  for (AgentColumn& column : columns) {
    std::vector<int> shape{agents};
    std::vector<std::size_t> chunk{together_};
    if (column.shape != ColumnShape::agent)
      shape.insert(shape.begin(), ticks), chunk.insert(chunk.begin(), 1);
    if (column.shape == ColumnShape::tick_agent_product) shape.push_back(goods), chunk.push_back(products);
    const int id = described(file_.variable(column.name, stored_as(column.type), shape, chunk),
                             column.sentence, column.unit);
    if (column.name == "role") {
      file_.attribute(id, "flag_values", std::vector<std::uint8_t>{0, 1, 2, 3});
      file_.attribute(id, "flag_meanings", "mass active core hub");
    }
    variables_.push_back({std::move(column), id});
  }
  file_.attribute("title", scenario.name);
  file_.attribute("source", "shoal " + build_info().version);
  file_.attribute("seed", std::to_string(scenario.seed.value));
  file_.end_definitions();

  std::vector<std::uint32_t> numbers(together_);
  for (std::size_t first = 0; first < network.agents; first += together_) {
    const std::size_t count = std::min<std::size_t>(together_, network.agents - first);
    for (std::size_t a = 0; a < count; ++a) numbers[a] = static_cast<std::uint32_t>(first + a);
    file_.put(agent, {first}, {count}, numbers.data());
  }
  put_names(file_, product, products, [&](std::size_t k) { return model_.market.products[k].name; });
  put_names(file_, segment, segments.size(), [&](std::size_t s) { return segments[s]; });
  if (label >= 0) put_names(file_, label, network.agents, [&](std::size_t i) { return network.labels[i]; });
  if (community >= 0)
    put_names(file_, community, network.communities(),
              [&](std::size_t c) { return network.community_names[c]; });
}

bool AgentSnapshots::due(std::uint32_t tick) const {
  return (every_ > 0 && tick > 0 && tick % every_ == 0) || std::binary_search(at_.begin(), at_.end(), tick);
}

void AgentSnapshots::record(std::uint32_t tick) {
  if (!due(tick)) return;
  file_.put(tick_, {snapshots_}, {1}, &tick);
  for (const Variable& variable : variables_)
    if (variable.column.shape != ColumnShape::agent) write(variable);
  ++snapshots_;
  file_.sync();
}

void AgentSnapshots::write(const Variable& variable) {
  const AgentColumn& column = variable.column;
  const bool by_product = column.shape == ColumnShape::tick_agent_product;
  const std::size_t products = by_product ? model_.products.size() : 1, agents = position_.size();
  const auto pass = [&](auto& buffer) {
    using Number = typename std::remove_reference_t<decltype(buffer)>::value_type;
    buffer.resize(std::max(buffer.size(), together_ * products));
    for (std::size_t first = 0; first < agents; first += together_) {
      const std::size_t count = std::min(together_, agents - first);
      for (std::size_t a = 0; a < count; ++a)
        for (std::size_t k = 0; k < products; ++k)
          buffer[a * products + k] =
              static_cast<Number>(column.value(model_, state_, position_[first + a], k));
      std::vector<std::size_t> start{first}, extent{count};
      if (column.shape != ColumnShape::agent)
        start.insert(start.begin(), snapshots_), extent.insert(extent.begin(), 1);
      if (by_product) start.push_back(0), extent.push_back(products);
      file_.put(variable.id, start, extent, buffer.data());
    }
  };
  switch (column.type) {
    case ColumnType::real: return pass(reals_);
    case ColumnType::whole: return pass(wholes_);
    case ColumnType::small: return pass(smalls_);
  }
}

void AgentSnapshots::close() { file_.close(); }

}  // namespace shoal::output
