#pragma once
// The social signal: what an agent shows its observers, one packed byte per product (model.md 2).
//
// Departure from model.md: bits 6-7 there repeat the agent's role for every product. A role belongs to the
// agent, so it is read from State::role; bit 6 shows ownership instead, which social comparison (4.5) needs,
// and bit 7 membership: only members carry signals (4.8).

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace shoal {

using Signal = std::uint8_t;

namespace signal {
inline constexpr Signal bought = 1 << 0;
inline constexpr Signal on_impulse = 1 << 1;
inline constexpr Signal pleased = 1 << 2;
inline constexpr Signal displeased = 1 << 3;
inline constexpr Signal recommends = 1 << 4;
inline constexpr Signal complains = 1 << 5;
inline constexpr Signal owns = 1 << 6;
inline constexpr Signal member = 1 << 7;  ///< an outsider shows nothing at all: 0
}  // namespace signal

/// The first of an agent's products whose purchase it shows; `products`: none.
inline std::size_t first_bought(const Signal* signals, std::size_t products) {
  std::size_t k = 0;
  for (; k + 8 <= products; k += 8) {  // eight products at a time: most show nothing
    std::uint64_t eight;
    std::memcpy(&eight, signals + k, sizeof eight);
    eight &= 0x0101010101010101u * signal::bought;
    if (eight == 0) continue;
    if constexpr (std::endian::native == std::endian::big) eight = __builtin_bswap64(eight);
    return k + static_cast<std::size_t>(std::countr_zero(eight)) / 8;
  }
  while (k < products && (signals[k] & signal::bought) == 0) ++k;
  return k;
}

/// Positions of the bits, as indices of the sums over neighbours.
enum Shown : int {
  shown_bought,
  shown_on_impulse,
  shown_pleased,
  shown_displeased,
  shown_recommends,
  shown_complains,
  shown_owns,
  shown_count
};
inline constexpr unsigned member_sign = shown_count;  ///< the position of signal::member

}  // namespace shoal
