#pragma once
// The text of a scenario as a tree in which every node knows where it was written.
//
// yaml-cpp parses; this copy is what the rest of the program sees. The copy exists because yaml-cpp accepts
// what we must refuse (duplicate keys, alias bombs, several documents) and because includes and --set have to
// be merged without losing the place that each value came from.

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shoal::config {

/// Where a node was written. Lines and columns count from 1; line 0 means "no position" (a whole file, or
/// --set).
struct Origin {
  std::shared_ptr<const std::string> file;  ///< path as the user gave it, or "--set"
  int line = 0;
  int column = 0;
  std::filesystem::path directory;  ///< relative paths in the node's value start here

  std::string text() const;  ///< "file:line:column", "file", or "--set"
};

/// One thing wrong with the input. All problems of an input are collected before any is shown.
struct Problem {
  Origin where;
  std::string path;     ///< dotted key path; empty for the document as a whole
  std::string message;  ///< what was found; what is allowed; what to try

  std::string text() const;  ///< "where: path: message"
};
using Problems = std::vector<Problem>;

/// Orders problems by place: files as they first appear, then line and column; --set last. Stable.
void sort_by_place(Problems& problems);

/// Configuration or input data that cannot be used; carries every problem found. The command line exits
/// with 3. The problems are sorted by place.
class InvalidInput : public std::runtime_error {
 public:
  explicit InvalidInput(Problems problems);  ///< what(): the problems, one per line
  const Problems& problems() const { return problems_; }

 private:
  Problems problems_;
};

/// A node of the source tree.
struct Node {
  enum class Kind { null, scalar, sequence, map };
  Kind kind = Kind::null;
  std::string scalar;   ///< text of a scalar
  bool quoted = false;  ///< a scalar written in quotes is text, never a number
  std::vector<Node> items;
  struct Member;
  std::vector<Member> members;
  Origin origin;

  const Node* find(std::string_view key) const;  ///< of a map; null if there is no such key
  static Node of(Kind kind, Origin origin);      ///< without content
};
struct Node::Member {
  std::string key;
  Origin key_origin;
  Node value;
};

/// Limits that no honest scenario meets; they stop alias bombs and runaway nesting.
inline constexpr int max_depth = 64;
inline constexpr std::size_t max_nodes = 1'000'000;
inline constexpr std::size_t max_bytes = 16 << 20;  ///< of one file; bulk data belongs in CSV
inline constexpr int max_include_depth = 16;
inline constexpr int max_included_files = 256;

/// Reads a YAML file with its `include:` chain: an included file is the base, the including file overrides it
/// key by key, lists as a whole; of several included files the later ones override. Errors (missing file,
/// directory, not UTF-8, syntax, duplicate keys, ...) are appended to `problems`. A file of which nothing can
/// be used gives a null node, which `Reader::read` passes over in silence.
Node read_source(const std::filesystem::path& file, Problems& problems);

/// The same from YAML text; `name` stands for the file in messages, relative paths start at `directory`.
Node parse_source(std::string_view text, const std::string& name, const std::filesystem::path& directory,
                  Problems& problems);

/// Applies one `key.path=value` to the tree (value is YAML, in flow style). An item of a list is addressed by
/// its position from 0, or by its `name`: market.products.gadget.price=4. A null root, of a document that
/// cannot be used, stays as it is.
void apply_override(Node& root, std::string_view assignment, Problems& problems);

/// Recursively lays `over` on `base`: maps are merged key by key, everything else is replaced.
void merge(Node& base, Node over);

}  // namespace shoal::config
