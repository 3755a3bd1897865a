#pragma once
// Communities before the first tick: their levels, and who is a member.

#include "mechanisms/step.hpp"

namespace shoal {

/// Draws the levels of all communities (openness, elements) and puts the groups' in their place. Sets nothing
/// else, so that it may be called again when parameters have changed.
/// @throws config::InvalidInput: a group names a community that the network does not have
void draw_levels(const Model& model, Communities& communities);

/// Communities and members before the first tick, in a state whose signals have been made.
/// @throws config::InvalidInput: as above; initial members of a role that nobody has, or more than there are
void found_communities(const Model& model, State& state);

}  // namespace shoal
