#include "config/tree_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "config/reader.hpp"
#include "config/syntax.hpp"

namespace shoal::config {
namespace {

std::size_t count_nodes(const Node& node) {
  std::size_t n = 1;
  for (const Node& item : node.items) n += count_nodes(item);
  for (const Node::Member& member : node.members) n += count_nodes(member.value);
  return n;
}
int depth_of(const Node& node) {
  int below = 0;
  for (const Node& item : node.items) below = std::max(below, depth_of(item));
  for (const Node::Member& member : node.members) below = std::max(below, depth_of(member.value));
  return below + (node.kind == Node::Kind::sequence || node.kind == Node::Kind::map ? 1 : 0);
}

/// The last '-' of `text` that is not part of a comment, or npos.
std::size_t dash_before(std::string_view text) {
  std::size_t dash = text.rfind('-');
  while (dash != text.npos) {
    const std::size_t newline = text.substr(0, dash).rfind('\n');
    const std::size_t line = newline == text.npos ? 0 : newline + 1;
    const std::size_t comment = text.substr(line, dash - line).find('#');
    if (comment == text.npos) break;
    text = text.substr(0, line + comment);
    dash = text.rfind('-');
  }
  return dash;
}

}  // namespace

std::string TreeBuilder::path() const {
  std::string path;
  const auto step = [&](const std::string& s) { path += (path.empty() ? "" : ".") + s; };
  for (const Frame& frame : frames_) {
    if (frame.node.kind == Node::Kind::sequence)
      step(std::to_string(frame.node.items.size()));
    else if (frame.key)
      step(*frame.key);
  }
  return path;
}

void TreeBuilder::check_count(std::size_t more, const Origin& where) {
  count_ += more;
  if (count_ > max_nodes)
    throw Unusable{
        {where, path(),
         fmt::format("more than {} values (do aliases multiply?); bulk data belongs in CSV", max_nodes)}};
}

void TreeBuilder::check_tag(const std::string& tag, const Origin& where) {
  if (tag.empty() || tag == "?" || tag == "!") return;
  problems_.push_back({where, path(), "a tag (!...) is not supported; write the value without it"});
}

Node TreeBuilder::start(Node::Kind kind, const YAML::Mark& mark) {
  Node node;
  node.kind = kind;
  node.origin = positions_.at(mark);
  check_count(1, node.origin);
  quoted_line_ = 0;
  return node;
}

/// Where nothing is written, yaml-cpp's mark is that of the next token; the key, or the '-', is meant.
Origin TreeBuilder::origin_of_nothing(const Frame& around, const YAML::Mark& mark) {
  if (around.key) return around.key_origin;
  const auto end = std::min(text_.size(), static_cast<std::size_t>(mark.pos));
  const std::string_view next = text_.substr(end, 4);
  const bool written = next.starts_with('~') || next == "null" || next == "Null" || next == "NULL";
  const std::size_t dash = dash_before(text_.substr(0, end));
  if (around.node.kind != Node::Kind::sequence || around.flow || written || dash == text_.npos)
    return positions_.at(mark);
  return positions_.at(dash);
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
  Node node = start(Node::Kind::scalar, mark);
  check_tag(tag, node.origin);
  node.scalar = value;
  node.quoted = tag == "!";  // so yaml-cpp marks what is not plain
  if (node.quoted) {
    const std::string_view rest = text_.substr(std::min(text_.size(), static_cast<std::size_t>(mark.pos)));
    const std::size_t length = quoted_length(rest);
    if (length == rest.npos) throw Unusable{{node.origin, path(), "a quote opens here and is never closed"}};
    if (rest.substr(0, length).find('\n') != rest.npos) quoted_line_ = mark.line + 1;
  }
  finish(std::move(node), anchor);
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const Origin where = positions_.at(mark);
  const auto known = anchors_.find(anchor);
  if (known == anchors_.end() || !known->second)
    throw Unusable{{where, path(), "an alias inside its own anchor; a value cannot hold itself"}};
  check_count(count_nodes(*known->second), where);
  if (static_cast<int>(frames_.size()) + depth_of(*known->second) > max_depth)
    throw Unusable{{where, path(), fmt::format("nested more than {} deep", max_depth)}};
  quoted_line_ = 0;
  finish(*known->second, 0);
}

void TreeBuilder::open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) {
  Frame frame;
  frame.node = start(kind, mark);
  check_tag(tag, frame.node.origin);
  frame.anchor = anchor;
  frame.flow = style == YAML::EmitterStyle::Flow;
  if (static_cast<int>(frames_.size()) >= max_depth)
    throw Unusable{{frame.node.origin, "", fmt::format("nested more than {} deep", max_depth)}};
  if (anchor) anchors_[anchor].reset();
  frames_.push_back(std::move(frame));
}

