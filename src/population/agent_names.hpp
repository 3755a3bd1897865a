#pragma once
// Agents as files and scenarios name them: by label, or by number where the network has no labels.

#include <string>
#include <string_view>
#include <unordered_map>

#include "network/network.hpp"

namespace shoal::population {

class AgentNames {
 public:
  static constexpr AgentIndex none = ~AgentIndex{0};

  /// `network` must outlive the names.
  explicit AgentNames(const Network& network);
  /// The user's number of the agent of this name, or `none`.
  AgentIndex find(std::string_view name) const;
  /// The name of the agent with this user's number.
  std::string name(AgentIndex user) const;
  /// "agent 'x' is not in the network", with what names look like or the nearest one.
  std::string unknown(std::string_view name) const;

 private:
  const Network& network_;
  std::unordered_map<std::string_view, AgentIndex> user_of_;
};

}  // namespace shoal::population
