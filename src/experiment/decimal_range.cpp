#include "experiment/decimal_range.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "config/reader.hpp"

namespace shoal::experiment {
namespace {

constexpr std::int64_t exact = std::int64_t{1} << 53;  // whole numbers up to here are doubles
constexpr int most_places = 22;                        // 10^22 is a double, 10^23 is not

/// digits * 10^-places
struct Decimal {
  std::int64_t digits = 0;
  int places = 0;
};

std::optional<Decimal> decimal(const std::string& text) {
  double x = 0;
  if (!config::parse_number(text, x)) return std::nullopt;
  const std::size_t e = text.find_first_of("eE");
  const std::string_view mantissa = std::string_view(text).substr(0, e);
  Decimal d;
  bool fraction = false;
  for (const char c : mantissa) {
    if (c == '.') fraction = true;
    if (c < '0' || c > '9') continue;
    if (d.digits > exact / 10) return std::nullopt;
    d.digits = 10 * d.digits + (c - '0');
    d.places += fraction;
  }
  if (text.front() == '-') d.digits = -d.digits;
  if (e != text.npos) {
    int exponent = 0;
    const char* begin = text.data() + e + 1;
    if (*begin == '+') ++begin;
    std::from_chars(begin, text.data() + text.size(), exponent);
    d.places -= exponent;
  }
  while (d.places > 0 && d.digits % 10 == 0) d.digits /= 10, --d.places;
  return d;
}

/// Brings numbers to one power of ten; false where digits do not suffice.
bool align(std::vector<Decimal*> numbers) {
  int places = 0;
  for (const Decimal* d : numbers) places = std::max(places, d->places);
  if (places > most_places) return false;
  for (Decimal* d : numbers) {
    if (d->digits == 0) d->places = places;
    for (; d->places < places; ++d->places) {
      if (std::abs(d->digits) > exact / 10) return false;
      d->digits *= 10;
    }
  }
  return true;
}

/// numerator / (denominator * 10^places), correctly rounded: all parts are exact doubles.
std::string quotient(std::int64_t numerator, std::int64_t denominator, int places) {
  double divisor = static_cast<double>(denominator);
  for (int i = 0; i < places; ++i) divisor *= 10;
  const double x = static_cast<double>(numerator) / divisor;
  return config::number_text(x == 0 ? 0.0 : x);
}

bool read(const std::vector<std::pair<const std::string*, Decimal*>>& numbers, std::string& why) {
  std::vector<Decimal*> parts;
  for (const auto& [text, target] : numbers) {
    const std::optional<Decimal> d = decimal(*text);
    if (!d) return why = fmt::format("'{}' is no number of at most 15 digits", *text), false;
    *target = *d;
    parts.push_back(target);
  }
  if (!align(parts)) return why = "these numbers differ by too many digits; must fit in 15", false;
  return true;
}

}  // namespace

std::vector<std::string> stepped(const std::string& from, const std::string& to, const std::string& step,
                                 std::string& why) {
  Decimal a, b, h;
  if (!read({{&from, &a}, {&to, &b}, {&step, &h}}, why)) return {};
  const std::int64_t distance = b.digits - a.digits;
  if (h.digits == 0) return why = "step is 0", std::vector<std::string>();
  if (distance != 0 && (distance > 0) != (h.digits > 0))
    return why = fmt::format("step {} leads away from {} to {}; write {}", step, from, to,
                             quotient(-h.digits, 1, h.places)),
           std::vector<std::string>();
  const std::int64_t steps = distance / h.digits;
  if (steps >= static_cast<std::int64_t>(most_values))
    return why = fmt::format("{} values; must be at most {}", steps + 1, most_values),
           std::vector<std::string>();
  if (distance % h.digits != 0)
    return why = fmt::format(
               "step {} does not divide the way from {} to {}; the last values would be {} and {}", step,
               from, to, quotient(a.digits + steps * h.digits, 1, a.places),
               quotient(a.digits + (steps + 1) * h.digits, 1, a.places)),
           std::vector<std::string>();
  std::vector<std::string> values;
  for (std::int64_t i = 0; i <= steps; ++i) values.push_back(quotient(a.digits + i * h.digits, 1, a.places));
  return values;
}

std::vector<std::string> spaced(const std::string& from, const std::string& to, std::size_t count,
                                std::string& why) {
  double start = 0, end = 0;
  for (const auto& [text, number] : {std::pair(&from, &start), std::pair(&to, &end)})
    if (!config::parse_number(*text, *number))
      return why = fmt::format("'{}' is no number", *text), std::vector<std::string>();
  if (start == end) return why = "from and to are the same", std::vector<std::string>();
  const auto gaps = static_cast<std::int64_t>(count) - 1;
  Decimal a, b;
  std::string inexact;
  bool fits = read({{&from, &a}, {&to, &b}}, inexact);
  double divisor = static_cast<double>(gaps);
  for (int i = 0; i < a.places; ++i) divisor *= 10;
  fits = fits && std::max(std::abs(a.digits), std::abs(b.digits)) < exact / gaps &&
         divisor < static_cast<double>(exact);
  std::vector<std::string> values;
  for (std::int64_t i = 0; i <= gaps; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(gaps);
    values.push_back(fits ? quotient(a.digits * (gaps - i) + b.digits * i, gaps, a.places)
                          : config::number_text(start * (1 - share) + end * share));
  }
  return values;
}

}  // namespace shoal::experiment
