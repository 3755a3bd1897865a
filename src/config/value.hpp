#pragma once
// What a key's value may be: the type carries the range.
//
// A Value is bound to a variable of a parameter struct. It reads the variable from a source node, shows it,
// and says what it accepts, as a sentence for people and as JSON Schema for editors. Everything else about
// keys is derived from these.

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shoal::config {

using Json = nlohmann::ordered_json;
struct Node;
class Reader;
class Section;

/// A number that must be finite.
struct Real {
  double value = 0;
  constexpr operator double() const { return value; }
  static constexpr double lowest = -std::numeric_limits<double>::max(),
                          highest = std::numeric_limits<double>::max();
  static constexpr bool above = false;  ///< the lower bound itself is excluded
};
/// A number in [0, 1].
struct Probability : Real {
  constexpr Probability(double v = 0) : Real{v} {}
  static constexpr double lowest = 0, highest = 1;
};
/// A number >= 0.
struct NonNegative : Real {
  constexpr NonNegative(double v = 0) : Real{v} {}
  static constexpr double lowest = 0;
};
/// A number > 0.
struct Positive : Real {
  constexpr Positive(double v = 1) : Real{v} {}
  static constexpr double lowest = 0;
  static constexpr bool above = true;
};
/// A number >= 1.
struct AtLeastOne : Real {
  constexpr AtLeastOne(double v = 1) : Real{v} {}
  static constexpr double lowest = 1;
};
/// A number in [-1, 1].
struct Signed : Real {
  constexpr Signed(double v = 0) : Real{v} {}
  static constexpr double lowest = -1, highest = 1;
};
/// A whole number in [lo, hi].
template <std::int64_t lo, std::int64_t hi = std::numeric_limits<std::int64_t>::max()>
struct Integer {
  std::int64_t value = lo;
  constexpr Integer(std::int64_t v = lo) : value(v) {}
  constexpr operator std::int64_t() const { return value; }
};
/// A seed: any whole number in [0, 2^64).
struct Seed {
  std::uint64_t value = 0;
};
/// A file; relative paths start from the folder of the file in which they are written.
struct FilePath {
  std::string written;             ///< as the user wrote it; empty: none
  std::filesystem::path resolved;  ///< absolute
  bool empty() const { return written.empty(); }
};
/// A name that may be one of a fixed list; enums are bound through a table of names in enum order.
template <class E>
struct EnumNames;  // specialise: static constexpr std::array<std::string_view, n> names

/// How to show a value: for a rerun (absolute paths), or as an identity that does not depend on where the
/// project lies.
enum class Form { rerun, identity };

/// One leaf of the description: a variable of a parameter struct with its rules.
class Value {
 public:
  virtual ~Value() = default;
  virtual std::string allowed() const = 0;  ///< "a number in [0, 1]"
  virtual Json schema() const = 0;          ///< draft-07, without the description
  virtual Json get(Form form) const = 0;    ///< the current value
  virtual void read(const Node& node, Reader& reader) = 0;
  /// For lists and maps of sections: the description of one item, else null.
  virtual std::unique_ptr<Section> item() const;
};

// bind(x) gives the Value of a variable by its type. Further types join by an overload found by
// argument-dependent lookup.
std::unique_ptr<Value> bind(bool& target);
std::unique_ptr<Value> bind(std::string& target);
std::unique_ptr<Value> bind(Seed& target);
std::unique_ptr<Value> bind(FilePath& target);
std::unique_ptr<Value> bind_real(double& target, double lowest, double highest, bool above);
std::unique_ptr<Value> bind_integer(std::int64_t& target, std::int64_t lowest, std::int64_t highest);
std::unique_ptr<Value> bind_name(std::span<const std::string_view> names, std::function<int()> get,
                                 std::function<void(int)> set);

template <class T>
requires std::is_base_of_v<Real, T> std::unique_ptr<Value> bind(T& target) {
  return bind_real(target.value, T::lowest, T::highest, T::above);
}
template <std::int64_t lo, std::int64_t hi>
std::unique_ptr<Value> bind(Integer<lo, hi>& target) {
  return bind_integer(target.value, lo, hi);
}
template <class E>
requires std::is_enum_v<E> std::unique_ptr<Value> bind(E& target) {
  return bind_name(
      EnumNames<E>::names, [&target] { return static_cast<int>(target); },
      [&target](int i) { target = static_cast<E>(i); });
}
template <class T>
std::unique_ptr<Value> bind(std::optional<T>& target);
template <class T>
std::unique_ptr<Value> bind(std::vector<T>& target);

/// The name of an enum value, as written in a scenario.
template <class E>
std::string_view name_of(E e) {
  return EnumNames<E>::names[static_cast<std::size_t>(e)];
}

}  // namespace shoal::config
