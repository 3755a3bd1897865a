#pragma once
// Columns of numbers as bits: one bit per element, 64 to a word.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

namespace shoal::maths {

/// Sets bit n % 64 of bits[n / 64] where column[n] is not 0 (NaN is not), n < count, and clears what stands
/// behind in the last of the words. The column has room for a multiple of 64.
void nonzero(const float* column, std::uint32_t count, std::uint64_t* bits);
/// The same of bytes, which need no room behind them.
void nonzero(const std::uint8_t* bytes, std::uint32_t count, std::uint64_t* bits);
/// column[n] = 1 where the bit is set, else 0, for all 64 of each word that `count` elements begin.
void ones_and_zeros(const std::uint64_t* bits, std::uint32_t count, float* column);
/// Calls f(n) for each bit n that is set, ascending.
template <class F>
void for_each_bit(std::span<const std::uint64_t> bits, F&& f) {
  for (std::size_t w = 0; w < bits.size(); ++w)
    for (std::uint64_t left = bits[w]; left != 0; left &= left - 1)
      f(static_cast<std::uint32_t>(64 * w) + static_cast<std::uint32_t>(std::countr_zero(left)));
}
/// Clears the bits behind `count` in the word that holds bit count - 1.
inline void clear_behind(std::uint64_t* bits, std::uint32_t count) {
  if (count % 64 != 0) bits[count / 64] &= (std::uint64_t{1} << (count % 64)) - 1;
}

}  // namespace shoal::maths
