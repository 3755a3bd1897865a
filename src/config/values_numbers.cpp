// Values that are numbers: real, whole, seed.

#include <cmath>
#include <nlohmann/json.hpp>

#include "config/reader.hpp"

namespace shoal::config {
namespace {

/// What to change so that the text becomes a number, or empty.
std::string_view number_hint(const Node& node) {
  if (node.kind != Node::Kind::scalar) return "";
  const std::string& text = node.scalar;
  double x = 0;
  if (node.quoted) return parse_number(text, x) ? "remove the quotes" : "";
  if (parse_number(text, x)) return "";
  std::string letters;
  for (const char c : text)
    if (c != '.' && c != '+' && c != '-') letters += static_cast<char>(c | 0x20);
  if (letters == "nan" || letters == "inf" || letters == "infinity") return "nan and inf are refused";
  if (text.find_first_of("0123456789") == text.npos) return "";
  if (text.starts_with("0x") || text.starts_with("0o") || text.starts_with("0b"))
    return "write it in decimal";
  if (text.back() == '%') return "write a share, such as 0.5 for 50%";
  if (text.find('_') != text.npos) return "write the digits without '_'";
  if (text.find(',') != text.npos) return "write a point, and no separators of thousands";
  const std::size_t digit = text.find_first_not_of("+-");
  if (text.size() > digit + 1 && text[digit] == '0' && text[digit + 1] >= '0' && text[digit + 1] <= '9')
    return "write it without leading zeros";
  if (text.find_first_not_of("0123456789+-.eE") == text.npos)
    return text.find_first_of("eE") < text.size() - 1 ? "is its exponent too large?" : "";
  return "";
}

/// "a number in [0, 1]", "a whole number >= 1"; empty ends are open.
std::string range_words(const std::string& kind, const std::string& lowest, bool above,
                        const std::string& highest) {
  if (lowest.empty() && highest.empty()) return kind;
  if (highest.empty()) return kind + (above ? " > " : " >= ") + lowest;
  if (lowest.empty()) return kind + " <= " + highest;
  return kind + " in " + (above ? "(" : "[") + lowest + ", " + highest + "]";
}

/// Plain text of a scalar that may be a number, else null (and a problem).
const std::string* plain(const Node& node, Reader& reader, const std::string& allowed) {
  if (node.kind == Node::Kind::scalar && !node.quoted) return &node.scalar;
  reader.mismatch(node, allowed, number_hint(node));
  return nullptr;
}

void out_of_range(const Node& node, Reader& reader, const std::string& allowed) {
  reader.problem(node, node.scalar + " is out of range; must be " + allowed);
}

class RealValue final : public Value {
 public:
  RealValue(double& target, double lowest, double highest, bool above)
      : target_(target), lowest_(lowest), highest_(highest), above_(above) {}

  std::string allowed() const override {
    return range_words("a number", bounded_below() ? number_text(lowest_) : "", above_,
                       bounded_above() ? number_text(highest_) : "");
  }
  Json schema() const override {
    Json schema = {{"type", "number"}};
    if (bounded_below()) schema[above_ ? "exclusiveMinimum" : "minimum"] = lowest_;
    if (bounded_above()) schema["maximum"] = highest_;
    return schema;
  }
  Json get(Form) const override { return target_; }
  void read(const Node& node, Reader& reader) override {
    const std::string* text = plain(node, reader, allowed());
    if (!text) return;
    double x = 0;
    if (!parse_number(*text, x)) return reader.mismatch(node, allowed(), number_hint(node));
    if (!((above_ ? x > lowest_ : x >= lowest_) && x <= highest_))
      return out_of_range(node, reader, allowed());
    target_ = x;
  }

 private:
  bool bounded_below() const { return above_ || lowest_ > Real::lowest; }
  bool bounded_above() const { return highest_ < Real::highest; }
  double& target_;
  double lowest_, highest_;
  bool above_;
};

/// A whole number; `Number` is std::int64_t, or std::uint64_t for seeds.
template <class Number>
class WholeValue final : public Value {
 public:
  WholeValue(Number& target, Number lowest, Number highest)
      : target_(target), lowest_(lowest), highest_(highest) {}

  std::string allowed() const override {
    if (is_seed) return "a whole number in [0, 2^64)";
    return range_words("a whole number", bounded_below() ? std::to_string(lowest_) : "", false,
                       bounded_above() ? std::to_string(highest_) : "");
  }
  Json schema() const override {
    Json schema = {{"type", "integer"}};
    if (bounded_below()) schema["minimum"] = lowest_;
    if (bounded_above()) schema["maximum"] = highest_;
    return schema;
  }
  Json get(Form) const override { return target_; }
  void read(const Node& node, Reader& reader) override {
    const std::string* text = plain(node, reader, allowed());
    if (!text) return;
    Number x = 0;
    double real = 0;
    if (parse_integer(*text, x)) {
      if (!(x >= lowest_ && x <= highest_)) return out_of_range(node, reader, allowed());
      target_ = x;
    } else if (parse_number(*text, real) && real != std::floor(real)) {
      reader.problem(node, *text + " is not whole; must be " + allowed());
    } else if (parse_number(*text, real)) {
      const bool too_large = !bounded_above() && real > 0;
      out_of_range(node, reader, allowed() + (too_large ? " and below 2^63" : ""));
    } else {
      reader.mismatch(node, allowed(), number_hint(node));
    }
  }

 private:
  static constexpr bool is_seed = std::is_unsigned_v<Number>;  // both ends are worth saying
  bool bounded_below() const { return is_seed || lowest_ > std::numeric_limits<Number>::lowest(); }
  bool bounded_above() const { return is_seed || highest_ < std::numeric_limits<Number>::max(); }
  Number& target_;
  Number lowest_, highest_;
};

}  // namespace

std::unique_ptr<Value> bind_real(double& target, double lowest, double highest, bool above) {
  return std::make_unique<RealValue>(target, lowest, highest, above);
}
std::unique_ptr<Value> bind_integer(std::int64_t& target, std::int64_t lowest, std::int64_t highest) {
  return std::make_unique<WholeValue<std::int64_t>>(target, lowest, highest);
}
std::unique_ptr<Value> bind(Seed& target) {
  return std::make_unique<WholeValue<std::uint64_t>>(target.value, 0,
                                                     std::numeric_limits<std::uint64_t>::max());
}

}  // namespace shoal::config
