#pragma once
// Layers and strengths of ties. Draws are addressed by the user's numbers of both ends, so that an undirected
// tie is one tie from either side, and do not depend on the order of ties.

#include "network/build.hpp"

namespace shoal::network {

/// Puts each tie into one of `params.layers` by their shares. Where the file tells layers, they stay.
/// @throws config::InvalidInput: layers of the scenario that the file does not have
void draw_layers(const NetworkParams& params, Draft& draft, std::uint64_t seed);

/// Strength of a tie: that of the file (1 if it tells none) times a draw of `params.weights` times a draw of
/// its layer's. Weights stay empty where all are 1.
void draw_weights(const NetworkParams& params, Draft& draft, std::uint64_t seed);

}  // namespace shoal::network
