#pragma once
// The signals of the last tick, packed for counting: one plane of bits per sign and product that is needed.
// Made anew from the signals before agents act, block by block, so that whoever changes signals between ticks
// need not know of them; where nobody but one pass does, that pass may write the plane of the next tick.

#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>

#include "mechanisms/signal.hpp"
#include "network/network.hpp"

namespace shoal {

inline constexpr std::size_t strata_count = 4;  ///< of a community: the values of Role

/// A set of signs, one bit each as in a signal.
using Signs = std::uint8_t;

/// The lowest bits of eight bytes as one byte, the first byte's lowest.
inline std::uint64_t low_bits_of(std::uint64_t bytes) {
  return (bytes & 0x0101010101010101) * std::uint64_t{0x0102040810204080} >> 56;
}

/// Eight bytes, the first lowest, of which `readable` exist; the others are 0.
inline std::uint64_t eight_bytes(const std::uint8_t* from, std::size_t readable) {
  std::uint64_t eight = 0;
  if (readable >= 8)  // of a length that the compiler knows
    std::memcpy(&eight, from, 8);
  else
    std::memcpy(&eight, from, readable);
  if constexpr (std::endian::native == std::endian::big) eight = __builtin_bswap64(eight);
  return eight;
}

/// Bit p, p < 8, of the result: whether signals[p] shows a sign; of `count` signals, the others are 0.
/// `readable` signals stand there.
inline std::uint64_t signs_of_eight(const Signal* signals, std::size_t count, std::size_t readable,
                                    unsigned sign) {
  const std::uint64_t asked = count < 8 ? (std::uint64_t{1} << (8 * count)) - 1 : ~std::uint64_t{0};
  return low_bits_of(eight_bytes(signals, readable) >> sign & asked);
}

/// Bit a % 64 of words[a / 64]: whether signals[a], a < size, shows a sign. Bits behind the last are 0.
void pack_sign(const Signal* signals, std::uint32_t size, unsigned sign, std::uint64_t* words);

class SignalPlanes {
 public:
  /// Room for `signs` of all products, and where `strata` matter for who is of which; nothing is shown yet.
  void allocate(AgentIndex agents, std::size_t products, Signs signs, bool strata = false);
  bool empty() const { return planes_.empty(); }
  Signs signs() const { return signs_; }
  bool strata() const { return !strata_.empty(); }

  /// Takes in the signals of agents first .. first + size - 1; `first` is a multiple of 64, and blocks that
  /// share no 64 agents may be packed at the same time.
  void pack(const Signal* shown, AgentIndex first, std::uint32_t size);
  /// The same of strata; only where they matter.
  void pack_strata(const Role* roles, AgentIndex first, std::uint32_t size);

  /// Whether a pass writes the only plane of the next tick while it writes the signals; there is room then.
  void foresee(bool yes);
  /// Where the pass writes what agents from `first` on show in the next tick; null: nobody foresees it.
  std::uint64_t* foreseen(AgentIndex first) { return next_.empty() ? nullptr : next_.data() + first / 64; }
  /// The tick is over: what was foreseen comes true.
  void advance();
  /// Signals were changed otherwise: the planes must be packed.
  void doubt() { ready_ = false; }
  /// Whether the planes are those of `shown` without packing.
  bool ready() const { return ready_; }

  /// The plane of a sign that is kept: bit i % 64 of word i / 64 is agent i. One word stands behind the last.
  const std::uint64_t* plane(unsigned sign, std::size_t k) const { return planes_.data() + offset(sign, k); }
  /// The agents of a stratum, in the same form.
  const std::uint64_t* stratum(Role role) const {
    return strata_.data() + static_cast<std::size_t>(role) * words_;
  }
  /// Where one sign of several products is kept: bit k % 8 of byte [agent][k / 8] says that the agent shows
  /// it for product k.
  const std::uint8_t* products_of(AgentIndex i) const { return masks_.data() + i * groups_; }
  std::size_t groups() const { return groups_; }  ///< bytes per agent of products_of; 0: not kept

 private:
  std::size_t offset(unsigned sign, std::size_t k) const { return (rank_[sign] * products_ + k) * words_; }
  void pack_one_product(const Signal* shown, AgentIndex first, std::uint32_t size);
  void pack_products(const Signal* shown, AgentIndex first, std::uint32_t size, unsigned sign);

  std::size_t products_ = 0, words_ = 0, groups_ = 0;
  Signs signs_ = 0;
  std::size_t rank_[8] = {};  ///< of a sign among those kept
  bool ready_ = false;
  std::vector<std::uint64_t> planes_;  ///< [signs][products][words]
  std::vector<std::uint64_t> next_;    ///< [words] the only plane of the next tick; empty: not foreseen
  std::vector<std::uint64_t> strata_;  ///< [strata_count][words]
  std::vector<std::uint8_t> masks_;    ///< [agents][groups]
};

}  // namespace shoal
