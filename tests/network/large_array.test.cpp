#include "network/large_array.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <numeric>

using namespace shoal;

TEST_CASE("large arrays begin at huge pages, small ones wherever they are, and both keep what they hold",
          "[network]") {
  LargeArray<std::uint32_t> numbers;
  for (std::uint32_t n = 0; n < 5'000'000; ++n) numbers.push_back(n);  // grows from small to large
  CHECK(reinterpret_cast<std::uintptr_t>(numbers.data()) % LargeAllocator<std::uint32_t>::huge_page == 0);
  const LargeArray<std::uint32_t> copy = numbers;
  numbers.resize(10);
  numbers.shrink_to_fit();  // and back
  CHECK(numbers == LargeArray<std::uint32_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  CHECK(copy.size() == 5'000'000);
  CHECK(std::accumulate(copy.begin(), copy.end(), std::uint64_t{0}) == 12'499'997'500'000);
}
