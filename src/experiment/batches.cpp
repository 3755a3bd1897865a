#include "experiment/batches.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace shoal::experiment {
namespace {

using NetworkKey = std::pair<std::uint32_t, std::uint64_t>;
NetworkKey network_of(const WorldKey& key) { return {key.network, key.network_seed}; }

}  // namespace

std::vector<std::size_t> in_order_of_worlds(const std::vector<WorldKey>& keys) {
  std::map<NetworkKey, std::size_t> network_rank;
  std::map<WorldKey, std::size_t> rank;
  std::vector<std::pair<std::size_t, std::size_t>> place(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto network = network_rank.emplace(network_of(keys[i]), i).first->second;
    place[i] = {network, rank.emplace(keys[i], i).first->second};
  }
  std::vector<std::size_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return place[i]; });
  return order;
}

std::size_t most_together(const CellSurvey& cell, std::size_t most) {
  constexpr double seconds = 10, per_agent_and_tick = 20e-9;
  if (cell.together_bytes == 0) return 1;
  const double fit = std::clamp(seconds / per_agent_and_tick / std::max(1.0, cell.work), 1.0, 64.0);
  return std::min(most, static_cast<std::size_t>(fit));
}

std::vector<Batch> make_batches(const std::vector<std::size_t>& order, const std::vector<WorldKey>& keys,
                                const std::function<std::size_t(std::size_t)>& most, unsigned jobs) {
  // A stretch: neighbours in the order that may be together.
  struct Stretch {
    std::size_t begin, end, most;
  };
  std::vector<Stretch> stretches;
  for (std::size_t n = 0; n < order.size(); ++n) {
    const std::size_t many = most(order[n]);
    const bool joins = !stretches.empty() && stretches.back().most == many &&
                       network_of(keys[order[n]]) == network_of(keys[order[n - 1]]);
    if (joins)
      stretches.back().end = n + 1;
    else
      stretches.push_back({n, n + 1, many});
  }
  std::vector<Batch> batches;
  for (const Stretch& s : stretches) {
    const std::size_t runs = s.end - s.begin;
    std::size_t parts = (runs + s.most - 1) / s.most;
    if (stretches.size() < 2 * std::size_t{jobs})  // all threads work on each stretch
      parts = std::min(runs, (parts + jobs - 1) / jobs * jobs);
    for (std::size_t part = 0; part < parts; ++part)
      batches.emplace_back(order.begin() + static_cast<std::ptrdiff_t>(s.begin + runs * part / parts),
                           order.begin() + static_cast<std::ptrdiff_t>(s.begin + runs * (part + 1) / parts));
  }
  return batches;
}

}  // namespace shoal::experiment
