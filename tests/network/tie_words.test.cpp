// Words of bytes counted over ties, against a look at one bit after another.

#include "network/tie_words.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "random/philox.hpp"

namespace tie_words_test {

using namespace shoal;

namespace {

/// `rows` rows of up to `longest` ties to any of `agents`, the last of them among those.
Network random_rows(AgentIndex agents, std::uint32_t rows, std::uint32_t longest, random::Stream& draws) {
  Network network;
  network.agents = agents;
  network.offsets.push_back(0);
  for (std::uint32_t a = 0; a < rows; ++a) {
    for (std::uint32_t left = draws.below(longest + 1); left > 0; --left)
      network.neighbours.push_back(draws.below(4) == 0 ? agents - 1 : draws.below(agents));
    network.offsets.push_back(static_cast<TieIndex>(network.neighbours.size()));
  }
  if (network.neighbours.empty()) network.neighbours.push_back(0);
  return network;
}

}  // namespace

TEST_CASE("bits of several bytes of neighbours are counted bit by bit, in rows of any length", "[network]") {
  random::Stream draws(14, random::Purpose::design_value, 0);
  const AgentIndex agents = 37;
  for (const std::size_t stride : {1u, 2u, 3u, 7u, 8u, 9u, 16u, 19u, 64u})
    for (const std::uint32_t longest : {0u, 1u, 16u, 255u})
      for (const std::uint32_t rows : {1u, 7u, 8u, 9u, 64u, 131u}) {
        const Network network = random_rows(agents, rows, longest, draws);
        std::vector<std::uint8_t> bytes(agents * stride);
        for (auto& b : bytes) b = static_cast<std::uint8_t>(draws.word());
        const std::size_t room = rows + 3;
        std::vector<std::uint64_t> lanes(stride * room, 77), expected = lanes;
        count_words({bytes.data(), stride, bytes.size()}, network.neighbours.data(), network.offsets.data(),
                    rows, lanes.data(), room);
        for (std::uint32_t a = 0; a < rows; ++a)
          for (std::size_t k = 0; k < stride; ++k) {
            std::uint64_t counts = 0;
            for (TieIndex e = network.offsets[a]; e < network.offsets[a + 1]; ++e)
              for (unsigned bit = 0; bit < 8; ++bit)
                counts += std::uint64_t{bytes[network.neighbours[e] * stride + k] >> bit & 1u} << (8 * bit);
            expected[k * room + a] = counts;
          }
        CAPTURE(stride, longest, rows);
        CHECK(lanes == expected);
      }
}

}  // namespace tie_words_test
