#include "output/csv.hpp"

#include <charconv>
#include <cmath>

namespace shoal::output {
namespace {

template <class T>
void append(std::string& row, T x) {
  char text[32];
  row.append(text, std::to_chars(text, text + sizeof text, x).ptr);
}

}  // namespace

void append_number(std::string& row, double x) {
  constexpr double exactly_whole = 9007199254740992.0;  // 2^53
  if (std::isnan(x)) return;
  if (std::fabs(x) <= exactly_whole && x == std::trunc(x))
    append(row, static_cast<std::int64_t>(x));
  else
    append(row, x);
}

void append_text(std::string& row, std::string_view text) {
  const bool outer_space = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (text.find_first_of(",\"\r\n") == std::string_view::npos && !outer_space) {
    row += text;
    return;
  }
  row += '"';
  for (const char c : text) {
    if (c == '"') row += '"';
    row += c;
  }
  row += '"';
}

void CsvWriter::separate() {
  if (started_) row_ += ',';
  started_ = true;
}

CsvWriter& CsvWriter::number(double x) {
  separate();
  append_number(row_, x);
  return *this;
}

CsvWriter& CsvWriter::number(std::int64_t x) {
  separate();
  append(row_, x);
  return *this;
}

CsvWriter& CsvWriter::text(std::string_view text) {
  separate();
  append_text(row_, text);
  return *this;
}

void CsvWriter::end_row() {
  row_ += '\n';
  file_.write(row_);
  row_.clear();
  started_ = false;
}

}  // namespace shoal::output
