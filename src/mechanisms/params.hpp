#pragma once
// The mechanisms' parameters, composed as a scenario groups them.

#include "mechanisms/beliefs.hpp"
#include "mechanisms/campaigns.hpp"
#include "mechanisms/community.hpp"
#include "mechanisms/decision.hpp"
#include "mechanisms/experience.hpp"
#include "mechanisms/group_buys.hpp"
#include "mechanisms/market.hpp"
#include "mechanisms/membership.hpp"
#include "mechanisms/observation.hpp"
#include "mechanisms/reinforcement.hpp"
#include "mechanisms/resellers.hpp"
#include "mechanisms/reviews.hpp"
#include "mechanisms/roles.hpp"
#include "mechanisms/sharing.hpp"

namespace shoal {

struct LearningParams {
  ObservationParams observation;
  ReinforcementParams reinforcement;
  BeliefParams beliefs;
};
void describe(config::Section& s, LearningParams& p);

}  // namespace shoal
