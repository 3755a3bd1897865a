#include "scenario/presets.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "config/reader.hpp"
#include "scenario/scenario.hpp"

namespace shoal {
namespace {

using config::Node;
using config::Problems;

constexpr std::string_view not_in_a_row[] = {"use", "presets", "include"};

Node* member_of(Node& map, std::string_view key) {
  for (Node::Member& member : map.members)
    if (member.key == key) return &member.value;
  return nullptr;
}

/// A row, whose keys may be dotted paths, as nested groups.
class Row {
 public:
  /// `path` is where the row stands, for messages.
  Row(const Node& row, std::string path, Problems& problems)
      : keys_(Node::of(Node::Kind::map, row.origin)), path_(std::move(path)), problems_(problems) {
    for (const Node::Member& member : row.members) insert(member);
  }
  Node take() { return std::move(keys_); }

 private:
  void insert(const Node::Member& member) {
    Node tree = member.value;
    std::string_view rest = member.key;
    std::string_view step;
    for (;;) {
      const std::size_t dot = rest.rfind('.');
      step = dot == rest.npos ? rest : rest.substr(dot + 1);
      if (step.empty()) return refuse(member.key_origin, member.key, "has an empty key");
      if (dot == rest.npos) break;
      Node group = Node::of(Node::Kind::map, member.key_origin);
      group.members.push_back({std::string(step), member.key_origin, std::move(tree)});
      tree = std::move(group);
      rest = rest.substr(0, dot);
    }
    if (std::ranges::find(not_in_a_row, step) != std::end(not_in_a_row))
      return refuse(member.key_origin, member.key, "cannot be set by a preset");
    join(keys_, {std::string(step), member.key_origin, std::move(tree)}, std::string(step));
  }

  void join(Node& group, Node::Member member, const std::string& path) {
    Node* same = member_of(group, member.key);
    if (!same) {
      group.members.push_back(std::move(member));
    } else if (same->kind == Node::Kind::map && member.value.kind == Node::Kind::map) {
      for (Node::Member& below : member.value.members) {
        const std::string longer = path + "." + below.key;
        join(*same, std::move(below), longer);
      }
    } else {
      refuse(member.key_origin, path, "is set twice in this preset");
    }
  }

  void refuse(const config::Origin& where, const std::string& key, const char* message) {
    problems_.push_back({where, path_ + "." + key, message});
  }

  Node keys_;
  std::string path_;
  Problems& problems_;
};

/// The row of a scenario as a tree of keys, if everything in it is sound.
std::optional<Node> checked_row(const Node::Member& member, Problems& problems) {
  const std::string path = "presets." + member.key;
  if (member.value.kind != Node::Kind::map) {
    problems.push_back({member.key_origin, path, "must be a group of keys with values"});
    return std::nullopt;
  }
  Problems found;
  Node keys = Row(member.value, path, found).take();
  Problems wrong;
  config::Reader reader(wrong);
  Scenario blank;
  config::Section section = description(blank);
  reader.read(section, keys);
  for (config::Problem& problem : wrong) {
    problem.path = problem.path.empty() ? path : path + "." + problem.path;
    found.push_back(std::move(problem));
  }
  problems.insert(problems.end(), found.begin(), found.end());
  if (found.empty()) return keys;
  return std::nullopt;
}

/// Adds to `keys` what `row` sets and `keys` does not. A value is taken as a whole, a group key by key.
void lay_under(Node& keys, const Node& row, const config::Section& section) {
  for (const Node::Member& member : row.members) {
    Node* own = member_of(keys, member.key);
    const config::Section::Entry* entry = section.find(member.key);
    if (!own)
      keys.members.push_back(member);
    else if (entry && entry->section && own->kind == Node::Kind::map)
      lay_under(*own, member.value, *entry->section);
  }
}

std::string no_such_preset(const std::string& name, const std::vector<std::string>& names) {
  const std::string near = config::nearest(name, names);
  return "there is no preset '" + name + "'" +
         (near.empty()
              ? "; allowed: " + config::any_of(std::vector<std::string_view>(names.begin(), names.end()))
              : "; did you mean '" + near + "'?");
}

/// The rows that a scenario can use: ours, and those that it writes.
class Rows {
 public:
  Rows(const Node* written, Problems& problems) : problems_(problems) {
    for (const Preset& preset : preset_table()) names_.emplace_back(preset.name);
    if (!written) return;
    if (written->kind != Node::Kind::map) {
      problems.push_back({written->origin, "presets", "must be presets by name, each a group of keys"});
      return;
    }
    for (const Node::Member& member : written->members) {
      own_.push_back({member.key, checked_row(member, problems)});
      names_.push_back(member.key);
    }
  }

  /// The keys of a row; null where there is none, or nothing in it can be used.
  std::optional<Node> find(const Node& name) {
    const auto own = std::ranges::find(own_, name.scalar, &Own::name);
    if (own != own_.end()) return own->keys;
    if (const Preset* preset = find_preset(name.scalar)) return preset_keys(*preset, problems_);
    problems_.push_back({name.origin, "use", no_such_preset(name.scalar, names_)});
    return std::nullopt;
  }

 private:
  struct Own {
    std::string name;
    std::optional<Node> keys;
  };
  std::vector<Own> own_;
  std::vector<std::string> names_;
  Problems& problems_;
};

class RowsValue final : public config::Value {
 public:
  std::string allowed() const override { return "presets by name, each a group of keys"; }
  config::Json schema() const override {
    return {{"type", "object"}, {"additionalProperties", {{"type", "object"}}}};
  }
  config::Json get(config::Form) const override { return config::Json::object(); }
  void read(const Node&, config::Reader&) override {}  // apply_presets has read it
};

/// A place in a row of ours has no lines: the row's name says it all.
void forget_lines(Node& node) {
  node.origin.line = node.origin.column = 0;
  for (Node& item : node.items) forget_lines(item);
  for (Node::Member& member : node.members) {
    member.key_origin.line = member.key_origin.column = 0;
    forget_lines(member.value);
  }
}

}  // namespace

const Preset* find_preset(std::string_view name) {
  for (const Preset& preset : preset_table())
    if (preset.name == name) return &preset;
  return nullptr;
}

Node preset_keys(const Preset& preset, Problems& problems) {
  std::string yaml;
  for (const PresetSetting& setting : preset.settings)
    yaml.append(setting.key).append(": ").append(setting.value).append("\n");
  Node row = config::parse_source(yaml, "preset " + std::string(preset.name), ".", problems);
  forget_lines(row);
  return Row(row, "presets." + std::string(preset.name), problems).take();
}

void apply_presets(Node& scenario, Problems& problems) {
  const Node* use = scenario.find("use");
  const Node* written = scenario.find("presets");
  if (!use && !written) return;
  Rows rows(written, problems);
  std::vector<Node> names;
  if (use && use->kind == Node::Kind::sequence) names = use->items;
  if (use && use->kind == Node::Kind::scalar) names = {*use};
  std::erase_if(names, [](const Node& n) { return n.kind != Node::Kind::scalar; });  // the reader says so
  std::reverse(names.begin(), names.end());  // what lies already is not laid over: the last row wins
  Scenario blank;
  const config::Section section = description(blank);
  for (const Node& name : names)
    if (const std::optional<Node> row = rows.find(name)) lay_under(scenario, *row, section);
}

std::unique_ptr<config::Value> bind(PresetRows&) { return std::make_unique<RowsValue>(); }

}  // namespace shoal
