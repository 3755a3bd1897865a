#pragma once
// From yaml-cpp's marks (from 0, in bytes) to places as editors show them (from 1, in characters).

#include <yaml-cpp/mark.h>

#include <algorithm>
#include <string_view>

#include "config/source.hpp"

namespace shoal::config {

class Positions {
 public:
  /// With `on` false every place is the document itself (--set).
  Positions(std::string_view text, Origin document, bool on)
      : text_(text), document_(std::move(document)), on_(on) {}

  Origin at(const YAML::Mark& mark) {
    Origin where = document_;
    if (!on_ || mark.line < 0) return where;
    where.line = mark.line + 1;
    where.column = column(clamp(mark.pos - mark.column), clamp(mark.pos)) + 1;
    return where;
  }

  /// The place of a byte of the text.
  Origin at(std::size_t byte) {
    YAML::Mark mark;
    const std::string_view before = text_.substr(0, byte);
    const std::size_t newline = before.rfind('\n');
    mark.pos = static_cast<int>(byte);
    mark.line = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    mark.column = static_cast<int>(byte - (newline == before.npos ? 0 : newline + 1));
    return at(mark);
  }

  /// The text of the mark's line, up to its first character that is not white space.
  std::string_view line_before(const YAML::Mark& mark) const {
    if (mark.line < 0) return {};
    const std::size_t begin = clamp(mark.pos - mark.column);
    const std::size_t end = std::min(text_.find_first_not_of(" \t", begin), text_.size() - 1);
    return text_.empty() ? text_ : text_.substr(begin, end + 1 - begin);
  }

 private:
  std::size_t clamp(int pos) const {
    return std::min(static_cast<std::size_t>(std::max(pos, 0)), text_.size());
  }
  /// Characters between two bytes of a line. Goes on from the last call, so that a long line is walked once.
  int column(std::size_t begin, std::size_t end) {
    if (begin != line_ || end < reached_) line_ = reached_ = begin, characters_ = 0;
    for (; reached_ < end; ++reached_)
      if ((static_cast<unsigned char>(text_[reached_]) & 0xC0) != 0x80) ++characters_;
    return characters_;
  }

  std::string_view text_;
  Origin document_;
  bool on_;
  std::size_t line_ = 0, reached_ = 0;
  int characters_ = 0;
};

}  // namespace shoal::config
