#pragma once
// Comma-separated values after RFC 4180: a header, cells in quotes where they hold commas, quotes or line
// ends. LF and CRLF; a byte order mark and blank lines are passed over; gzip is read too.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "network/data_problems.hpp"
#include "network/text_lines.hpp"

namespace shoal::population {

struct CsvCell {
  std::string text;        ///< without the quotes around it
  std::uint64_t line = 0;  ///< from 1
  std::size_t column = 0;  ///< of its first character in that line, from 1
};

class CsvReader {
 public:
  /// Opens the file and reads the header. Everything wrong goes to `problems`.
  CsvReader(const std::filesystem::path& file, network::DataProblems& problems);

  /// Cells of the first row; empty if the file cannot be used.
  const std::vector<CsvCell>& header() const { return header_; }
  /// The next row that has as many cells as the header; others are reported and passed over. False at the
  /// end.
  bool next(std::vector<CsvCell>& row);
  /// Whether every row so far could be read.
  bool complete() const { return complete_; }

 private:
  bool read_row(std::vector<CsvCell>& row);
  bool parse(std::vector<CsvCell>& row);
  bool quoted_cell(CsvCell& cell);
  bool refuse(std::uint64_t line, std::size_t column, std::string message);
  bool next_line();
  void take(std::string& text);

  network::DataProblems& problems_;
  network::TextLines lines_;
  std::vector<CsvCell> header_;
  std::string_view rest_;   ///< of the present line
  std::size_t column_ = 1;  ///< of its first character
  bool complete_ = true;
};

}  // namespace shoal::population
