#pragma once
// A synchronous run whose constants can be changed and whose columns can be looked at: the engine's model,
// state and phases, stepped block by block in one thread.

#include <functional>
#include <vector>

#include "engine/model.hpp"
#include "engine/world.support.hpp"
#include "mechanisms/step.hpp"

namespace shoal {

class ByHand {
 public:
  /// `prepare` may change the model before the state is made of it.
  explicit ByHand(
      const World& world, const std::function<void(Model&)>& prepare = [](Model&) {});
  /// Advances one tick.
  void step();
  /// Purchases of the last tick.
  std::int64_t purchases() const;

  Model model;
  State state;
  std::vector<BlockTally> blocks;  ///< of the last tick

 private:
  Scratch scratch_;
  metrics::Totals totals_;
  std::uint32_t tick_ = 0;
};

}  // namespace shoal
