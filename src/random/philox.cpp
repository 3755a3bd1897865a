#include "random/philox.hpp"

#include <Random123/philox.h>

#include <algorithm>

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

namespace {

/// Fewer than a kernel draws at once, but so many that it is faster than one by one.
constexpr std::size_t worth_a_kernel = 3;
void draw_few(const PhiloxKernel& kernel, const CommonAddress& address, const std::uint32_t* subjects,
              std::size_t count, WordColumns to) {
  std::array<std::uint32_t, most_at_once> all{};
  std::array<std::array<std::uint32_t, most_at_once>, 4> words;
  std::copy_n(subjects, count, all.begin());
  kernel.draw(address, all.data(), kernel.at_once,
              {words[0].data(), words[1].data(), words[2].data(), words[3].data()});
  for (std::size_t w = 0; w < 4; ++w)
    if (to[w]) std::copy_n(words[w].begin(), count, to[w]);
}

void draw_columns(std::uint64_t seed, Purpose purpose, const std::uint32_t* subjects, std::uint32_t time,
                  std::uint32_t index, std::size_t count, WordColumns to) {
  const Key key(seed);
  const CommonAddress address = {key.low, key.high, time, static_cast<std::uint32_t>(purpose), index};
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
  if (count >= worth_a_kernel && !philox_kernels().empty())
    return draw_few(philox_kernels().back(), address, subjects, count, to);
  for (std::size_t i = 0; i < count; ++i) {
    const Words words = draw(seed, purpose, subjects[i], time, index);
    for (std::size_t w = 0; w < 4; ++w)
      if (to[w]) to[w][i] = words[w];
  }
}

}  // namespace

void draw_columns(std::uint64_t seed, Purpose purpose, const std::uint32_t* subjects, std::uint32_t time,
                  std::size_t count, std::uint32_t* w0, std::uint32_t* w1, std::uint32_t* w2,
                  std::uint32_t* w3, std::uint32_t index) {
  draw_columns(seed, purpose, subjects, time, index, count, WordColumns{w0, w1, w2, w3});
}

void uniform_open_columns(std::uint64_t seed, Purpose purpose, const std::uint32_t* subjects,
                          std::size_t count, std::uint32_t index, double* first, double* second) {
  constexpr std::size_t at_once = 256;
  std::array<std::array<std::uint32_t, at_once>, 4> w;
  for (std::size_t from = 0; from < count; from += at_once) {
    const std::size_t some = std::min(at_once, count - from);
    draw_columns(seed, purpose, subjects + from, 0, some, w[0].data(), w[1].data(), w[2].data(), w[3].data(),
                 index);
    for (std::size_t n = 0; n < some; ++n) {
      first[from + n] = uniform_open(w[0][n], w[1][n]);
      second[from + n] = uniform_open(w[2][n], w[3][n]);
    }
  }
}

std::uint32_t shared_word(std::uint64_t seed, Purpose purpose, std::uint32_t subject, std::uint32_t time,
                          std::uint32_t number) {
  return draw(seed, purpose, subject / 4, time, number)[subject % 4];
}

void shared_words_in_order(std::uint64_t seed, Purpose purpose, std::uint32_t first, std::uint32_t time,
                           std::uint32_t number, std::size_t count, std::uint32_t* to, const void* along) {
  const Key key(seed);
  const CommonAddress address = {key.low, key.high, time, static_cast<std::uint32_t>(purpose), number};
  if (first % 4 == 0 && !philox_kernels().empty()) {
    const PhiloxKernel& kernel = philox_kernels().front();
    const std::size_t rest = count % kernel.in_a_row, many = count - rest;
    kernel.draw_in_order(address, first / 4, many, to, static_cast<const std::uint32_t*>(along));
    if (rest == 0) return;
    std::array<std::uint32_t, most_in_a_row> last;
    kernel.draw_in_order(address, first / 4 + static_cast<std::uint32_t>(many / 4), kernel.in_a_row,
                         last.data(), nullptr);
    std::copy_n(last.begin(), rest, to + many);
    return;
  }
  for (std::size_t done = 0; done < count;) {
    const auto subject = first + static_cast<std::uint32_t>(done);
    const Words words = draw(seed, purpose, subject / 4, time, number);
    for (std::uint32_t w = subject % 4; w < 4 && done < count; ++w) to[done++] = words[w];
  }
}

void shared_words(std::uint64_t seed, Purpose purpose, const std::uint32_t* subjects, std::uint32_t time,
                  std::uint32_t number, std::size_t count, std::uint32_t* to) {
  constexpr std::size_t some = 256;
  std::array<std::uint32_t, some> blocks;
  std::array<std::array<std::uint32_t, some>, 4> words;
  for (std::size_t done = 0; done < count; done += some) {
    const std::size_t now = std::min(some, count - done);
    for (std::size_t n = 0; n < now; ++n) blocks[n] = subjects[done + n] / 4;
    draw_columns(seed, purpose, blocks.data(), time, number, now,
                 WordColumns{words[0].data(), words[1].data(), words[2].data(), words[3].data()});
    for (std::size_t n = 0; n < now; ++n) to[done + n] = words[subjects[done + n] % 4][n];
  }
}

}  // namespace shoal::random
