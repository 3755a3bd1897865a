#include "mechanisms/chosen.hpp"

#include <algorithm>

#include "maths/nonzero.hpp"
#include "mechanisms/planes.hpp"
#include "random/logistic_trial.hpp"

namespace shoal {

Chosen Chosen::where(const float* column, std::uint32_t size) {
  Chosen chosen;
  maths::nonzero(column, size, chosen.words_.data());
  return chosen;
}

Chosen Chosen::succeeding(const float* x, const std::uint32_t* words, std::uint32_t size) {
  Chosen chosen;
  random::succeeding(x, words, size, chosen.words_.data());
  return chosen;
}

void Chosen::mark(std::uint32_t size, float* column) const {
  maths::ones_and_zeros(words_.data(), size, column);
}

Chosen Chosen::showing(const Signal* signals, std::uint32_t size, Signal sign) {
  Chosen chosen;
  pack_sign(signals, size, static_cast<unsigned>(std::countr_zero(sign)), chosen.words_.data());
  return chosen;
}

std::uint32_t Chosen::count(std::uint32_t begin, std::uint32_t end) const {
  std::uint32_t n = 0;
  for (std::uint32_t at = begin; at < end;) {
    const std::uint32_t stop = std::min(end, (at / 64 + 1) * 64);
    const std::uint64_t from = words_[at / 64] >> (at % 64);
    n += static_cast<std::uint32_t>(std::popcount(from << (64 - (stop - at))));
    at = stop;
  }
  return n;
}

}  // namespace shoal
