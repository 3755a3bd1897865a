#pragma once
// Reads a source tree into described parameters and collects every problem on the way.

#include <map>
#include <string>
#include <string_view>

#include "config/section.hpp"
#include "config/source.hpp"

namespace shoal::config {

class Reader {
 public:
  explicit Reader(Problems& problems) : problems_(problems) {}

  /// Reads all keys of `node`, the document, into `section`; unknown keys are problems with a suggestion. A
  /// null node is left alone: read_source gives it where it has found the document unusable.
  void read(Section& section, const Node& node);

  /// Reads one item of a list or map under a longer path.
  void read_item(Section& section, const Node& node, const std::string& step);
  void read_item(Value& value, const Node& node, const std::string& step);

  /// Reports a problem at `node`, with the path being read.
  void problem(const Node& node, std::string message);
  void problem(const Origin& where, std::string message);
  /// Reports that `node` is not what is allowed: "found text 'abc'; must be a number; HINT".
  void mismatch(const Node& node, std::string_view allowed, std::string_view hint = {});

  /// For checks that span keys: reports at the place where `path`, or the nearest group around it, was
  /// written, else at the document.
  void problem_at(const std::string& path, std::string message);
  /// Whether the user wrote `path` (a value or a section).
  bool was_set(const std::string& path) const { return written_.contains(path); }
  const std::string& path() const { return path_; }

 private:
  /// Runs `body` under the longer path; `where` is the place that stands for it in problem_at.
  template <class Body>
  void under(const std::string& step, const Origin& where, const Body& body);
  void read_group(Section& section, const Node& node);
  void read_entry(const Section::Entry& entry, const Node::Member& member);
  void unknown_key(const Section& section, const Node::Member& member);

  Problems& problems_;
  std::string path_;
  Origin document_;
  const Section* root_ = nullptr;  ///< the whole description, while it is read: for suggestions
  std::map<std::string, Origin> written_;
};

/// What was found, in words: "text 'abc'", "the number 3", "a list", "nothing".
std::string found(const Node& node);

/// The nearest name by edit distance (letter case, '-' and '_' aside), or empty if none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& names);

/// "a, b or c".
std::string any_of(std::span<const std::string_view> names);

/// Shortest text that reads back as the same number; whole numbers without a point.
std::string number_text(double x);

/// Strict number from plain text: no spaces, no hex, no inf or nan, no leading zeros, nothing that a double
/// cannot hold. False if it is no number; `out` is then left alone.
bool parse_number(std::string_view text, double& out);
/// A number that is exactly whole: 1000000, 1e6, 2.0, but not 1.5.
bool parse_integer(std::string_view text, std::int64_t& out);
bool parse_integer(std::string_view text, std::uint64_t& out);

}  // namespace shoal::config
