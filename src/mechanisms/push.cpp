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
  // Whether a word has none, one or two is not worth guessing: two are listed, and written over if they are
  // too many.
  showing_.resize(shown + 2);
  AgentIndex* to = showing_.data();
  for (std::size_t w = 0; w < words; ++w) {
    std::uint64_t word = plane[w];
    const auto many = static_cast<std::size_t>(std::popcount(word));
    const auto list = [&](std::size_t n) {
      to[n] = static_cast<AgentIndex>(64 * w) + static_cast<AgentIndex>(std::countr_zero(word));
      word &= word - 1;
    };
    list(0);
    list(1);
    for (std::size_t n = 2; n < many; ++n) list(n);
    to += many;
  }
  showing_.resize(shown);
  return true;
}

void Pushed::push(const Network& network, AgentIndex first, AgentIndex last) {
  const bool all = first == 0 && last == network.agents;
  // Rows of few agents lie far apart: where they begin is fetched ahead, then the rows themselves.
  constexpr std::size_t showing_ahead = 12, offsets_ahead = 24;
  const TieIndex* offsets = network.offsets.data();
  const AgentIndex* const end = network.neighbours.data() + network.ties();
  // Observers of many are gathered first, short rows without a loop whose length the processor must guess.
  constexpr std::size_t short_row = 32, room = 1024;
  AgentIndex observers[room + short_row];
  std::size_t gathered = 0;
  const auto add_gathered = [&] {
    for (std::size_t n = 0; n < gathered; ++n) ++count_[observers[n]];
    gathered = 0;
  };
  for (std::size_t n = 0; n < showing_.size(); ++n) {
    const AgentIndex* later = showing_.data() + n;
    if (n + offsets_ahead < showing_.size()) __builtin_prefetch(offsets + later[offsets_ahead]);
    if (n + showing_ahead < showing_.size()) {
      const AgentIndex* soon = network.neighbours.data() + offsets[later[showing_ahead]];
      __builtin_prefetch(soon);
      __builtin_prefetch(soon + 16);
    }
    const auto row = network.row(showing_[n]);
    const AgentIndex *from = row.data(), *to = from + row.size();
    if (!all) {
      if (row.empty() || row.back() < first || row.front() >= last) continue;
      from = std::lower_bound(from, to, first);
      to = std::lower_bound(from, to, last);
    }
    const auto ties = static_cast<std::size_t>(to - from);
    if (ties <= short_row && end - from >= static_cast<std::ptrdiff_t>(short_row)) {
      std::copy_n(from, short_row, observers + gathered);
      gathered += ties;
      if (gathered >= room) add_gathered();
    } else {
      for (; from != to; ++from) ++count_[*from];
    }
  }
  add_gathered();
}

void Pushed::take(AgentIndex first, std::uint32_t size, std::uint32_t* out) {
  std::uint16_t* count = count_.data() + first;
  maths::in_widest_vectors([=] {
    for (std::uint32_t a = 0; a < size; ++a) out[a] = count[a];
    for (std::uint32_t a = 0; a < size; ++a) count[a] = 0;
  });
}

}  // namespace shoal
