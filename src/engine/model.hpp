#pragma once
// From a scenario to what the phases work with: constants and the state before the first tick.

#include "mechanisms/step.hpp"
#include "scenario/scenario.hpp"

namespace shoal {

/// The run's constants. The arguments must outlive the result.
Model make_model(const Scenario& scenario, const Network& network, const Population& population);

/// The signs whose sums any mechanism of the scenario uses (mechanisms/watch.hpp).
Signs watched_signs(const Scenario& scenario);

/// Whether vicarious values, or loyalty, can be other than 0.
bool vicarious_moves(const Model& model);
bool loyalty_moves(const Model& model);

/// The state before the first tick: first beliefs and values, full budgets, seed adopters who show and own
/// their product.
State make_state(const Model& model, const SeedAdopterParams& seeds);

}  // namespace shoal
