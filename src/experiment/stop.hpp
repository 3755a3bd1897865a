#pragma once
// `stop:` a condition on the metrics of a tick that ends a run: "members <= 0 or (tick >= 50 and sales < 3)".

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "config/section.hpp"

namespace shoal::experiment {

/// A condition in postfix order.
class Condition {
 public:
  enum class Relation { less, less_equal, greater, greater_equal, equal, not_equal };
  struct Step {
    enum class Kind { compare, all, any } kind = Kind::compare;
    std::size_t name = 0;  ///< of a comparison: index into names()
    Relation relation = Relation::less;
    double number = 0;
  };

  bool empty() const { return steps_.empty(); }
  const std::string& text() const { return text_; }
  /// The names that it compares; "tick" is the number of ticks done, the others are metrics.
  const std::vector<std::string>& names() const { return names_; }
  /// `values` are parallel to names(). A comparison with an undefined value (NaN) does not hold.
  bool holds(const std::vector<double>& values) const;

 private:
  friend class ConditionParser;
  std::string text_;
  std::vector<std::string> names_;
  std::vector<Step> steps_;
};

/// Where and why a condition cannot be read.
struct ConditionError {
  std::size_t column = 0;  ///< from 1, in the text of the condition
  std::string message;
};
/// `or` binds weaker than `and`; round brackets group. @throws ConditionError
Condition parse_condition(std::string_view text);

/// Reads the condition from its text; an empty text is no condition.
std::unique_ptr<config::Value> bind(Condition& target);

}  // namespace shoal::experiment
