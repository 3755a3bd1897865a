#pragma once
// The scenarios of a plan's cells, each read once for all its replicates.

#include <memory>
#include <mutex>
#include <vector>

#include "experiment/plan.hpp"

namespace shoal::experiment {

class Scenarios {
 public:
  /// Those of the first cells are kept, of further ones each run reads its own: memory stays bounded.
  static constexpr std::size_t most_kept = 2000;

  explicit Scenarios(const Plan& plan)
      : plan_(&plan), kept_(plan.cells().size() < most_kept ? plan.cells().size() : most_kept) {}

  /// The scenario of a run, with its seed. From any thread. @throws config::InvalidInput
  Scenario of(std::uint64_t run);

 private:
  const Plan* plan_;
  std::mutex mutex_;
  std::vector<std::shared_ptr<const Scenario>> kept_;
};

}  // namespace shoal::experiment
