#pragma once
// What a run came to, in a few lines for the person who started it.

#include <filesystem>
#include <string>
#include <vector>

#include "metrics/totals.hpp"
#include "network/network.hpp"
#include "output/manifest.hpp"

namespace shoal::cli {

/// Adds up the ticks of a run.
class Summary {
 public:
  void add(const metrics::Totals& totals);
  /// A table of a few lines. `files` are names in `directory`.
  std::string text(const Scenario& scenario, const Network& network, const output::RunRecord& run,
                   const std::filesystem::path& directory, const std::vector<std::string>& files) const;

 private:
  std::int64_t planned_ = 0, impulse_ = 0, adopters_ = 0;
  double herding_ = 0;  ///< sum over the ticks in which it is defined
  std::int64_t herding_ticks_ = 0;
};

}  // namespace shoal::cli
