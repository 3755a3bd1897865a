#include "population/csv.hpp"

#include <fmt/format.h>

#include <map>

namespace shoal::population {
namespace {

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Why a cell cannot be text, or empty. Tabs and line ends can.
std::string unreadable(std::string text) {
  std::erase_if(text, [](char c) { return c == '\t' || c == '\n'; });
  return network::unreadable(text);
}

std::string cells(std::size_t n) { return n == 1 ? "1 cell" : fmt::format("{} cells", n); }

}  // namespace

CsvReader::CsvReader(const std::filesystem::path& file, network::DataProblems& problems)
    : problems_(problems), lines_(file, problems) {
  const bool found = read_row(header_);
  if (!found && complete_) problems_.add("is empty; must have a header, such as agent,income");
  if (!found || !complete_) header_.clear();
  std::map<std::string, std::size_t> first;
  for (const CsvCell& cell : header_)
    if (const auto [it, is_new] = first.emplace(cell.text, cell.column); !is_new)
      problems_.add(cell.line, cell.column,
                    fmt::format("a second column '{}'; the first is at position {}", cell.text, it->second));
}

bool CsvReader::next(std::vector<CsvCell>& row) {
  while (!header_.empty() && read_row(row)) {
    if (row.size() == header_.size()) return true;
    refuse(row[0].line, 1, fmt::format("{}; the header has {}", cells(row.size()), header_.size()));
  }
  return false;
}

/// The next row that can be parsed, whatever its length.
bool CsvReader::read_row(std::vector<CsvCell>& row) {
  while (next_line())
    if (!rest_.empty() && parse(row)) return true;
  if (lines_.failed()) complete_ = false;
  return false;
}

bool CsvReader::next_line() {
  column_ = 1;
  return !lines_.failed() && lines_.next(rest_);
}

bool CsvReader::refuse(std::uint64_t line, std::size_t column, std::string message) {
  problems_.add(line, column, std::move(message));
  return complete_ = false;
}

/// Moves one byte to `text`.
void CsvReader::take(std::string& text) {
  column_ += rest_.size() > 1 && continues_character(rest_[1]) ? 0 : 1;
  text += rest_[0];
  rest_.remove_prefix(1);
}

/// Reads the row that begins in the present line.
bool CsvReader::parse(std::vector<CsvCell>& row) {
  std::string discarded;
  for (std::size_t n = 0;; ++n) {
    if (row.size() == n) row.emplace_back();
    CsvCell& cell = row[n];
    cell.text.clear();
    cell.line = lines_.number();
    cell.column = column_;
    if (rest_.starts_with('"')) {
      if (!quoted_cell(cell)) return false;
    } else {
      while (!rest_.empty() && rest_[0] != ',') {
        if (rest_[0] == '"')
          return refuse(lines_.number(), column_,
                        "a quote inside a cell; a cell with quotes begins with one, and doubles "
                        "those inside");
        take(cell.text);
      }
    }
    if (const std::string reason = unreadable(cell.text); !reason.empty())
      return refuse(cell.line, cell.column, reason);
    if (rest_.empty()) {
      row.resize(n + 1);
      return true;
    }
    take(discarded);  // the comma
  }
}

/// Reads a cell in quotes, which may go on over several lines, up to the comma or the end of the line behind
/// it.
bool CsvReader::quoted_cell(CsvCell& cell) {
  std::string discarded;
  take(discarded);
  for (;;) {
    if (rest_.empty()) {
      cell.text += '\n';
      if (!next_line()) return refuse(cell.line, cell.column, "a quote that is never closed");
    } else if (rest_[0] != '"') {
      take(cell.text);
    } else {
      take(discarded);
      if (!rest_.starts_with('"')) break;
      take(cell.text);
    }
  }
  if (rest_.empty() || rest_[0] == ',') return true;
  return refuse(lines_.number(), column_,
                "text behind a closing quote; a comma or the end of the line must follow");
}

}  // namespace shoal::population
