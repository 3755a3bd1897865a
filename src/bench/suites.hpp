#pragma once
// What `shoal bench` measures, by name.

#include <span>
#include <string_view>

#include "bench/contest.hpp"
#include "bench/report.hpp"
#include "network/network.hpp"

namespace shoal::bench {

struct Settings {
  Effort effort;
  std::vector<AgentIndex> sizes;  ///< numbers of agents
  unsigned threads = 2;           ///< the most that are tried
};

struct Suite {
  std::string_view name;
  Table (*run)(const Settings&);
};

/// In the order in which they run.
std::span<const Suite> suites();

Table limits(const Settings& settings);     ///< of the machine
Table herding(const Settings& settings);    ///< the herding scenario against the same model by hand
Table reference(const Settings& settings);  ///< all phases of the reference scenario
Table phases(const Settings& settings);     ///< where the time of a tick goes
Table products(const Settings& settings);   ///< 1, 8, 64 products
Table buyers(const Settings& settings);     ///< few and many buyers
Table networks(const Settings& settings);   ///< building them
Table sweeps(const Settings& settings);     ///< small runs, one after the other
Table lockstep(const Settings& settings);   ///< replicates that step together
Table startup(const Settings& settings);    ///< of the tool

}  // namespace shoal::bench
