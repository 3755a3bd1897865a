#pragma once
// Lines of a text file, gzip-compressed or not (told by its first bytes), through one buffer of 1 MiB.

#include <filesystem>
#include <string_view>
#include <vector>

#include "network/data_problems.hpp"

struct gzFile_s;  // zlib's

namespace shoal::network {

class TextLines {
 public:
  /// Longer lines are no rows of a table.
  static constexpr std::size_t longest_line = std::size_t{1} << 20;

  /// Opens the file. What is wrong with it (none there, a directory, another kind of archive) goes to
  /// `problems`; then there are no lines.
  TextLines(const std::filesystem::path& path, DataProblems& problems);
  ~TextLines();
  TextLines(const TextLines&) = delete;
  TextLines& operator=(const TextLines&) = delete;

  /// The next line without its end (LF or CRLF) and without a byte order mark; false at the end, or where the
  /// file cannot be read on, which is reported.
  bool next(std::string_view& line);
  std::uint64_t number() const { return number_; }  ///< of the line that `next` gave, from 1
  bool failed() const { return failed_; }           ///< the file could not be read to its end

 private:
  void open(const std::filesystem::path& path);
  bool refill();
  void stop(std::uint64_t line, std::string message);

  DataProblems& problems_;
  gzFile_s* file_ = nullptr;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;  ///< what is read but not yet given
  std::uint64_t number_ = 0;
  bool at_end_ = false;
  bool failed_ = false;
};

/// The position in characters, from 1, of byte `offset` of a line.
std::size_t column_of(std::string_view line, std::size_t offset);

/// Why a text cannot be a name or a number: control characters, or bytes that are not UTF-8; empty if it can.
std::string unreadable(std::string_view text);

}  // namespace shoal::network
