#pragma once
// Matrices of bits, a word per row.

#include <cstdint>

namespace shoal::maths {

/// Eight bytes of a word as a matrix of bits: byte p of this constant times the word (gf2p8affine) has bit p
/// of each, that of the first byte highest.
inline constexpr long long bit_of_byte = static_cast<long long>(0x8040201008040201);

/// Turns a 64 x 64 matrix about its diagonal: bit c of rows[r] becomes bit r of columns[c]. Both begin at
/// lines of the cache and lie apart.
void transpose(const std::uint64_t* rows, std::uint64_t* columns);

}  // namespace shoal::maths
