// Some agents of a block as bits, against a look at one agent after the other.

#include "mechanisms/chosen.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "random/philox.hpp"

namespace mechanisms_chosen_test {

using namespace shoal;

namespace {

/// A column of which about one in `one_in` is not 0.
std::vector<float> column(std::uint32_t one_in) {
  random::Stream draws(11, random::Purpose::design_value, one_in);
  std::vector<float> values(block_size);
  for (float& v : values) v = draws.below(one_in) == 0 ? 1.0f : 0.0f;
  return values;
}

}  // namespace

TEST_CASE("the chosen of a block are those at which a column is not zero", "[mechanisms]") {
  for (const std::uint32_t one_in : {1u, 2u, 40u, 100000u})
    for (const std::uint32_t size : {1u, 7u, 8u, 63u, 64u, 65u, 1000u, 1023u, block_size}) {
      const std::vector<float> mask = column(one_in);
      const Chosen chosen = Chosen::where(mask.data(), size);
      std::vector<std::uint32_t> expected, listed;
      for (std::uint32_t a = 0; a < size; ++a)
        if (mask[a] != 0.0f) expected.push_back(a);
      chosen.for_each([&](std::uint32_t a) { listed.push_back(a); });
      CHECK(listed == expected);
      CHECK(chosen.count() == expected.size());
      CHECK(chosen.any() == !expected.empty());
      for (const std::uint32_t begin : {0u, 5u, 64u, size / 2})
        for (const std::uint32_t end : {begin, std::min(begin + 3, size), std::max(begin, size)}) {
          if (begin > end) continue;
          CHECK(chosen.count(begin, end) ==
                std::ranges::count_if(expected, [&](std::uint32_t a) { return a >= begin && a < end; }));
        }
    }
}

TEST_CASE("those who are among others are marked, and nobody else", "[mechanisms]") {
  const std::vector<float> one = column(2), other = column(3);
  for (const std::uint32_t size : {1u, 64u, 100u, block_size}) {
    const Chosen both = Chosen::where(one.data(), size).among(Chosen::where(other.data(), size));
    std::vector<float> marked(block_size, 5);
    both.mark(size, marked.data());
    std::size_t wrong = 0;
    for (std::uint32_t a = 0; a < size; ++a) wrong += marked[a] != one[a] * other[a];
    CHECK(wrong == 0);
  }
}

TEST_CASE("who shows a sign is who has its bit", "[mechanisms]") {
  random::Stream draws(12, random::Purpose::design_value, 0);
  std::vector<Signal> signals(block_size);
  for (Signal& s : signals) s = static_cast<Signal>(draws.below(256));
  for (const std::uint32_t size : {1u, 31u, 32u, 33u, 100u, 1000u, block_size})
    for (unsigned sign = 0; sign < 8; ++sign) {
      const auto bit = static_cast<Signal>(1u << sign);
      std::vector<std::uint32_t> expected, listed, others;
      for (std::uint32_t a = 0; a < size; ++a)
        if (signals[a] & bit) expected.push_back(a);
      const Chosen chosen = Chosen::showing(signals.data(), size, bit);
      chosen.for_each([&](std::uint32_t a) { listed.push_back(a); });
      CHECK(listed == expected);
      const Chosen pleased = Chosen::showing(signals.data(), size, signal::pleased);
      expected.clear();
      for (std::uint32_t a = 0; a < size; ++a)
        if ((signals[a] & bit) != 0 && (signals[a] & signal::pleased) == 0) expected.push_back(a);
      chosen.without(pleased).for_each([&](std::uint32_t a) { others.push_back(a); });
      CHECK(others == expected);
    }
}

}  // namespace mechanisms_chosen_test
