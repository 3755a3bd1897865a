#include "mechanisms/sign_columns.hpp"

#include <catch2/catch.hpp>

#include "random/philox.hpp"

namespace mechanisms_sign_columns_test {

using namespace shoal;

TEST_CASE("columns of signs say of every agent and product what its signals say, however blocks are packed",
          "[watch]") {
  random::Stream draws(4, random::Purpose::design_value, 9);
  constexpr Signs one = signal::pleased, some = signal::bought | signal::pleased | signal::owns;
  for (const std::size_t products : {1u, 2u, 3u, 6u, 8u, 9u, 16u, 21u})
    for (const Signs signs : {one, some}) {
      constexpr AgentIndex agents = 333;
      std::vector<Signal> shown(agents * products);
      for (auto& signal : shown) signal = static_cast<Signal>(draws.word());
      SignColumns columns;
      CHECK_FALSE(columns.in_use());
      columns.allocate(agents, products, signs);
      CHECK(columns.in_use());
      CHECK(columns.packed() == (products > 1));
      for (AgentIndex first = 0; columns.packed() && first < agents; first += 128)
        columns.pack(shown.data(), first, std::min(128u, agents - first));
      CAPTURE(products, int{signs});
      for (std::size_t k = 0; k < products; ++k)
        for (unsigned sign = 0; sign < 8; ++sign) {
          if (!(signs >> sign & 1)) continue;
          const auto [n, bit] = columns.place_of(sign, k);
          REQUIRE(n < columns.count());
          for (AgentIndex i = 0; i < agents; ++i)
            REQUIRE((columns.column(n, shown.data())[i] >> bit & 1) == (shown[i * products + k] >> sign & 1));
        }
      columns.release();
      CHECK_FALSE(columns.in_use());
    }
}

}  // namespace mechanisms_sign_columns_test
