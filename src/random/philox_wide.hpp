#pragma once
// Many Philox blocks side by side. Whole numbers, so every kernel gives the bits of the scalar generator;
// which one runs depends on the processor alone.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace shoal::random {

/// Where the words of many subjects go: [4][count]; null: not wanted.
using WordColumns = std::array<std::uint32_t*, 4>;

/// The address that many subjects share.
struct CommonAddress {
  std::uint32_t key_low, key_high, time, purpose, index;
};

/// No kernel's numbers below are larger.
inline constexpr std::size_t most_at_once = 32, most_in_a_row = 64;

struct PhiloxKernel {
  std::string_view name;
  std::size_t at_once;  ///< subjects of one step
  /// Words of subjects[0 .. count - 1], count a multiple of `at_once`.
  void (*draw)(const CommonAddress& address, const std::uint32_t* subjects, std::size_t count,
               WordColumns to);
  std::size_t in_a_row;  ///< of so many words it draws any multiple
  /// All words of subject `first`, then those of the next, and so on; count, a multiple of `in_a_row`, words.
  /// Meanwhile fetches as many words from `along` on into the cache (null: none).
  void (*draw_in_order)(const CommonAddress& address, std::uint32_t first, std::size_t count,
                        std::uint32_t* to, const std::uint32_t* along);
};

/// Kernels that this processor can run, the fastest first; empty where only the scalar generator can.
std::span<const PhiloxKernel> philox_kernels();

}  // namespace shoal::random
