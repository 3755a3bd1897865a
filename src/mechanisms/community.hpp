#pragma once
// What communities are like: the levels that their life, membership and bonds start from, and that stay for
// good where those are off (docs/mechanisms/community.md; model.md 4.8).

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "config/section.hpp"
#include "mechanisms/bonds.hpp"
#include "mechanisms/life.hpp"
#include "random/distribution.hpp"

namespace shoal {

/// The five elements of a community, each a level in [0, 1]; 0.5 is neutral.
enum class Element : int { interest, structure, output, operation, replication };
inline constexpr std::size_t element_count = 5;

struct ElementParams {
  std::array<Distribution, element_count> level;  ///< drawn once per community
  ElementParams();
};

/// Levels of single communities, in place of those drawn for all.
struct CommunityGroup {
  std::vector<std::string> communities;  ///< names, or numbers from 0 where they have none
  std::optional<config::Probability> openness, founding;
  std::array<std::optional<config::Probability>, element_count> level;
};

struct CommunityParams {
  config::Probability activity{1}, warmth{0.2}, trust{1}, belonging{0.5};
  Distribution openness{0.5};
  ElementParams elements;
  std::vector<CommunityGroup> groups;
  config::Probability active{0.02};
  LifeParams life;
  BondParams bonds;
};
void describe(config::Section& s, ElementParams& p);
void describe(config::Section& s, CommunityGroup& p);
void describe(config::Section& s, CommunityParams& p);

}  // namespace shoal
