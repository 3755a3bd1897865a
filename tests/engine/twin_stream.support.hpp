#pragma once
// A sequence of words at one address, and unbiased whole numbers from it (Lemire 2019).

#include "engine/twin.support.hpp"
#include "random/philox.hpp"

namespace shoal::twin {

class TwinStream {
 public:
  TwinStream(std::uint64_t seed, random::Purpose purpose, std::uint32_t agent, std::uint32_t time)
      : seed_(seed), purpose_(static_cast<std::uint32_t>(purpose)), agent_(agent), time_(time) {}

  /// A whole number in [0, n).
  std::uint32_t below(std::uint32_t n) {
    const std::uint32_t too_often = static_cast<std::uint32_t>((std::uint64_t{1} << 32) % n);
    for (;;) {
      const std::uint64_t product = std::uint64_t{word()} * n;
      if ((product & 0xffffffffu) >= too_often) return static_cast<std::uint32_t>(product >> 32);
    }
  }

  std::uint32_t word() {
    const std::uint32_t at = used_++;
    return philox(seed_, purpose_, agent_, time_, at / 4)[at % 4];
  }

 private:
  std::uint64_t seed_;
  std::uint32_t purpose_, agent_, time_, used_ = 0;
};

}  // namespace shoal::twin
