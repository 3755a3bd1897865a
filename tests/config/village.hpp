#pragma once
// A small parameter struct with every kind of key, for the tests of config only.

#include <optional>
#include <string>
#include <vector>

#include "config/reader.hpp"
#include "config/section.hpp"

namespace village {

using namespace shoal::config;

enum class Rule : int { linear, conformist, threshold };

struct Trait {
  std::string name = "unnamed";
  Probability share{0.5};
  std::vector<Real> weights;
};
struct Item {
  std::string name;
  NonNegative price{5};
  Rule rule = Rule::linear;
  std::vector<Trait> traits;
};
struct Observation {
  Probability attention{0.5};
  Probability retention{0.8};
  Rule rule = Rule::linear;
  Positive temperature{0.2};
  AtLeastOne admiration{1};
  Integer<0, 64> sample{0};
  bool trust = false;
};
struct Market {
  std::vector<Item> products{Item{.name = "product", .traits = {}}};
  std::optional<Positive> budget;
};
/// A value made by hand, as other rooms make them: an even number.
struct Even {
  std::int64_t value = 2;
};
struct Params {
  std::string name = "unnamed";
  Seed seed{1};
  Integer<1, 1000000> ticks{365};
  Observation observation;
  Market market;
  Real offset{-1.5};
  Signed tone{0};
  FilePath file;
  std::vector<std::string> metrics{"default"};
  std::vector<Positive> shares;
  std::vector<std::vector<NonNegative>> matrix;
  std::optional<Rule> fallback;
  std::optional<Integer<0>> count;
  Even pair;
};

class EvenValue final : public Value {
 public:
  explicit EvenValue(Even& target) : target_(target) {}
  std::string allowed() const override { return "an even number"; }
  Json schema() const override;
  Json get(Form form) const override;
  void read(const Node& node, Reader& reader) override;

 private:
  Even& target_;
};
inline std::unique_ptr<Value> bind(Even& target) { return std::make_unique<EvenValue>(target); }

void describe(Section& s, Trait& p);
void describe(Section& s, Item& p);
void describe(Section& s, Observation& p);
void describe(Section& s, Market& p);
void describe(Section& s, Params& p);

/// The description, bound to `p`.
Section description(Params& p);

/// Reads YAML text (named "in.yaml") with overrides; every problem as one line of the result.
std::vector<std::string> problems_of(std::string_view yaml, Params& p,
                                     const std::vector<std::string>& overrides = {});
std::vector<std::string> problems_of(std::string_view yaml, const std::vector<std::string>& overrides = {});

/// Malformed text and the problems that it must give, word by word.
struct Case {
  std::string about;
  std::string_view yaml;
  std::vector<std::string> problems;
};
void check_cases(const std::vector<Case>& cases);

}  // namespace village

namespace shoal::config {
template <>
struct EnumNames<village::Rule> {
  static constexpr std::array<std::string_view, 3> names = {"linear", "conformist", "threshold"};
};
}  // namespace shoal::config
