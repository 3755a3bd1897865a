#pragma once
// Statistics of a run's network, worked out when a metric first asks for them.

#include <optional>

#include "network/statistics.hpp"

namespace shoal::metrics {

/// For one thread at a time.
class NetworkFigures {
 public:
  /// The network must outlive the figures.
  explicit NetworkFigures(const Network& network) : network_(network) {}
  const network::Statistics& statistics() const {
    if (!statistics_) statistics_ = network::statistics(network_);
    return *statistics_;
  }

 private:
  const Network& network_;
  mutable std::optional<network::Statistics> statistics_;
};

}  // namespace shoal::metrics
