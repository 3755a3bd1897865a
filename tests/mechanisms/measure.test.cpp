// Sums of levels.

#include "mechanisms/measure.hpp"

#include <catch2/catch.hpp>
#include <vector>

namespace mechanisms_measure_test {

using namespace shoal;

TEST_CASE("an ordered sum is the sum, whatever the length", "[mechanisms]") {
  std::vector<float> values;
  std::int64_t exact = 0;  // quarters: exact in single and in double precision
  for (int n = 0; n <= 1025; ++n) {
    CHECK(ordered_sum(values.data(), static_cast<std::uint32_t>(values.size())) ==
          static_cast<double>(exact) / 4);
    const int quarters = (n * 37) % 101 - 50;
    values.push_back(static_cast<float>(quarters) / 4);
    exact += quarters;
  }
}

TEST_CASE("an ordered sum has eight lanes and a fixed tree", "[mechanisms]") {
  // 2^60 + 1 - 2^60 is 0 in one order and 1 in another: here 2^60 and its negative share a lane.
  std::vector<float> values(16, 0.0f);
  values[0] = 0x1p60f;
  values[8] = -0x1p60f;
  values[3] = 1;
  CHECK(ordered_sum(values.data(), 16) == 1);
  values[8] = 0;
  values[1] = -0x1p60f;  // lanes 0 and 1 meet first
  CHECK(ordered_sum(values.data(), 16) == 1);
  values[1] = 0;
  values[7] = -0x1p60f;  // lanes 0 and 7 meet last: the 1 is lost on the way
  CHECK(ordered_sum(values.data(), 16) == 0);
}

TEST_CASE("an ordered sum keeps in double precision what single precision would lose", "[mechanisms]") {
  std::vector<float> values(1000, 0.1f);
  CHECK(ordered_sum(values.data(), 1000) == Approx(1000 * static_cast<double>(0.1f)).epsilon(1e-12));
}

}  // namespace mechanisms_measure_test
