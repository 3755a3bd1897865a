#include "mechanisms/sign_columns.hpp"

#include <algorithm>

namespace shoal {
namespace {

/// Eight rows of eight bytes turned about: byte n of words[k] becomes byte k of words[n].
void turn_about(std::uint64_t* words) {
  const auto exchange = [=](std::size_t n, std::size_t apart, std::uint64_t low) {
    const auto by = static_cast<unsigned>(8 * apart);
    const std::uint64_t moved = (words[n] >> by ^ words[n + apart]) & low;
    words[n] ^= moved << by;
    words[n + apart] ^= moved;
  };
  for (const std::size_t n : {0u, 1u, 2u, 3u}) exchange(n, 4, 0x00000000ffffffff);
  for (const std::size_t n : {0u, 1u, 4u, 5u}) exchange(n, 2, 0x0000ffff0000ffff);
  for (const std::size_t n : {0u, 2u, 4u, 6u}) exchange(n, 1, 0x00ff00ff00ff00ff);
}

void store_eight(std::uint64_t word, std::uint8_t* to, std::size_t count) {
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  if (count == 8)  // of a length that the compiler knows
    std::memcpy(to, &word, 8);
  else
    std::memcpy(to, &word, count);
}

}  // namespace

void SignColumns::allocate(AgentIndex agents, std::size_t products, Signs signs) {
  agents_ = agents;
  products_ = products;
  signs_ = signs;
  one_sign_ = std::has_single_bit(signs) && products > 1;
  count_ = count_for(products, signs);
  bytes_.assign(products > 1 ? count_ * agents : 0, 0);
}

void SignColumns::pack(const Signal* shown, AgentIndex first, std::uint32_t size) {
  const Signal* from = shown + std::size_t{first} * products_;
  for (std::size_t k = 0; k < products_; k += 8)
    one_sign_ ? pack_sign_of_eight(from, first, size, k) : pack_signs_of_eight(from, first, size, k);
}

/// One sign of products k .. k + 7, or fewer, of the agents whose signals begin at `from`.
void SignColumns::pack_sign_of_eight(const Signal* from, AgentIndex first, std::uint32_t size,
                                     std::size_t k) {
  const auto sign = static_cast<unsigned>(std::countr_zero(signs_));
  std::uint8_t* to = bytes_.data() + k / 8 * agents_ + first;
  if (products_ == 8 && std::endian::native == std::endian::little) {
    std::uint64_t words[8];
    for (std::uint32_t a = 0; a < size; a += 64) {
      const std::uint32_t agents = std::min(64u, size - a);
      pack_sign(from + a * products_, agents * 8, sign, words);
      std::memcpy(to + a, words, agents);
    }
    return;
  }
  const std::size_t all = size * products_;
  for (std::uint32_t a = 0; a < size; ++a) {
    const std::size_t at = a * products_ + k;
    to[a] = static_cast<std::uint8_t>(signs_of_eight(from + at, products_ - k, all - at, sign));
  }
}

/// All signs of the same, a column for each product.
void SignColumns::pack_signs_of_eight(const Signal* from, AgentIndex first, std::uint32_t size,
                                      std::size_t k) {
  std::uint8_t* to = bytes_.data() + k * agents_ + first;
  const std::size_t all = size * products_;
  for (std::uint32_t a = 0; a < size; a += 8) {
    const std::uint32_t agents = std::min(8u, size - a);
    std::uint64_t words[8] = {};
    for (std::uint32_t n = 0; n < agents; ++n) {
      const std::size_t at = (a + n) * products_ + k;
      words[n] = eight_bytes(from + at, all - at);
    }
    turn_about(words);
    for (std::size_t n = 0; n < std::min<std::size_t>(8, products_ - k); ++n)
      store_eight(words[n], to + n * agents_ + a, agents);
  }
}

}  // namespace shoal
