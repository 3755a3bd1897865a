#include "network/tie_bits.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "random/philox.hpp"

namespace tie_bits_test {

using namespace shoal;

std::vector<std::uint64_t> random_plane(std::size_t agents) {
  random::Stream draws(4, random::Purpose::design_value, 1);
  std::vector<std::uint64_t> plane(agents / 64 + 2);
  for (auto& word : plane) word = std::uint64_t{draws.word()} << 32 | draws.word();
  return plane;
}

TEST_CASE("bits of ties are looked up one by one, for every length of the list", "[network]") {
  const std::size_t agents = 3'000;
  const auto plane = random_plane(agents);
  random::Stream draws(4, random::Purpose::design_value, 2);
  for (std::size_t count = 0; count < 150; ++count) {
    std::vector<AgentIndex> observed;
    for (std::size_t n = 0; n < count; ++n) observed.push_back(draws.below(agents));
    std::vector<std::uint64_t> found(count / 64 + 2);
    look_up(plane.data(), observed.data(), count, found.data());
    for (std::size_t n = 0; n < count; ++n) REQUIRE(bit(found.data(), n) == bit(plane.data(), observed[n]));
    CHECK(found.back() == 0);
  }
}

TEST_CASE("ones of rows are counted bit by bit, whatever their lengths", "[network]") {
  random::Stream draws(4, random::Purpose::design_value, 3);
  // Lengths of rows: most with few ties, with none, with many, and with lengths that do not fit a window.
  for (const std::uint32_t longest : {1u, 2u, 5u, 13u, 40u, 256u})
    for (const std::uint32_t rows : {1u, 7u, 8u, 9u, 64u, 203u}) {
      std::vector<std::uint8_t> length(rows + 7);
      std::size_t bits = 0;
      for (std::uint32_t a = 0; a < rows; ++a) {
        length[a] = static_cast<std::uint8_t>(draws.below(longest));
        bits += length[a];
      }
      const auto stream = random_plane(bits + 64);
      std::vector<std::uint32_t> counts(rows + 1, 7), expected = counts;
      add_ones(stream.data(), length.data(), rows, counts.data());
      std::size_t at = 0;
      for (std::uint32_t a = 0; a < rows; ++a) {
        std::uint32_t here = 0;
        for (std::size_t n = 0; n < length[a]; ++n)
          here += bit(stream.data(), static_cast<AgentIndex>(at + n));
        expected[a] += here;
        at += length[a];
      }
      CAPTURE(longest, rows);
      CHECK(counts == expected);
    }
}

TEST_CASE("ones of rows between offsets are counted bit by bit, whatever their lengths", "[network]") {
  random::Stream draws(4, random::Purpose::design_value, 5);
  for (const std::uint32_t longest : {1u, 3u, 17u, 33u, 65u, 66u, 300u})
    for (const std::uint32_t rows : {1u, 7u, 8u, 9u, 64u, 203u}) {
      std::vector<TieIndex> offsets = {1'000};
      for (std::uint32_t a = 0; a < rows; ++a) offsets.push_back(offsets.back() + draws.below(longest));
      const auto stream = random_plane(offsets.back() - offsets[0] + 9 * 64);
      std::vector<std::uint32_t> counts(rows + 1, 7), expected = counts;
      count_ones(stream.data(), offsets.data(), rows, counts.data());
      for (std::uint32_t a = 0; a < rows; ++a) {
        expected[a] = 0;
        for (TieIndex e = offsets[a]; e < offsets[a + 1]; ++e)
          expected[a] += bit(stream.data(), e - offsets[0]);
      }
      CAPTURE(longest, rows);
      CHECK(counts == expected);
    }
}

}  // namespace tie_bits_test
