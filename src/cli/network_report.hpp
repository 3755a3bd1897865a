#pragma once
// What `shoal network` prints about a network.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "network/network.hpp"
#include "network/statistics.hpp"

namespace shoal::cli {

/// Mean, spread and quantiles of a distribution given as counts: [k] how many have the value k.
struct Spread {
  double mean = 0;
  double deviation = 0;  ///< standard deviation, of all and not of a sample
  std::size_t lowest = 0, lower_quartile = 0, median = 0, upper_quartile = 0, ninetieth = 0, highest = 0;
};
Spread spread_of(const std::vector<std::uint64_t>& histogram);

/// Bars for 0, 1, 2-3, 4-7, 8-15 ... (or single values where there are at most 16).
std::string bars(const std::vector<std::uint64_t>& histogram);

/// A table for people. `name` stands for the network, `origin` says where its communities come from.
std::string network_text(const Network& network, const network::Statistics& statistics,
                         const std::string& name, const std::string& origin);
/// The same for programs.
nlohmann::ordered_json network_json(const Network& network, const network::Statistics& statistics,
                                    const std::string& name, const std::string& origin);

}  // namespace shoal::cli
