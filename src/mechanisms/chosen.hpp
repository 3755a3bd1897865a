#pragma once
// Some agents of a block, one bit each: who of them buys, who is pleased. Counting is by words.

#include <array>
#include <bit>
#include <cstdint>

#include "maths/nonzero.hpp"
#include "mechanisms/signal.hpp"
#include "population/columns.hpp"

namespace shoal {

class Chosen {
 public:
  /// The agents 0 .. size - 1 at which a column is not 0; no NaN.
  static Chosen where(const float* column, std::uint32_t size);
  /// The agents 0 .. size - 1 that show a sign (one bit).
  static Chosen showing(const Signal* signals, std::uint32_t size, Signal sign);

  /// The agents 0 .. size - 1 that succeed at probability logistic(x), by the luck of their words
  /// (random::succeeding, which says how columns must lie).
  static Chosen succeeding(const float* x, const std::uint32_t* words, std::uint32_t size);

  /// A column that is 1 at each of them and 0 at all others; written up to a multiple of 64.
  void mark(std::uint32_t size, float* column) const;
  /// Bit a % 64 of word a / 64 is agent a.
  const std::array<std::uint64_t, block_size / 64>& words() const { return words_; }
  bool any() const {
    std::uint64_t all = 0;
    for (const std::uint64_t word : words_) all |= word;
    return all != 0;
  }
  std::uint32_t count() const {
    std::uint32_t n = 0;
    for (const std::uint64_t word : words_) n += static_cast<std::uint32_t>(std::popcount(word));
    return n;
  }
  /// Of the agents begin .. end - 1.
  std::uint32_t count(std::uint32_t begin, std::uint32_t end) const;
  Chosen without(const Chosen& others) const {
    Chosen left;
    for (std::size_t w = 0; w < words_.size(); ++w) left.words_[w] = words_[w] & ~others.words_[w];
    return left;
  }
  /// Those who are also among others.
  Chosen among(const Chosen& others) const {
    Chosen both;
    for (std::size_t w = 0; w < words_.size(); ++w) both.words_[w] = words_[w] & others.words_[w];
    return both;
  }
  /// Calls f(agent) in ascending order.
  template <class F>
  void for_each(F&& f) const {
    maths::for_each_bit(words_, f);
  }

 private:
  std::array<std::uint64_t, block_size / 64> words_{};
};

}  // namespace shoal
