#pragma once
// The social signal: what an agent shows its observers, one packed byte per product (model.md 2).
//
// Departure from model.md: bits 6-7 there repeat the agent's role for every product. A role belongs to the
// agent, so it is read from State::role; bit 6 shows ownership instead, which social comparison (4.5) needs,
// and bit 7 membership: only members carry signals (4.8).

#include <array>
#include <cstdint>

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
