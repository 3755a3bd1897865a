#pragma once
// Presets: named rows of keys and values, applied as defaults where a scenario does not set a key
// (docs/presets.md).
//
//   use: [brand, group_buy]                                  a later row wins over an earlier one
//   presets: {mine: {learning.observation.attention: 0.3}}   adds a row, or replaces one of ours
//
// They work on the source tree, before it is read: what a scenario, its includes or --set write stays, and
// the resolved scenario holds values only.

#include <span>
#include <string>
#include <string_view>

#include "config/source.hpp"
#include "config/value.hpp"

namespace shoal {

/// One key of a row; `value` is YAML in flow style.
struct PresetSetting {
  std::string_view key, value, reason;
};

struct Preset {
  std::string_view name;
  std::string_view group;     ///< "community type" or "commerce type"
  std::string_view sentence;  ///< what it stands for
  std::string_view source;
  std::span<const PresetSetting> settings;
};

/// The rows that come with Shoal (presets_table.cpp).
std::span<const Preset> preset_table();
/// By name; null if there is none.
const Preset* find_preset(std::string_view name);
/// The row as a tree of keys; problems are reported at "preset NAME".
config::Node preset_keys(const Preset& preset, config::Problems& problems);

/// Lays the rows that `use` names under the scenario. Problems: a name that is no preset; a row under
/// `presets` with an unknown key or a value that the key does not take, used or not.
void apply_presets(config::Node& scenario, config::Problems& problems);

/// The key `presets`: read by apply_presets, and gone from the resolved scenario.
struct PresetRows {};
std::unique_ptr<config::Value> bind(PresetRows& target);

}  // namespace shoal
