#pragma once
// Watching: the one step whose cost grows with the number of ties. Sums the signals of observed neighbours,
// all signs in one pass.

#include "mechanisms/step.hpp"

namespace shoal {

/// The signs whose sums any mechanism that is on uses; membership only where there may be outsiders.
Signs watched_signs(const Model& model);
/// Whether any mechanism that is on uses the sums.
bool watching(const Model& model);
/// Whether planes of signals, or counts of cliques, serve this model: ties have no weights, all are watched,
/// everybody acts at once.
bool countable(const Model& model);

/// Whether so many signs of so many products are counted as words (network/tie_words.hpp).
bool counted_as_words(std::size_t products, Signs signs);
/// Whether planes count what is watched: not where words do, unless strata matter.
bool counts_on_planes(const Model& model, const State& state);

/// How many sets of so many signs and products bits would be met for where the positions of neighbours may be
/// looked up (State::columns) instead; 0: they are not, as a single set is met faster as bits.
unsigned sets_by_position(std::size_t products, Signs signs);
/// The same of a model.
unsigned counted_by_position(const Model& model, const State& state);

/// Whether admiration weighs those whom agents observe.
bool looking_up(const Model& model, const State& state);

/// Fills Scratch::total and Scratch::shown for the agents of the block: sum_j w_ij pi_ij [sign shown by j],
/// over all observed neighbours or a sample of them (learning.observation.sample, without replacement).
void watch(const Step& step, Block& block);
/// The same where all ties count alike; sums of signs that nobody needs stay as they are.
void watch_counts(const Step& step, Block& block);
/// The same where everybody observes everybody else of the community (State::cliques).
void watch_cliques(const Step& step, Block& block);
/// The same on planes of signals (Step::planes).
void watch_packed(const Step& step, Block& block);

}  // namespace shoal
