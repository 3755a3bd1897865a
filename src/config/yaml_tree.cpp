#include "config/yaml_tree.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <sstream>

#include "config/positions.hpp"
#include "config/syntax.hpp"

namespace shoal::config {
namespace {

/// Ends parsing: nothing of the document can be used.
struct Unusable {
  Problem problem;
};

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

/// Builds the tree from yaml-cpp's events. Refuses what yaml-cpp accepts: several documents, duplicate keys,
/// merge keys, tags, keys that are no text, quotes that never close, alias bombs, deep nesting.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, const Origin& document, bool positions, Problems& problems)
      : text_(text), positions_(text, document, positions), problems_(problems) {}

  std::optional<Node> take() { return std::move(root_); }
  /// What to report for an error of yaml-cpp.
  Problem syntax_problem(const YAML::Exception& error);

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0)
      throw Unusable{{positions_.at(mark), "", "a second document ('---'); a file holds one"}};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Node node = start(Node::Kind::null, mark);
    // Where nothing is written, yaml-cpp's mark is that of the next token.
    if (!frames_.empty() && frames_.back().key) node.origin = frames_.back().key_origin;
    finish(std::move(node), anchor);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(Node::Kind::sequence, mark, tag, anchor, style);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(Node::Kind::map, mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override {
    drop_duplicates(frames_.back().node);
    close();
  }

 private:
  struct Frame {
    Node node;
    YAML::anchor_t anchor = 0;
    bool flow = false;
    std::optional<std::string> key;  ///< of a map: the key whose value comes next
    Origin key_origin;
    bool skip = false;  ///< the value after a refused key is dropped
  };

  Node start(Node::Kind kind, const YAML::Mark& mark);
  void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
            YAML::EmitterStyle::value style);
  void close();
  void finish(Node node, YAML::anchor_t anchor);
  void take_key(Frame& map, Node key);
  void drop_duplicates(Node& map);
  void check_tag(const std::string& tag, const Origin& where);
  void check_count(std::size_t more, const Origin& where);
  std::string path() const;

  std::string_view text_;
  Positions positions_;
  Problems& problems_;
  std::vector<Frame> frames_;
  std::map<YAML::anchor_t, std::optional<Node>> anchors_;  ///< empty while its value is being read
  std::optional<Node> root_;
  std::size_t count_ = 0;
  int documents_ = 0;
  int quoted_line_ = 0;  ///< where the last event's quoted scalar begins, if it runs over lines
};

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
    problems_.push_back({key.origin, path(), "a key must be one word of text"});
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
  const Origin where = positions_.at(error.mark);
  const std::string message = syntax_message(error.msg, positions_.line_before(error.mark));
  if (error.msg.starts_with("end of map flow") || error.msg.starts_with("end of sequence flow"))
    for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame)
      if (frame->flow) return {frame->node.origin, "", message};
  if (quoted_line_ > 0)
    return {where, "",
            fmt::format("{}; is the quote of line {} closed where it should be?", message, quoted_line_)};
  return {where, "", message};
}

}  // namespace

Node parse_yaml(std::string_view text, const Origin& document, bool positions, Problems& problems) {
  TreeBuilder builder(text, document, positions, problems);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
    if (std::optional<Node> root = builder.take()) return std::move(*root);
  } catch (const Unusable& unusable) {
    problems.push_back(unusable.problem);
    return Node::of(Node::Kind::null, document);
  } catch (const YAML::Exception& error) {
    problems.push_back(builder.syntax_problem(error));
    return Node::of(Node::Kind::null, document);
  }
  return Node::of(Node::Kind::null, document);
}

}  // namespace shoal::config
