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

  /// Reads all keys of `node` into `section`; unknown keys are problems with a suggestion.
  void read(Section& section, const Node& node);

  /// Reads one item of a list or map under a longer path.
  void read_item(Section& section, const Node& node, const std::string& step);
  void read_item(Value& value, const Node& node, const std::string& step);

  /// Reports a problem at `node`, with the path being read.
  void problem(const Node& node, std::string message);
  void problem(const Origin& where, std::string message);

  /// For checks that span keys: reports at the place where `path` was written (or at the document).
  void problem_at(const std::string& path, std::string message);
  /// Whether the user wrote `path` (a value or a section).
  bool was_set(const std::string& path) const { return written_.contains(path); }
  const std::string& path() const { return path_; }

 private:
  void enter(const std::string& step, const Node& node);

  Problems& problems_;
  std::string path_;
  Origin document_;
  std::map<std::string, Origin> written_;
};

/// What was found, in words: "text 'abc'", "the number 3", "a list", "nothing".
std::string found(const Node& node);

/// The nearest name by edit distance, or empty if none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& names);

/// "a, b or c".
std::string any_of(std::span<const std::string_view> names);

/// Shortest text that reads back as the same number; whole numbers without a point.
std::string number_text(double x);

/// Strict number from plain text: no spaces, no hex, no inf or nan, no leading zeros. False if it is no
/// number.
bool parse_number(std::string_view text, double& out);
bool parse_integer(std::string_view text, std::int64_t& out);

}  // namespace shoal::config
