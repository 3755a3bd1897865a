#pragma once
// Planned purchases of one product, their experience, learning and signals in one pass over the block, where
// nothing else is on. The same equations and the same draws as the phases draw, plan, experience, reinforce
// and publish, in columns instead of one purchase after the other: what pays where many agents buy in a tick.

#include "mechanisms/step.hpp"

namespace shoal {

/// Whether the pass can stand for the phases.
bool routine(const Model& model);

/// Weight of the price x price / income, the product's burden on an agent's utility (Model::burden); empty
/// where the pass does not stand for the phases.
Column make_burden(const Model& model);

/// Whether the pass stands for the phases of a model that is complete.
inline bool in_one_pass(const Model& model) { return !model.burden.empty(); }

/// Whether the pass could also observe: the only sign is counted on planes, and the drive is memory times a
/// number.
bool may_notice_in_passing(const Model& model);

/// Whether it does: then watching leaves its counts in scratch.count, as nobody reads exposure and
/// drive, and nobody was taken out of the run.
inline bool notices_in_passing(const Step& step) {
  return step.model.notices_in_passing && step.state.member.empty() &&
         !step.reads(metrics::Figures::exposure | metrics::Figures::exposed | metrics::Figures::drive);
}

/// Whether memory is written: where it begins anew in every tick, only if somebody looks at it.
inline bool keeps_memory(const Model& model, metrics::Figures read) {
  using enum metrics::Figures;
  return !model.notices_in_passing || model.learning.observation.retention > 0 ||
         metrics::meet(read, memory | channels | agents | exposure | exposed | drive);
}

/// Whether the pass counts what happens in communities: only where somebody reads it. Where the
/// phases take place one by one, they count it always.
inline bool counts_communities(const Model& model, metrics::Figures read) {
  return !in_one_pass(model) || metrics::meet(read, metrics::Figures::communities);
}

/// Whether all that a tick of the pass adds up is whole numbers, so that it may be added in any order.
bool counts_only(const Model& model, metrics::Figures read);
/// Whether blocks end with figures that somebody reads (measure.hpp).
bool measures(const Model& model, metrics::Figures read);

/// Draws of the pass that fetch the next block: choices and experience.
inline constexpr std::size_t draws_of_pass = 2;

/// Decides, experiences, learns and publishes.
void decide_routinely(const Step& step, Block& block);

}  // namespace shoal
