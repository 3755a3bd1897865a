#pragma once
// Which decision rule is in force (model.md 4.10), the budget, and the parameters of the classical rules that
// replace the planned and impulse phases (docs/mechanisms/rules.md).

#include "config/section.hpp"
#include "mechanisms/copying.hpp"
#include "mechanisms/impulse.hpp"
#include "mechanisms/planned.hpp"
#include "random/distribution.hpp"

namespace shoal {

enum class DecisionRule : int { logit, threshold, hazard, cascade, imitate, bayes, copy };
/// repeat: a product may be bought again; once: an adopter stays an adopter and shows it (a durable good).
enum class Adoption : int { repeat, once };
enum class ThresholdOf : int { share, count };
/// What a Bayesian does when indifferent.
enum class TieRule : int { coin, own };
/// The state of the world that Bayesians try to find out.
enum class WorldState : int { random, good, bad };

struct BudgetParams {
  bool enabled = true;
  config::NonNegative share{1};
  config::Integer<1, 4000000000> period{30};
};
struct ThresholdParams {
  Distribution level{0.2, 0, 1e9};
  ThresholdOf of = ThresholdOf::share;
  bool strict = false;
};
struct HazardParams {
  config::Probability innovation{0.03}, imitation{0.38};
};
struct CascadeParams {
  config::Probability probability{0.1};
};
struct BayesParams {
  config::Probability accuracy{0.7};
  TieRule tie = TieRule::coin;
  WorldState state = WorldState::random;
};

struct DecisionParams {
  DecisionRule rule = DecisionRule::logit;
  Adoption adoption = Adoption::repeat;
  BudgetParams budget;
  PlannedParams planned;
  ImpulseParams impulse;
  ThresholdParams threshold;
  HazardParams hazard;
  CascadeParams cascade;
  ImitateParams imitate;
  BayesParams bayes;
  CopyParams copy;
};
void describe(config::Section& s, DecisionParams& p);

}  // namespace shoal
namespace shoal::config {
template <>
struct EnumNames<DecisionRule> {
  static constexpr std::array<std::string_view, 7> names = {"logit",   "threshold", "hazard", "cascade",
                                                            "imitate", "bayes",     "copy"};
};
template <>
struct EnumNames<Adoption> {
  static constexpr std::array<std::string_view, 2> names = {"repeat", "once"};
};
template <>
struct EnumNames<ThresholdOf> {
  static constexpr std::array<std::string_view, 2> names = {"share", "count"};
};
template <>
struct EnumNames<TieRule> {
  static constexpr std::array<std::string_view, 2> names = {"coin", "own"};
};
template <>
struct EnumNames<WorldState> {
  static constexpr std::array<std::string_view, 3> names = {"random", "good", "bad"};
};
}  // namespace shoal::config
