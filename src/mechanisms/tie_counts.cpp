#include "mechanisms/tie_counts.hpp"

#include <numeric>

#include "maths/wide.hpp"

namespace shoal {
namespace {

constexpr std::size_t most_words = BitRows::most_words;

}  // namespace

void count_ties(const TieIndex* offsets, std::size_t size, float* total) {
  maths::in_widest_vectors([=] {
    for (std::size_t a = 0; a < size; ++a)
      total[a] = static_cast<float>(static_cast<std::int32_t>(offsets[a + 1] - offsets[a]));
  });
}

void BlockTies::count_those(std::uint32_t c, std::uint32_t begin, std::uint32_t end, const RowWord* those,
                            std::uint32_t* count) const {
  const AgentIndex home = network.community_offsets[c], size = network.community_offsets[c + 1] - home;
  const RowWord* rows = bits->words.data() + bits->first[c] + (block.first + begin - home);
  count_observed(rows, size, {those, bits->width[c]}, end - begin, count + begin);
}

void BlockTies::count_inside(const std::uint64_t* plane, std::uint32_t* count) const {
  for_each_segment([&](std::uint32_t c, std::uint32_t begin, std::uint32_t end, std::size_t width) {
    if (width == 0) {
      std::fill(count + begin, count + end, 0u);
      return;
    }
    const AgentIndex home = network.community_offsets[c];
    RowWord words[most_words];
    for (std::size_t w = 0; w < width; ++w) words[w] = members_on(plane, home, w);
    count_those(c, begin, end, words, count);
  });
}

/// Calls f(first, last, observed, ties) for rows [first, last) of listed ties, at_once ties at most, or one
/// row that has more.
template <class F>
void BlockTies::in_parts_of_listed(F&& f) const {
  const TieIndex* offsets = network.offsets.data() + block.first;
  for_each_segment([&](std::uint32_t, std::uint32_t begin, std::uint32_t end, std::size_t width) {
    if (width > 0) return;
    for (std::uint32_t a = begin; a < end;) {
      const TieIndex from = offsets[a];
      std::uint32_t stop = a + 1;
      while (stop < end && offsets[stop + 1] - from <= at_once) ++stop;
      f(a, stop, network.neighbours.data() + from, offsets[stop] - from);
      a = stop;
    }
  });
}

/// The same for the leaving ties, always at_once at most.
template <class F>
void BlockTies::in_parts_of_leaving(F&& f) const {
  if (leaving == nullptr) return;
  const std::size_t b = block.first / block_size, from = leaving->block_offsets[b],
                    all = leaving->block_offsets[b + 1] - from;
  const std::uint8_t* many = leaving->leaving.data() + block.first;
  const AgentIndex* observed = leaving->observed.data() + from;
  constexpr std::uint32_t few = at_once / LeavingTies::most_leaving / 8 * 8;  // whose ties always fit
  const std::uint32_t rows = all <= at_once ? block.size : few;
  for (std::uint32_t a = 0; a < block.size; a += rows) {
    const std::uint32_t some = std::min(rows, block.size - a);
    const std::size_t ties =
        rows == block.size ? all : std::accumulate(many + a, many + a + some, std::size_t{0});
    f(a, a + some, observed, ties);
    observed += ties;
  }
}

void BlockTies::count(const std::uint64_t* plane, std::uint32_t* count) const {
  count_inside(plane, count);
  const TieIndex* offsets = network.offsets.data() + block.first;
  std::uint64_t found[at_once / 64 + 8];  // the bits of all ties of some rows first, then each row's ones
  in_parts_of_listed([&](std::uint32_t a, std::uint32_t stop, const AgentIndex* observed, std::size_t ties) {
    if (ties > at_once) {
      count[a] = static_cast<std::uint32_t>(
          std::count_if(observed, observed + ties, [&](AgentIndex j) { return bit(plane, j); }));
      return;
    }
    look_up(plane, observed, ties, found);
    count_ones(found, offsets + a, stop - a, count + a);
  });
  in_parts_of_leaving([&](std::uint32_t a, std::uint32_t stop, const AgentIndex* observed, std::size_t ties) {
    look_up(plane, observed, ties, found);
    add_ones(found, leaving->leaving.data() + block.first + a, stop - a, count + a);
  });
}

void BlockTies::add_positions(const std::uint8_t* bytes, std::uint64_t* lanes) const {
  for_each_segment([&](std::uint32_t c, std::uint32_t begin, std::uint32_t end, std::size_t width) {
    if (width == 0) return;
    const AgentIndex home = network.community_offsets[c], at = block.first + begin - home;
    const PositionsOfCommunity community{positions->positions.data() + positions->first[c], width,
                                         network.community_offsets[c + 1] - home};
    shoal::add_positions(community, bytes + home, at, at + (end - begin), lanes + begin);
  });
}

void BlockTies::count_lanes(const std::uint8_t* bytes, std::size_t stride, std::uint64_t* lanes) const {
  const TieIndex* offsets = network.offsets.data() + block.first;
  if (leaving != nullptr) std::fill_n(lanes, block.size, std::uint64_t{0});
  std::uint8_t found[at_once + behind_bytes];
  in_parts_of_listed([&](std::uint32_t a, std::uint32_t stop, const AgentIndex* observed, std::size_t ties) {
    if (ties > at_once) return;  // more than a lane can count
    look_up_bytes(bytes, stride, observed, ties, found);
    shoal::count_lanes(found, offsets + a, stop - a, lanes + a);
  });
  in_parts_of_leaving([&](std::uint32_t a, std::uint32_t stop, const AgentIndex* observed, std::size_t ties) {
    look_up_bytes(bytes, stride, observed, ties, found);
    add_lanes(found, leaving->leaving.data() + block.first + a, stop - a, lanes + a);
  });
  if (positions != nullptr) add_positions(bytes, lanes);
}

TieIndex BlockTies::longest_row() const {
  TieIndex longest = 0;
  maths::in_widest_vectors([offsets = network.offsets.data() + block.first, size = block.size, &longest] {
    TieIndex most = 0;
    for (std::uint32_t a = 0; a < size; ++a) most = std::max(most, offsets[a + 1] - offsets[a]);
    longest = most;
  });
  return longest;
}

void BlockTies::add_inside(const std::uint64_t* lanes, std::span<const CountedSet> sets,
                           const std::uint64_t* within) const {
  const auto members_of = [](const std::uint64_t* plane, AgentIndex home, std::size_t w) {
    return plane != nullptr ? members_on(plane, home, w) : ~RowWord{0};
  };
  for_each_segment([&](std::uint32_t c, std::uint32_t begin, std::uint32_t end, std::size_t width) {
    if (width == 0) {
      LaneColumn columns[BitColumns::most];
      for (std::size_t n = 0; n < sets.size(); ++n) columns[n] = {sets[n].lane, sets[n].to + begin};
      return store_lanes(lanes + begin, end - begin, {columns, sets.size()});
    }
    const AgentIndex home = network.community_offsets[c], size = network.community_offsets[c + 1] - home;
    RowWord words[most_words * BitColumns::most];
    BitColumns those{.count = sets.size(), .width = width, .words = words, .lane = {}, .to = {}};
    for (std::size_t n = 0; n < sets.size(); ++n) {
      those.lane[n] = sets[n].lane;
      those.to[n] = sets[n].to + begin;
      for (std::size_t w = 0; w < width; ++w)
        words[w * sets.size() + n] = members_of(sets[n].plane, home, w) & members_of(within, home, w);
    }
    const RowWord* rows = bits->words.data() + bits->first[c] + (block.first + begin - home);
    count_observed(rows, size, those, end - begin, lanes + begin);
  });
}

}  // namespace shoal
