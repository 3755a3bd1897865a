#include "random/philox.hpp"

#include <Random123/philox.h>

#include "random/philox_wide.hpp"

namespace shoal::random {
namespace {

struct Key {
  std::uint32_t low, high;
  explicit Key(std::uint64_t seed)
      : low(static_cast<std::uint32_t>(seed)), high(static_cast<std::uint32_t>(seed >> 32)) {}
};

}  // namespace

Words draw(std::uint64_t seed, Purpose purpose, std::uint32_t subject, std::uint32_t time,
           std::uint32_t index) {
  const Key key(seed);
  const philox4x32_ctr_t counter = {{subject, time, static_cast<std::uint32_t>(purpose), index}};
  const philox4x32_key_t k = {{key.low, key.high}};
  const philox4x32_ctr_t block = philox4x32(counter, k);
  return {block.v[0], block.v[1], block.v[2], block.v[3]};
}

std::uint32_t Stream::below(std::uint32_t n) {
  std::uint64_t product = std::uint64_t{word()} * n;
  if (static_cast<std::uint32_t>(product) < n) {
    const std::uint32_t biased = (0u - n) % n;  // 2^32 mod n: so many low parts would come once too often
    while (static_cast<std::uint32_t>(product) < biased) product = std::uint64_t{word()} * n;
  }
  return static_cast<std::uint32_t>(product >> 32);
}

std::uint64_t derive_seed(std::uint64_t seed, std::uint32_t part) {
  const Words w = draw(seed, Purpose::derive_seed, part);
  return std::uint64_t{w[0]} << 32 | w[1];
}

void draw_columns(std::uint64_t seed, Purpose purpose, const std::uint32_t* subjects, std::uint32_t time,
                  std::size_t count, std::uint32_t* w0, std::uint32_t* w1, std::uint32_t* w2,
                  std::uint32_t* w3) {
  const Key key(seed);
  const CommonAddress address = {key.low, key.high, time, static_cast<std::uint32_t>(purpose)};
  const WordColumns to = {w0, w1, w2, w3};
  const auto from = [&](std::size_t i) {
    WordColumns columns{};
    for (std::size_t w = 0; w < 4; ++w) columns[w] = to[w] ? to[w] + i : nullptr;
    return columns;
  };
  for (const PhiloxKernel& kernel : philox_kernels()) {
    if (count < kernel.at_once) continue;
    const std::size_t many = count / kernel.at_once * kernel.at_once, last = count - kernel.at_once;
    kernel.draw(address, subjects, many, to);
    if (many < count) kernel.draw(address, subjects + last, kernel.at_once, from(last));  // some again
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const Words words = draw(seed, purpose, subjects[i], time);
    for (std::size_t w = 0; w < 4; ++w)
      if (to[w]) to[w][i] = words[w];
  }
}

}  // namespace shoal::random
