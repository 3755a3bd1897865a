#include "experiment/scenarios.hpp"

#include "scenario/set_seed.hpp"

namespace shoal::experiment {

Scenario Scenarios::of(std::uint64_t run) {
  const std::size_t cell = plan_->cell_of(run);
  std::shared_ptr<const Scenario> known;
  if (cell < kept_.size()) {
    const std::lock_guard lock(mutex_);
    known = kept_[cell];
  }
  if (!known) {
    known = std::make_shared<const Scenario>(plan_->scenario(cell));
    if (cell < kept_.size()) {
      const std::lock_guard lock(mutex_);
      kept_[cell] = known;
    }
  }
  Scenario scenario = *known;
  set_seed(scenario, plan_->seed(cell, plan_->replicate_of(run)));
  return scenario;
}

}  // namespace shoal::experiment
