#pragma once
// CSV as RFC 4180 has it, apart from line ends (a line feed). Numbers are the shortest text that reads back
// as the same number.

#include <cstdint>
#include <string>
#include <string_view>

#include "output/file.hpp"

namespace shoal::output {

/// Appends a number: whole numbers without a point, NaN as nothing (an empty cell), -0 as 0.
void append_number(std::string& row, double x);
/// Appends text, in quotes where commas, quotes, line ends or outer spaces ask for them.
void append_text(std::string& row, std::string_view text);

/// Builds one row at a time; a row reaches the file only when it is whole.
class CsvWriter {
 public:
  explicit CsvWriter(File& file) : file_(file) {}
  CsvWriter& number(double x);
  CsvWriter& number(std::int64_t x);
  CsvWriter& text(std::string_view text);
  /// Ends the row. @throws Failure
  void end_row();

 private:
  void separate();

  File& file_;
  std::string row_;
  bool started_ = false;
};

}  // namespace shoal::output
