#pragma once
// What agents showed in the last tick, as columns of bytes of which each says eight things of an agent: all
// signs of one product, or one sign of eight products. Where positions are looked up (position_rows.hpp).

#include <bit>
#include <cstdint>
#include <vector>

#include "mechanisms/planes.hpp"
#include "mechanisms/signal.hpp"
#include "network/network.hpp"

namespace shoal {

/// Portable for the sake of tests: the engine uses them only where maths::has_wide_counts().
class SignColumns {
 public:
  /// More are slower than words of all products (network/tie_words.hpp).
  static constexpr std::size_t most = 6;
  /// Columns for so many signs.
  static std::size_t count_for(std::size_t products, Signs signs) {
    return std::has_single_bit(signs) ? (products + 7) / 8 : products;
  }

  /// Room for so many agents; none is needed for one product, whose signals are such a column.
  void allocate(AgentIndex agents, std::size_t products, Signs signs);
  void release() { *this = {}; }
  bool in_use() const { return count_ > 0; }
  /// Whether there is anything to pack before agents act.
  bool packed() const { return !bytes_.empty(); }

  /// Takes in the signals of agents first .. first + size - 1; blocks may be packed at the same time.
  void pack(const Signal* shown, AgentIndex first, std::uint32_t size);

  std::size_t count() const { return count_; }
  /// Whether the first says who is a member.
  bool say_members() const { return !one_sign_; }
  /// Column n; bytes[i] is agent i.
  const std::uint8_t* column(std::size_t n, const Signal* shown) const {
    return packed() ? bytes_.data() + n * agents_ : shown;
  }
  /// In which column a sign of product k is, and which bit.
  struct Place {
    std::size_t column;
    unsigned bit;
  };
  Place place_of(unsigned sign, std::size_t k) const {
    return one_sign_ ? Place{k / 8, static_cast<unsigned>(k % 8)} : Place{k, sign};
  }

 private:
  void pack_sign_of_eight(const Signal* from, AgentIndex first, std::uint32_t size, std::size_t k);
  void pack_signs_of_eight(const Signal* from, AgentIndex first, std::uint32_t size, std::size_t k);

  std::size_t agents_ = 0, products_ = 0, count_ = 0;
  Signs signs_ = 0;
  bool one_sign_ = false;            ///< of several products
  std::vector<std::uint8_t> bytes_;  ///< [count][agents]
};

}  // namespace shoal
