#pragma once
// Beliefs about products: acquire, learn, update (docs/mechanisms/beliefs.md; model.md 4.3).
//
//   a signal x of precision s:  B <- (tau B + s x) / (tau + s),  tau <- tau + s
//   degroot:                    B_i <- (v B_i + sum_j w_ij B_j) / (v + sum_j w_ij)

#include <algorithm>
#include <vector>

#include "config/section.hpp"

namespace shoal {

enum class Attribute : int { quality, service, value_for_money };
inline constexpr int attribute_count = 3;
/// How neighbours' beliefs enter: as messages (bayes) or by averaging opinions (degroot).
enum class SocialBelief : int { bayes, degroot, none };

/// What word of mouth tells: praise or blame, or the level of quality that the speaker received.
enum class Told : int { verdict, level };

struct BeliefParams {
  bool enabled = true;
  std::vector<Attribute> attributes{Attribute::quality};
  SocialBelief social = SocialBelief::bayes;
  Told told = Told::verdict;
  struct Prior {
    config::Positive precision{1};
  } prior;
  struct Precision {
    config::NonNegative experience{4}, word_of_mouth{0.5}, reviews{1}, advert{0};
  } precision;
  config::Probability forgetting{0};
  config::NonNegative self_weight{1};
};
void describe(config::Section& s, BeliefParams& p);

/// Whether agents hold a belief about an attribute.
inline bool holds(const BeliefParams& p, Attribute attribute) {
  return std::find(p.attributes.begin(), p.attributes.end(), attribute) != p.attributes.end();
}

}  // namespace shoal
namespace shoal::config {
template <>
struct EnumNames<Attribute> {
  static constexpr std::array<std::string_view, 3> names = {"quality", "service", "value_for_money"};
};
template <>
struct EnumNames<Told> {
  static constexpr std::array<std::string_view, 2> names = {"verdict", "level"};
};
template <>
struct EnumNames<SocialBelief> {
  static constexpr std::array<std::string_view, 3> names = {"bayes", "degroot", "none"};
};
}  // namespace shoal::config
