#include "network/text_lines.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace shoal::network {

namespace {

using std::string_view_literals::operator""sv;

/// First bytes of files that people mistake for text.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> other_kinds = {{
    {"PK\x03\x04"sv, "a zip archive"},
    {"BZh"sv, "a bzip2 file"},
    {"\xFD"
     "7zXZ\0"sv,
     "an xz file"},
    {"\x28\xB5\x2F\xFD"sv, "a zstd file"},
    {"\xFF\xFE"sv, "UTF-16 text"},
    {"\xFE\xFF"sv, "UTF-16 text"},
    {"%PDF-"sv, "a PDF file"},
}};

/// Length of the UTF-8 character at the start of `text`; 0 if there is none.
std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned lead = byte(0), second = byte(1);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (lead == 0xE0 && second < 0xA0) return 0;   // longer than needed
    if (lead == 0xED && second >= 0xA0) return 0;  // surrogates
    return follows(1) && follows(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (lead == 0xF0 && second < 0x90) return 0;
    if (lead == 0xF4 && second >= 0x90) return 0;  // beyond U+10FFFF
    return follows(1) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

std::string unreadable(std::string_view text) {
  while (!text.empty()) {
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x20 || lead == 0x7F) return fmt::format("byte {:#04x} is a control character", lead);
    const auto length = character_length(text);
    if (length == 0) return fmt::format("byte {:#04x} is not UTF-8", lead);
    text.remove_prefix(length);
  }
  return {};
}

std::size_t column_of(std::string_view line, std::size_t offset) {
  std::size_t column = 1;
  for (std::size_t i = 0; i < offset && i < line.size(); ++i)
    column += (static_cast<unsigned char>(line[i]) & 0xC0) != 0x80;
  return column;
}

TextLines::TextLines(const std::filesystem::path& path, DataProblems& problems) : problems_(problems) {
  open(path);
}

void TextLines::open(const std::filesystem::path& path) {
  std::error_code failed;
  const auto status = std::filesystem::status(path, failed);
  if (status.type() == std::filesystem::file_type::not_found) return stop(0, "no such file");
  if (std::filesystem::is_directory(status)) return stop(0, "is a directory; a file is expected");
  file_ = gzopen(path.c_str(), "rb");
  if (!file_) return stop(0, fmt::format("cannot be opened: {}", std::strerror(errno)));
  gzbuffer(file_, 1u << 18);
  buffer_.resize(longest_line);
  if (!refill()) return;
  const std::string_view start(buffer_.data(), end_);
  for (const auto& [magic, kind] : other_kinds)
    if (start.starts_with(magic))
      return stop(0, fmt::format("is {}; plain UTF-8 text or gzip is expected", kind));
  if (start.starts_with("\xEF\xBB\xBF")) begin_ = 3;
}

TextLines::~TextLines() {
  if (file_) gzclose(file_);
}

void TextLines::stop(std::uint64_t line, std::string message) {
  problems_.add(line, line ? 1 : 0, std::move(message));
  begin_ = end_ = 0;
  at_end_ = failed_ = true;
}

/// Moves what is left to the front and reads on behind it. False if there is no more, or an error.
bool TextLines::refill() {
  if (at_end_) return false;
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  const int got = gzread(file_, buffer_.data() + end_, static_cast<unsigned>(buffer_.size() - end_));
  int code = Z_OK;
  std::string_view what = gzerror(file_, &code);  // "PATH: what"
  if (const auto colon = what.rfind(": "); colon != what.npos) what.remove_prefix(colon + 2);
  if (got < 0 || code == Z_BUF_ERROR) {
    if (code == Z_BUF_ERROR)
      stop(0, "the gzip data end too early: the file is cut off");
    else if (code == Z_ERRNO)
      stop(0, fmt::format("cannot be read: {}", std::strerror(errno)));
    else
      stop(0, fmt::format("the gzip data are damaged: {}", what));
    return false;
  }
  at_end_ = got == 0;
  end_ += static_cast<std::size_t>(got);
  return got > 0;
}

bool TextLines::next(std::string_view& line) {
  if (failed_) return false;
  std::size_t searched = begin_;
  for (;;) {
    const auto* start = buffer_.data() + searched;
    const auto* found = end_ > searched ? std::memchr(start, '\n', end_ - searched) : nullptr;
    if (found) {
      const auto stop_at = static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data());
      line = {buffer_.data() + begin_, stop_at - begin_};
      begin_ = stop_at + 1;
      break;
    }
    const auto rest = end_ - begin_;
    if (rest == buffer_.size()) {
      stop(number_ + 1,
           fmt::format("a line of more than {} bytes: this is not a table of ties or agents, one per line",
                       longest_line));
      return false;
    }
    if (!refill()) {
      if (end_ == begin_) return false;
      line = {buffer_.data() + begin_, end_ - begin_};  // the last line has no end
      begin_ = end_;
      break;
    }
    searched = begin_ + rest;
  }
  ++number_;
  if (line.ends_with('\r')) line.remove_suffix(1);
  return true;
}

}  // namespace shoal::network
