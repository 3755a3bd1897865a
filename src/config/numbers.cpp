// Numbers as scenarios write them: one strict grammar, the same on every machine and in every locale.

#include <charconv>
#include <cmath>

#include "config/reader.hpp"

namespace shoal::config {
namespace {

/// The parts of [+-] digits [. digits] [e [+-] digits].
struct Decimal {
  bool negative = false;
  std::string_view whole, fraction;
  int exponent = 0;
};

std::string_view take_digits(std::string_view& text) {
  std::size_t n = 0;
  while (n < text.size() && text[n] >= '0' && text[n] <= '9') ++n;
  const std::string_view digits = text.substr(0, n);
  text.remove_prefix(n);
  return digits;
}

bool take_any(std::string_view& text, std::string_view characters) {
  if (text.empty() || characters.find(text.front()) == characters.npos) return false;
  text.remove_prefix(1);
  return true;
}

bool parse_decimal(std::string_view text, Decimal& out) {
  if (text.starts_with('-')) out.negative = true;
  take_any(text, "+-");
  out.whole = take_digits(text);
  if (take_any(text, ".")) out.fraction = take_digits(text);
  if (out.whole.empty() && out.fraction.empty()) return false;
  if (out.whole.size() > 1 && out.whole.front() == '0') return false;
  if (take_any(text, "eE")) {
    const bool down = text.starts_with('-');
    take_any(text, "+-");
    const std::string_view digits = take_digits(text);
    if (digits.empty() || digits.size() > 4) return false;
    std::from_chars(digits.data(), digits.data() + digits.size(), out.exponent);
    if (down) out.exponent = -out.exponent;
  }
  return text.empty();
}

/// The magnitude of a decimal that is exactly whole and fits, by digits, without rounding.
bool whole_magnitude(const Decimal& d, std::uint64_t& out) {
  std::string digits = std::string(d.whole) + std::string(d.fraction);
  int exponent = d.exponent - static_cast<int>(d.fraction.size());
  while (!digits.empty() && digits.back() == '0') digits.pop_back(), ++exponent;
  if (digits.empty()) return out = 0, true;
  if (exponent < 0 || exponent > 20) return false;
  digits.append(static_cast<std::size_t>(exponent), '0');
  digits.erase(0, digits.find_first_not_of('0'));
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return error == std::errc() && end == digits.data() + digits.size();
}

}  // namespace

bool parse_number(std::string_view text, double& out) {
  Decimal decimal;
  if (!parse_decimal(text, decimal)) return false;
  if (text.starts_with('+')) text.remove_prefix(1);
  double x = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), x);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(x)) return false;
  out = x;
  return true;
}

bool parse_integer(std::string_view text, std::int64_t& out) {
  Decimal decimal;
  std::uint64_t magnitude = 0;
  if (!parse_decimal(text, decimal) || !whole_magnitude(decimal, magnitude)) return false;
  const std::uint64_t most = std::uint64_t{1} << 63;
  if (magnitude > (decimal.negative ? most : most - 1)) return false;
  out = static_cast<std::int64_t>(decimal.negative ? 0 - magnitude : magnitude);
  return true;
}

bool parse_integer(std::string_view text, std::uint64_t& out) {
  Decimal decimal;
  std::uint64_t magnitude = 0;
  if (!parse_decimal(text, decimal) || !whole_magnitude(decimal, magnitude)) return false;
  if (decimal.negative && magnitude > 0) return false;
  out = magnitude;
  return true;
}

std::string number_text(double x) {
  char buffer[64];
  const bool plain = std::fabs(x) < 1e15 && x == std::floor(x);
  const auto [end, error] = plain ? std::to_chars(buffer, buffer + sizeof buffer, x, std::chars_format::fixed)
                                  : std::to_chars(buffer, buffer + sizeof buffer, x);
  if (error != std::errc()) return "";
  std::string text(buffer, end);  // 1e-07 and 1e+300 become 1e-7 and 1e300
  if (const std::size_t e = text.find('e'); e != text.npos) {
    const bool down = text[e + 1] == '-';
    const std::size_t digits = text.find_first_not_of("+-0", e + 1);
    text = text.substr(0, e + 1) + (down ? "-" : "") + text.substr(digits);
  }
  return text;
}

}  // namespace shoal::config
