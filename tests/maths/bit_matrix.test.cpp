#include "maths/bit_matrix.hpp"

#include <catch2/catch.hpp>

namespace maths_bit_matrix_test {
using namespace shoal;

TEST_CASE("a matrix of bits turned about its diagonal has every bit at its place", "[maths]") {
  alignas(64) std::uint64_t rows[64], columns[64], again[64];
  std::uint64_t x = 1;
  for (std::uint64_t& row : rows) row = x = x * 6364136223846793005u + 1442695040888963407u;
  maths::transpose(rows, columns);
  std::size_t wrong = 0;
  for (unsigned r = 0; r < 64; ++r)
    for (unsigned c = 0; c < 64; ++c) wrong += (rows[r] >> c & 1) != (columns[c] >> r & 1);
  CHECK(wrong == 0);
  maths::transpose(columns, again);
  for (unsigned r = 0; r < 64; ++r) CHECK(again[r] == rows[r]);
}

}  // namespace maths_bit_matrix_test
