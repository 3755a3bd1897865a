#include "network/rows.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "network/text_lines.hpp"

namespace shoal::network {

namespace {

constexpr bool is_space(char c) { return c == ' ' || c == '\t'; }

/// What separates fields in this line.
char separator_of(std::string_view line) {
  char separator = ' ';
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == ';') return ';';
    if (c == ',') separator = ',';
  }
  return separator;
}

/// Two numbers in one field of a comma file: the row mixes separators.
bool is_numbers_with_blanks(std::string_view text) {
  return text.find_first_of(" \t") != text.npos &&
         text.find_first_not_of("0123456789.+-eE \t") == std::string_view::npos;
}

}  // namespace

std::string_view Rows::comment(std::string_view line) {
  const auto start = line.find_first_not_of(" \t");
  if (start == line.npos || (line[start] != '#' && line[start] != '%')) return {};
  return line.substr(start + 1);
}

/// Takes the quoted field that starts at `at`, and leaves `at` behind its closing quote.
bool Rows::split_quoted(std::string_view line, std::size_t& at, std::uint64_t number) {
  const auto opening = at++;
  std::string text;
  for (;; ++at) {
    if (at == line.size()) {
      problems_.add(number, column_of(line, opening), "a quote that is not closed in this line");
      return false;
    }
    if (line[at] != '"') {
      text += line[at];
    } else if (at + 1 < line.size() && line[at + 1] == '"') {
      text += line[at++];
    } else {
      break;
    }
  }
  ++at;
  unquoted_.push_back(std::move(text));
  fields_.push_back({unquoted_.back(), opening});
  return true;
}

const std::vector<Field>& Rows::split(std::string_view line, std::uint64_t number) {
  fields_.clear();
  unquoted_.clear();
  if (separator_ == 0) separator_ = separator_of(line);
  const auto fail = [&](std::size_t offset, std::string message) -> const std::vector<Field>& {
    problems_.add(number, column_of(line, offset), std::move(message));
    fields_.clear();
    return fields_;
  };

  const bool by_space = separator_ == ' ';
  const auto skip_space = [&](std::size_t at) {
    while (at < line.size() && is_space(line[at])) ++at;
    return at;
  };
  std::size_t at = skip_space(0);
  while (at < line.size() || !by_space) {
    if (at < line.size() && line[at] == '"') {
      if (!split_quoted(line, at, number)) {
        fields_.clear();
        return fields_;
      }
    } else {
      const auto start = at;
      while (at < line.size() && line[at] != separator_ && !(by_space && is_space(line[at]))) ++at;
      auto text = line.substr(start, at - start);
      while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
      if (is_numbers_with_blanks(text))
        return fail(start, fmt::format("'{}' has a blank; the fields of this file are separated by '{}'",
                                       text, separator_));
      fields_.push_back({text, start});
    }
    if (const auto& field = fields_.back(); field.text.empty())
      return fail(field.offset, fmt::format("field {} is empty", fields_.size()));
    else if (const auto reason = unreadable(field.text); !reason.empty())
      return fail(field.offset, fmt::format("field {}: {}; names and numbers in UTF-8 text are expected",
                                            fields_.size(), reason));

    const auto behind = at;
    at = skip_space(at);
    if (at == line.size()) break;
    if (by_space ? at == behind : line[at] != separator_)
      return fail(at, fmt::format("text behind a closing quote; {} is expected",
                                  by_space ? "a blank" : fmt::format("'{}'", separator_)));
    if (!by_space) at = skip_space(at + 1);
  }
  return fields_;
}

bool as_weight(double value, float& weight) {
  if (!(value >= std::numeric_limits<float>::min() && value <= std::numeric_limits<float>::max()))
    return false;
  weight = static_cast<float>(value);
  return true;
}

bool parse_weight(std::string_view text, float& weight) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && as_weight(value, weight);
}

std::string weight_text(float weight) {
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), weight).ptr};
}

std::string quoted_if_needed(std::string_view name) {
  const bool plain =
      !name.empty() && name.find_first_of(" \t,;\"") == name.npos && name[0] != '#' && name[0] != '%';
  if (plain) return std::string(name);
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"') text += '"';
    text += c;
  }
  return text + '"';
}

}  // namespace shoal::network
