#pragma once
// What a community is like before its first tick, and for good where its life is off
// (docs/mechanisms/community.md; model.md 4.8).

#include "config/section.hpp"

namespace shoal {

struct CommunityParams {
  config::Probability activity{1}, warmth{0.2}, trust{1}, belonging{0.5};
};
void describe(config::Section& s, CommunityParams& p);

}  // namespace shoal
