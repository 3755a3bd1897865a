#include "network/tie_bytes.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "random/philox.hpp"

namespace tie_bytes_test {

using namespace shoal;

std::vector<std::uint8_t> random_bytes(std::size_t count, std::uint32_t index) {
  random::Stream draws(4, random::Purpose::design_value, index);
  std::vector<std::uint8_t> bytes(count);
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>(draws.word());
  return bytes;
}

/// What a row's bytes add to the lanes, one bit after another.
std::uint64_t lanes_bit_by_bit(const std::uint8_t* bytes, std::size_t count) {
  std::uint64_t lanes = 0;
  for (std::size_t n = 0; n < count; ++n)
    for (unsigned p = 0; p < 8; ++p) lanes += std::uint64_t{bytes[n] >> p & 1u} << (8 * p);
  return lanes;
}

TEST_CASE("bytes of ties are looked up one by one, for every length of the list and any stride",
          "[network]") {
  random::Stream draws(4, random::Purpose::design_value, 2);
  const std::size_t agents = 3'000;
  for (const std::size_t stride : {1u, 2u, 3u, 8u}) {
    const auto bytes = random_bytes(agents * stride, 1);
    for (std::size_t count = 0; count < 40; ++count) {
      std::vector<AgentIndex> observed;
      for (std::size_t n = 0; n < count; ++n) observed.push_back(draws.below(agents));
      std::vector<std::uint8_t> found(count + 1, 77);
      look_up_bytes(bytes.data(), stride, observed.data(), count, found.data());
      for (std::size_t n = 0; n < count; ++n) REQUIRE(found[n] == bytes[observed[n] * stride]);
      CHECK(found.back() == 77);
    }
  }
}

TEST_CASE("lanes of rows between offsets are counted bit by bit, whatever their lengths", "[network]") {
  random::Stream draws(4, random::Purpose::design_value, 3);
  for (const std::uint32_t longest : {1u, 2u, 9u, 32u, 33u, 34u, 65u, 256u})
    for (const std::uint32_t rows : {1u, 7u, 8u, 9u, 64u, 203u}) {
      std::vector<TieIndex> offsets = {1'000};
      for (std::uint32_t a = 0; a < rows; ++a) offsets.push_back(offsets.back() + draws.below(longest));
      const auto bytes = random_bytes(offsets.back() - offsets[0] + behind_bytes, 4);
      std::vector<std::uint64_t> lanes(rows + 1, 7), expected = lanes;
      count_lanes(bytes.data(), offsets.data(), rows, lanes.data());
      for (std::uint32_t a = 0; a < rows; ++a)
        expected[a] = lanes_bit_by_bit(bytes.data() + (offsets[a] - offsets[0]), offsets[a + 1] - offsets[a]);
      CAPTURE(longest, rows);
      CHECK(lanes == expected);
    }
}

TEST_CASE("lanes of rows that follow each other are added bit by bit, whatever their lengths", "[network]") {
  random::Stream draws(4, random::Purpose::design_value, 5);
  for (const std::uint32_t longest : {1u, 2u, 5u, 9u, 10u, 40u, 256u})
    for (const std::uint32_t rows : {1u, 7u, 8u, 9u, 511u, 512u, 513u, 1'024u}) {
      std::vector<std::uint8_t> length(rows + 7);
      std::size_t ties = 0;
      for (std::uint32_t a = 0; a < rows; ++a) {
        length[a] = static_cast<std::uint8_t>(draws.below(longest));
        ties += length[a];
      }
      const auto bytes = random_bytes(ties + behind_bytes, 6);
      std::vector<std::uint64_t> lanes(rows + 1, 0x0102030405060504), expected = lanes;
      add_lanes(bytes.data(), length.data(), rows, lanes.data());
      std::size_t at = 0;
      for (std::uint32_t a = 0; a < rows; at += length[a++])
        expected[a] += lanes_bit_by_bit(bytes.data() + at, length[a]);
      CAPTURE(longest, rows);
      CHECK(lanes == expected);
    }
}

TEST_CASE("bytes of lanes are stored as numbers, and nothing behind them", "[network]") {
  random::Stream draws(4, random::Purpose::design_value, 10);
  for (const std::uint32_t rows : {1u, 7u, 8u, 15u, 16u, 17u, 150u}) {
    std::vector<std::uint64_t> lanes(rows);
    for (auto& word : lanes) word = std::uint64_t{draws.word()} << 32 | draws.word();
    std::vector<std::vector<float>> to(8, std::vector<float>(rows + 1, -1.0f));
    std::vector<LaneColumn> columns;
    for (unsigned lane = 0; lane < 8; ++lane) columns.push_back({lane, to[lane].data()});
    store_lanes(lanes.data(), rows, columns);
    for (unsigned lane = 0; lane < 8; ++lane) {
      for (std::uint32_t a = 0; a < rows; ++a)
        REQUIRE(to[lane][a] == static_cast<float>(lanes[a] >> (8 * lane) & 255));
      CHECK(to[lane][rows] == -1.0f);
    }
  }
}

}  // namespace tie_bytes_test
