// Loops in the widest vectors of the processor against the same loops as the library is built.

#include "maths/wide.hpp"

#include <bit>
#include <catch2/catch.hpp>
#include <vector>

#include "maths/elementary.hpp"
#include "random/philox.hpp"

namespace wide_test {

using namespace shoal;

/// Numbers of all sizes and both signs, infinities and NaN among them; any length of what is left over.
std::vector<float> any_floats() {
  random::Stream draws(9, random::Purpose::design_value, 1);
  std::vector<float> values;
  for (int n = 0; n < 40'009; ++n) values.push_back(std::bit_cast<float>(draws.word()));
  return values;
}

void apply(const float* x, std::size_t count, float* y) {
  for (std::size_t n = 0; n < count; ++n) {
    const float e = maths::exp(x[n]), share = e / (e + 0.3f);
    y[n] = x[n] > 0.5f ? maths::logistic(x[n]) * share + 0.1f : share - maths::log(e) * 0.7f;
  }
}

TEST_CASE("a loop in the widest vectors gives the bits of the same loop in others", "[maths]") {
  if (!maths::has_wide_vectors()) WARN("this processor has no wider vectors: the two loops are one");
  const std::vector<float> x = any_floats();
  std::vector<float> wide(x.size()), plain(x.size());
  maths::in_widest_vectors([from = x.data(), count = x.size(), to = wide.data()] { apply(from, count, to); });
  apply(x.data(), x.size(), plain.data());
  std::size_t different = 0, numbers = 0;
  for (std::size_t n = 0; n < x.size(); ++n) {
    const bool nan = plain[n] != plain[n];  // which NaN it is does not matter
    different += nan ? wide[n] == wide[n]
                     : std::bit_cast<std::uint32_t>(wide[n]) != std::bit_cast<std::uint32_t>(plain[n]);
    numbers += !nan;
  }
  CHECK(different == 0);
  CHECK(numbers > 10'000);
}

}  // namespace wide_test
