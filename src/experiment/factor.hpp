#pragma once
// What a factor of a design may be: levels (a list, or evenly spaced numbers), or a distribution that points
// are drawn from. Values are texts as --set takes them.

#include <memory>
#include <string>
#include <vector>

#include "config/literal.hpp"
#include "config/value.hpp"

namespace shoal::experiment {

/// The levels of a factor: [a, b, ...], {from, to, step}, {from, to, count}, or one value.
struct Levels {
  std::vector<std::string> values;
  std::string from, to, step, count;  ///< as written, where they are written so
};
std::unique_ptr<config::Value> bind(Levels& target);

/// Levels from a command line: "a,b,c" or "from:to:step". Where the text is neither, `why` says why and there
/// are no values.
Levels parse_levels(const std::string& text, std::string& why);

/// The distribution of a factor: [a, b] or {uniform: [a, b]}, {log_uniform: [a, b]}, {normal: [mean, sd]},
/// {integer: [a, b]} (whole numbers, both ends included), {choice: [...]} (each as likely as the others).
struct Spread {
  enum class Kind : int { uniform, log_uniform, normal, integer, choice };
  Kind kind = Kind::uniform;
  double a = 0, b = 1;  ///< ends; mean and sd
  std::vector<config::Literal> choices;

  bool bounded() const { return kind != Kind::normal; }
  bool numeric() const { return kind != Kind::choice; }
  /// The value below which the distribution has share u, 0 <= u <= 1 (0 < u < 1 for normal).
  double quantile(double u) const;  ///< of a choice: its position in the list
  std::string text(double u) const;
};
std::unique_ptr<config::Value> bind(Spread& target);

}  // namespace shoal::experiment
