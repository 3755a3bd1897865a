#include "mechanisms/tie_counts.hpp"

#include <numeric>

namespace shoal {

void BlockTies::count_those(std::uint32_t c, std::uint32_t begin, std::uint32_t end,
                            const std::uint64_t* those, std::uint32_t* count) const {
  const AgentIndex home = network.community_offsets[c], size = network.community_offsets[c + 1] - home;
  const std::uint64_t* rows = bits->words.data() + bits->first[c] + (block.first + begin - home);
  count_observed(rows, size, {those, bits->width[c]}, end - begin, count + begin);
}

void BlockTies::count_inside(const std::uint64_t* plane, std::uint32_t* count) const {
  for_each_segment([&](std::uint32_t c, std::uint32_t begin, std::uint32_t end, std::size_t width) {
    if (width == 0) {
      std::fill(count + begin, count + end, 0u);
      return;
    }
    const AgentIndex home = network.community_offsets[c], size = network.community_offsets[c + 1] - home;
    std::uint64_t words[256];
    for (std::size_t w = 0; w < width; ++w) words[w] = bits_from(plane, home + 64 * w);
    const AgentIndex last = size % 64;  // what follows in the last word belongs to others
    if (last != 0) words[width - 1] &= ~std::uint64_t{0} >> (64 - last);
    count_those(c, begin, end, words, count);
  });
}

/// One sign over listed ties: the bits of all ties of some rows first, then each row's ones.
void BlockTies::count_listed(const std::uint64_t* plane, std::uint32_t begin, std::uint32_t end,
                             std::uint32_t* count) const {
  const TieIndex* offsets = network.offsets.data() + block.first;
  std::uint64_t found[at_once / 64 + 8];
  for (std::uint32_t a = begin; a < end;) {
    const TieIndex from = offsets[a];
    std::uint32_t stop = a;
    while (stop < end && offsets[stop + 1] - from <= at_once) ++stop;
    if (stop == a) {  // a row that is longer than the buffer
      count[a] = static_cast<std::uint32_t>(
          std::ranges::count_if(network.row(block.first + a), [&](AgentIndex j) { return bit(plane, j); }));
      ++a;
      continue;
    }
    look_up(plane, network.neighbours.data() + from, offsets[stop] - from, found);
    count_ones(found, offsets + a, stop - a, count + a);
    a = stop;
  }
}

void BlockTies::add_leaving(const std::uint64_t* plane, std::uint32_t* count) const {
  if (bits == nullptr) return;
  const std::size_t b = block.first / block_size, all = bits->block_offsets[b + 1] - bits->block_offsets[b];
  const std::uint8_t* leaving = bits->leaving.data() + block.first;
  const AgentIndex* observed = bits->observed.data() + bits->block_offsets[b];
  constexpr std::uint32_t few = at_once / BitRows::most_leaving / 8 * 8;  // whose ties always fit
  const std::uint32_t rows = all <= at_once ? block.size : few;
  std::uint64_t found[at_once / 64 + 2];
  for (std::uint32_t a = 0; a < block.size; a += rows) {
    const std::uint32_t some = std::min(rows, block.size - a);
    const std::size_t ties =
        rows == block.size ? all : std::accumulate(leaving + a, leaving + a + some, std::size_t{0});
    look_up(plane, observed, ties, found);
    add_ones(found, leaving + a, some, count + a);
    observed += ties;
  }
}

void BlockTies::count(const std::uint64_t* plane, std::uint32_t* count) const {
  count_inside(plane, count);
  for_each_segment([&](std::uint32_t, std::uint32_t begin, std::uint32_t end, std::size_t width) {
    if (width == 0) count_listed(plane, begin, end, count);
  });
  add_leaving(plane, count);
}

}  // namespace shoal