void TreeBuilder::close() {
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  quoted_line_ = 0;
  finish(std::move(frame.node), frame.anchor);
}

void TreeBuilder::finish(Node node, YAML::anchor_t anchor) {
  if (anchor) anchors_[anchor] = node;
  if (frames_.empty()) {
    root_ = std::move(node);
    return;
  }
  Frame& parent = frames_.back();
  if (parent.node.kind == Node::Kind::sequence) {
    parent.node.items.push_back(std::move(node));
  } else if (!parent.key) {
    take_key(parent, std::move(node));
  } else {
    if (!parent.skip)
      parent.node.members.push_back({std::move(*parent.key), parent.key_origin, std::move(node)});
    parent.key.reset();
  }
}

void TreeBuilder::take_key(Frame& map, Node key) {
  map.key_origin = key.origin;
  map.skip = true;
  if (key.kind != Node::Kind::scalar) {
    problems_.push_back({key.origin, path(), "found " + found(key) + " for a key; must be text"});
    map.key = "?";
  } else if (key.scalar == "<<" && !key.quoted) {
    problems_.push_back({key.origin, path(),
                         "merge keys ('<<') are not supported; write the keys out, or put a base file into "
                         "'include'"});
    map.key = "<<";
  } else {
    map.key = std::move(key.scalar);
    map.skip = false;
  }
}

void TreeBuilder::drop_duplicates(Node& map) {
  std::vector<std::size_t> order(map.members.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto key = [&](std::size_t i) -> const std::string& { return map.members[i].key; };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  std::vector<bool> again(order.size(), false);
  const std::string here = path();
  for (std::size_t i = 1, first = 0; i < order.size(); ++i) {
    if (key(order[i]) != key(order[first])) {
      first = i;
      continue;
    }
    const Node::Member& original = map.members[order[first]];
    const Node::Member& member = map.members[order[i]];
    const std::string place = original.key_origin.line > 0
                                  ? fmt::format("; first in line {}", original.key_origin.line)
                                  : std::string();
    problems_.push_back(
        {member.key_origin, here.empty() ? member.key : here + "." + member.key, "duplicate key" + place});
    again[order[i]] = true;
  }
  std::size_t i = 0;
  std::erase_if(map.members, [&](const Node::Member&) { return again[i++]; });
}

Problem TreeBuilder::syntax_problem(const YAML::Exception& error) {
  Origin where = positions_.at(error.mark);
  const std::size_t tab = tab_in_indentation(positions_.line_before(error.mark));
  if (tab != std::string_view::npos && where.line > 0) where.column = static_cast<int>(tab) + 1;
  const std::string message = syntax_message(error.msg, positions_.line_before(error.mark));
  if (error.msg.starts_with("end of map flow") || error.msg.starts_with("end of sequence flow"))
    for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame)
      if (frame->flow) return {frame->node.origin, "", message};
  if (quoted_line_ > 0)
    return {where, "",
            fmt::format("{}; is the quote of line {} closed where it should be?", message, quoted_line_)};
  return {where, "", message};
}

}  // namespace shoal::config
