#include "maths/nonzero.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <vector>

namespace maths_nonzero_test {
using namespace shoal;

constexpr std::uint32_t counts[] = {1, 7, 63, 64, 65, 130, 1000, 1024};

TEST_CASE("bits of a column are set where it is not zero", "[maths]") {
  for (const std::uint32_t count : counts) {
    INFO(count);
    const std::size_t words = (count + 63) / 64;
    std::vector<float> column(64 * words, 5);  // what stands behind `count` is nobody's
    for (std::uint32_t n = 0; n < count; ++n)
      column[n] = n % 3 == 0   ? 0.0f
                  : n % 5 == 0 ? -0.0f
                  : n % 7 == 0 ? std::numeric_limits<float>::quiet_NaN()
                               : -2.0f;
    std::vector<std::uint64_t> bits(words + 1, 42);
    maths::nonzero(column.data(), count, bits.data());
    std::size_t wrong = 0;
    for (std::size_t n = 0; n < 64 * words; ++n)
      wrong += (bits[n / 64] >> (n % 64) & 1) != (n < count && n % 3 != 0 && n % 5 != 0 ? 1u : 0u);
    CHECK(wrong == 0);
    CHECK(bits[words] == 42);
  }
}

TEST_CASE("bits of bytes are set where they are not zero, without a look behind the last", "[maths]") {
  for (const std::uint32_t count : counts) {
    INFO(count);
    const std::size_t words = (count + 63) / 64;
    std::vector<std::uint8_t> bytes(count);  // an address sanitizer sees who looks further
    for (std::uint32_t n = 0; n < count; ++n)
      bytes[n] = n % 3 == 0 ? 0 : static_cast<std::uint8_t>(1u << n % 8);
    std::vector<std::uint64_t> bits(words + 1, 42);
    maths::nonzero(bytes.data(), count, bits.data());
    std::size_t wrong = 0;
    for (std::size_t n = 0; n < 64 * words; ++n)
      wrong += (bits[n / 64] >> (n % 64) & 1) != (n < count && n % 3 != 0 ? 1u : 0u);
    CHECK(wrong == 0);
    CHECK(bits[words] == 42);
  }
}

TEST_CASE("a column made of bits is one where they are set, and zero elsewhere", "[maths]") {
  for (const std::uint32_t count : counts) {
    INFO(count);
    const std::size_t words = (count + 63) / 64;
    std::vector<std::uint64_t> bits(words);
    for (std::size_t w = 0; w < words; ++w) bits[w] = 0x9e3779b97f4a7c15u * (w + 1);
    std::vector<float> column(64 * words + 1, 42);
    maths::ones_and_zeros(bits.data(), count, column.data());
    std::size_t wrong = 0;
    for (std::size_t n = 0; n < 64 * words; ++n)
      wrong += column[n] != ((bits[n / 64] >> (n % 64) & 1) != 0 ? 1.0f : 0.0f);
    CHECK(wrong == 0);
    CHECK(column.back() == 42);
  }
}

}  // namespace maths_nonzero_test
