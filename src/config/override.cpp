#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "config/assign.hpp"
#include "config/reader.hpp"
#include "config/source.hpp"
#include "config/text_file.hpp"
#include "config/yaml_tree.hpp"

namespace shoal::config {
namespace {

/// Thrown with a message, where an assignment cannot be carried out.
struct Refused {
  std::string message;
};

std::vector<std::string> steps_of(std::string_view path) {
  std::vector<std::string> steps;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('.', begin), path.size());
    steps.emplace_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return steps;
}

/// The value, read as an item of a flow list, so that it cannot begin a block of keys.
Node value_of(std::string_view text, const Origin& origin) {
  Problems problems;
  const std::string wrapped = "[\n" + std::string(text) + "\n]";
  std::string_view checked = wrapped;
  Node list = Node::of(Node::Kind::null, origin);
  if (check_text(checked, origin, problems)) list = parse_yaml(checked, origin, false, problems);
  if (!problems.empty()) throw Refused{"the value cannot be read: " + problems.back().message};
  if (list.items.size() > 1)
    throw Refused{
        fmt::format("found {} values; put text with commas in quotes, a list in [ ]", list.items.size())};
  return list.items.empty() ? Node::of(Node::Kind::null, origin) : std::move(list.items.front());
}

bool is_position(const std::string& step) {
  return step.size() < 10 &&
         std::all_of(step.begin(), step.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string name_of_item(const Node& item) {
  const Node* name = item.find("name");
  return name && name->kind == Node::Kind::scalar ? name->scalar : std::string();
}

Node& item_at(Node& list, const std::string& step) {
  if (is_position(step)) {
    const std::size_t i = std::stoul(step);
    if (i < list.items.size()) return list.items[i];
    throw Refused{list.items.empty()
                      ? "there is no item " + step + "; the list is empty"
                      : fmt::format("there is no item {}; must be 0 to {}", step, list.items.size() - 1)};
  }
  std::vector<std::string> names;
  for (Node& item : list.items) {
    const std::string name = name_of_item(item);
    if (name == step) return item;
    if (!name.empty()) names.push_back(name);
  }
  if (names.empty()) throw Refused{"a list is addressed by position, from 0"};
  const std::string near = nearest(step, names);
  throw Refused{fmt::format("there is no item named '{}'; must be {}, or a position from 0{}", step,
                            any_of(std::vector<std::string_view>(names.begin(), names.end())),
                            near.empty() ? "" : "; did you mean '" + near + "'?")};
}

/// The member of a map, made if it is not there.
Node& member_at(Node& map, const std::string& step, const Origin& origin) {
  const auto same = std::find_if(map.members.begin(), map.members.end(),
                                 [&](const Node::Member& m) { return m.key == step; });
  if (same != map.members.end()) return same->value;
  if (is_position(step)) throw Refused{"the file writes no list here; give the whole list, in [ ]"};
  map.members.push_back({step, origin, Node::of(Node::Kind::null, origin)});
  return map.members.back().value;
}

/// What the steps from `first` on spell, where the map has a key of that name, dots included: the keys of a
/// map of the user's own may be dotted paths. Null if it has not.
Node* dotted_member(Node& node, const std::vector<std::string>& steps, std::size_t first) {
  if (node.kind != Node::Kind::map) return nullptr;
  std::string rest;
  for (std::size_t n = first; n < steps.size(); ++n) rest += (n == first ? "" : ".") + steps[n];
  for (Node::Member& member : node.members)
    if (member.key == rest) return &member.value;
  return nullptr;
}

Node& step_into(Node& node, const std::string& step, const Origin& origin) {
  if (node.kind == Node::Kind::sequence) return item_at(node, step);
  if (node.kind == Node::Kind::null) node = Node::of(Node::Kind::map, origin);
  if (node.kind == Node::Kind::map) return member_at(node, step, origin);
  throw Refused{"found " + found(node) + " above this key, which holds no keys"};
}

Node& place_of(Node& root, const std::vector<std::string>& steps, const Origin& origin) {
  Node* node = &root;
  for (std::size_t n = 0; n < steps.size(); ++n) {
    if (Node* dotted = dotted_member(*node, steps, n)) return *dotted;
    node = &step_into(*node, steps[n], origin);
  }
  return *node;
}

Origin command_line() {
  return {std::make_shared<const std::string>("--set"), 0, 0, std::filesystem::current_path()};
}

}  // namespace

Node value_from_text(std::string_view text, std::string_view path, const Origin& origin, Problems& problems) {
  try {
    return value_of(text, origin);
  } catch (const Refused& refused) {
    problems.push_back({origin, std::string(path), refused.message});
    return Node::of(Node::Kind::null, origin);
  }
}

void assign(Node& root, std::string_view path, Node value, Problems& problems) {
  if (root.kind == Node::Kind::null) return;  // the document could not be used
  const Origin origin = value.origin;
  const std::vector<std::string> steps = steps_of(path);
  try {
    if (std::find(steps.begin(), steps.end(), "") != steps.end()) throw Refused{"an empty key"};
    Node changed = root;  // so that a refused assignment leaves nothing half made
    place_of(changed, steps, origin) = std::move(value);
    root = std::move(changed);
  } catch (const Refused& refused) {
    problems.push_back({origin, std::string(path), refused.message});
  }
}

void apply_override(Node& root, std::string_view assignment, Problems& problems) {
  const Origin origin = command_line();
  const std::size_t equals = assignment.find('=');
  const std::string path(assignment.substr(0, equals));
  const std::vector<std::string> steps = steps_of(path);
  const bool gap = std::find(steps.begin(), steps.end(), "") != steps.end();
  if (equals == assignment.npos || gap) {
    problems.push_back({origin, "",
                        fmt::format("'{}' has {}; must be KEY.PATH=VALUE", assignment,
                                    gap && equals != assignment.npos ? "an empty key" : "no '='")});
    return;
  }
  const std::size_t before = problems.size();
  Node value = value_from_text(assignment.substr(equals + 1), path, origin, problems);
  if (problems.size() == before) assign(root, path, std::move(value), problems);
}

}  // namespace shoal::config
