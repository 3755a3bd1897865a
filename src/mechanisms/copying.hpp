#pragma once
// Copying what others show, as models of cultural transmission and herding do (docs/mechanisms/copying.md).
//
//   keep with probability inertia; else innovate with probability innovation; else copy product k with
//   P(k) ~ appeal_k (prior + n_k)^exponent,  n_k: how many of the models that were met show product k

#include "config/section.hpp"
#include "mechanisms/strategies.hpp"

namespace shoal {

/// Whom copiers meet; everybody: any agent of the market, themselves included.
enum class CopyFrom : int { neighbours, everybody };
/// What an innovator turns to: any product; another than its own; one that nobody shows; the best there is.
enum class InnovateBy : int { any, other, fresh, best };

struct CopyParams {
  CopyFrom from = CopyFrom::neighbours;
  config::Integer<0, 64> models{1};
  config::NonNegative exponent{1};
  config::NonNegative prior{0};
  config::Probability inertia{0};
  config::Probability innovation{0};
  InnovateBy innovate = InnovateBy::any;
  StrategyParams strategies;
};
void describe(config::Section& s, CopyParams& p);

/// Who is replaced when agents imitate one at a time: one agent takes over from a neighbour (voter model); or
/// one agent, drawn in proportion to the appeal of what it shows, passes its act on to a neighbour (invasion,
/// Moran).
enum class ImitateUpdate : int { death_birth, birth_death };

struct ImitateParams {
  ImitateUpdate update = ImitateUpdate::death_birth;
};
void describe(config::Section& s, ImitateParams& p);

}  // namespace shoal
namespace shoal::config {
template <>
struct EnumNames<CopyFrom> {
  static constexpr std::array<std::string_view, 2> names = {"neighbours", "everybody"};
};
template <>
struct EnumNames<InnovateBy> {
  static constexpr std::array<std::string_view, 4> names = {"any", "other", "new", "best"};
};
template <>
struct EnumNames<ImitateUpdate> {
  static constexpr std::array<std::string_view, 2> names = {"death_birth", "birth_death"};
};
}  // namespace shoal::config
