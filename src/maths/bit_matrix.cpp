#include "maths/bit_matrix.hpp"

#ifdef __x86_64__
#include "maths/bit_matrix_wide.hpp"
#endif

#include "maths/wide.hpp"

namespace shoal::maths {
namespace {

using Word = std::uint64_t;

/// Of all pairs of rows `distance` apart, exchanges the bits that stand `shift` apart: high ones of the first
/// with low ones (`mask`) of the second. Four pairs at a time.
template <unsigned distance, unsigned shift>
void exchange(Word* rows, Word mask) {
  typedef Word Four __attribute__((vector_size(32)));
  for (unsigned top = 0; top < 64; top += 2 * distance)
    for (unsigned r = top; r < top + distance; r += 4) {
      Four one, other;
      __builtin_memcpy(&one, rows + r, sizeof one);
      __builtin_memcpy(&other, rows + r + distance, sizeof other);
      const Four t = (one >> shift ^ other) & mask;
      one ^= t << shift;
      other ^= t;
      __builtin_memcpy(rows + r, &one, sizeof one);
      __builtin_memcpy(rows + r + distance, &other, sizeof other);
    }
}

/// Where row r stands at first: rows that are 1, 2, 4 apart stand 8, 16, 32 apart, so that rows in between
/// are exchanged side by side.
constexpr unsigned place_of_row(unsigned r) { return r % 8 * 8 + r / 8; }

/// Warren, Hacker's Delight, section 7-3.
void transpose_plain(const Word* rows, Word* columns) {
  Word placed[64];
  for (unsigned r = 0; r < 64; ++r) placed[place_of_row(r)] = rows[r];
  exchange<32, 4>(placed, 0x0f0f0f0f0f0f0f0f);
  exchange<16, 2>(placed, 0x3333333333333333);
  exchange<8, 1>(placed, 0x5555555555555555);
  for (unsigned r = 0; r < 64; ++r) columns[r] = placed[place_of_row(r)];
  exchange<32, 32>(columns, 0x00000000ffffffff);
  exchange<16, 16>(columns, 0x0000ffff0000ffff);
  exchange<8, 8>(columns, 0x00ff00ff00ff00ff);
}

#ifdef __x86_64__
/// By squares of 8 x 8 bits: eight vectors of eight squares that are turned about each, then the squares
/// change places.
SHOAL_TARGET_BITS void transpose_wide(const Word* rows, Word* columns) {
  __m512i squares[8];
  for (int i = 0; i < 8; ++i) squares[i] = bits_by_place(_mm512_load_si512(rows + 8 * i));
  turn_about(squares);
  for (int i = 0; i < 8; ++i) _mm512_store_si512(columns + 8 * i, bytes_by_place<false>(squares[i]));
}
#endif

}  // namespace

void transpose(const Word* rows, Word* columns) {
#ifdef __x86_64__
  if (has_wide_counts()) return transpose_wide(rows, columns);
#endif
  transpose_plain(rows, columns);
}

}  // namespace shoal::maths
