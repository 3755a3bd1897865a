#pragma once
// Splits a line of a table into fields. The first row of a file decides what separates the fields of all:
// a semicolon if it has one outside quotes, else a comma, else white space (any run of blanks and tabs). In
// files with commas or semicolons, blanks around a field do not count and names may have blanks inside; in
// the others such names are quoted. Quotes are doubled inside quotes, as in CSV.

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "network/data_problems.hpp"

namespace shoal::network {

struct Field {
  std::string_view text;   ///< without quotes; valid until the next split
  std::size_t offset = 0;  ///< of its first byte in the line
};

class Rows {
 public:
  explicit Rows(DataProblems& problems) : problems_(problems) {}

  /// The fields of a line that is neither blank nor a comment. What is wrong with it is reported; then the
  /// result is empty.
  const std::vector<Field>& split(std::string_view line, std::uint64_t number);

  char separator() const { return separator_; }  ///< ';', ',', ' ' (white space), 0: not known yet

  static bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == line.npos; }
  /// The text behind # or % where a line starts so; else null data.
  static std::string_view comment(std::string_view line);

 private:
  bool split_quoted(std::string_view line, std::size_t& at, std::uint64_t number);

  DataProblems& problems_;
  char separator_ = 0;
  std::vector<Field> fields_;
  std::deque<std::string> unquoted_;  ///< fields whose text differs from what the line has
};

/// Whether a number can be a weight: finite, > 0, and in the range of single precision.
bool as_weight(double value, float& weight);
/// Strictly a finite number > 0 that single precision can hold; else false.
bool parse_weight(std::string_view text, float& weight);

/// The shortest text that reads back as the same weight.
std::string weight_text(float weight);

/// A name as a field of a white-space table: quoted where it must be.
std::string quoted_if_needed(std::string_view name);

}  // namespace shoal::network
