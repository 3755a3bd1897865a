#include "mechanisms/push.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "maths/wide.hpp"

namespace shoal {

void Pushed::allocate(const Network& network) {
  constexpr TieIndex most = std::numeric_limits<std::uint16_t>::max();
  bool possible = !network.directed;
  for (AgentIndex i = 0; possible && i < network.agents; ++i) possible = network.degree(i) <= most;
  count_.assign(possible ? network.agents : 0, 0);
}

bool Pushed::begin(const std::uint64_t* plane, AgentIndex agents, AgentIndex one_in) {
  const std::size_t words = (agents + 63) / 64, most = agents / one_in;
  std::size_t shown = 0;
  for (std::size_t w = 0; w < words; ++w) shown += static_cast<std::size_t>(std::popcount(plane[w]));
  active_ = shown <= most;
  if (!active_) return false;
  showing_.clear();
  for (std::size_t w = 0; w < words; ++w)
    for (std::uint64_t word = plane[w]; word != 0; word &= word - 1)
      showing_.push_back(static_cast<AgentIndex>(64 * w) + static_cast<AgentIndex>(std::countr_zero(word)));
  return true;
}

void Pushed::push(const Network& network, AgentIndex first, AgentIndex last) {
  const bool all = first == 0 && last == network.agents;
  // Rows of few agents lie far apart: where they begin is fetched ahead, then the rows themselves.
  constexpr std::size_t rows_ahead = 12, offsets_ahead = 24;
  const TieIndex* offsets = network.offsets.data();
  for (std::size_t n = 0; n < showing_.size(); ++n) {
    const AgentIndex* later = showing_.data() + n;
    if (n + offsets_ahead < showing_.size()) __builtin_prefetch(offsets + later[offsets_ahead]);
    if (n + rows_ahead < showing_.size()) {
      const AgentIndex* soon = network.neighbours.data() + offsets[later[rows_ahead]];
      __builtin_prefetch(soon);
      __builtin_prefetch(soon + 16);
    }
    const auto row = network.row(showing_[n]);
    auto from = row.begin(), to = row.end();
    if (!all) {
      if (row.empty() || row.back() < first || row.front() >= last) continue;
      from = std::lower_bound(from, to, first);
      to = std::lower_bound(from, to, last);
    }
    for (; from != to; ++from) ++count_[*from];
  }
}

void Pushed::take(AgentIndex first, std::uint32_t size, std::uint32_t* out) {
  std::uint16_t* count = count_.data() + first;
  maths::in_widest_vectors([=] {
    for (std::uint32_t a = 0; a < size; ++a) out[a] = count[a];
    for (std::uint32_t a = 0; a < size; ++a) count[a] = 0;
  });
}

}  // namespace shoal
