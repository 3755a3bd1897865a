#pragma once
// yaml-cpp's events to a tree of nodes.

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/positions.hpp"
#include "config/source.hpp"

namespace shoal::config {

/// Ends parsing: nothing of the document can be used.
struct Unusable {
  Problem problem;
};

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
    if (!frames_.empty()) node.origin = origin_of_nothing(frames_.back(), mark);
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
  Origin origin_of_nothing(const Frame& around, const YAML::Mark& mark);
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

}  // namespace shoal::config
