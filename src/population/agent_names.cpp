#include "population/agent_names.hpp"

#include <fmt/format.h>

#include <charconv>

#include "config/reader.hpp"

namespace shoal::population {

AgentNames::AgentNames(const Network& network) : network_(network) {
  user_of_.reserve(network.labels.size());
  for (AgentIndex user = 0; user < network.labels.size(); ++user)
    user_of_.emplace(network.labels[user], user);
}

AgentIndex AgentNames::find(std::string_view name) const {
  if (!network_.labels.empty()) {
    const auto known = user_of_.find(name);
    return known == user_of_.end() ? none : known->second;
  }
  AgentIndex user = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), user);
  const bool whole = error == std::errc() && end == name.data() + name.size();
  const bool plain = name.size() == 1 || !name.starts_with('0');
  return whole && plain && user < network_.agents ? user : none;
}

std::string AgentNames::name(AgentIndex user) const {
  return network_.labels.empty() ? std::to_string(user) : network_.labels[user];
}

std::string AgentNames::unknown(std::string_view name) const {
  constexpr std::size_t few = 10'000;  // names; comparing with more takes too long
  std::string message = fmt::format("agent '{}' is not in the network", name);
  if (network_.labels.empty()) return message + fmt::format("; its agents are 0 to {}", network_.agents - 1);
  if (network_.labels.size() > few) return message;
  const std::string near = config::nearest(name, network_.labels);
  return near.empty() ? message : message + fmt::format("; did you mean '{}'?", near);
}

}  // namespace shoal::population
