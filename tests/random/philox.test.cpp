// Known answers, independence of addresses, and the batched draw against the scalar one.

#include "random/philox.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <vector>

#include "random/philox_wide.hpp"

using namespace shoal::random;

namespace {

Words at(std::uint32_t c0, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3, std::uint32_t k0,
         std::uint32_t k1) {
  return draw(std::uint64_t{k1} << 32 | k0, static_cast<Purpose>(c2), c0, c1, c3);
}

struct Columns {
  explicit Columns(std::size_t n)
      : w{std::vector<std::uint32_t>(n), std::vector<std::uint32_t>(n), std::vector<std::uint32_t>(n),
          std::vector<std::uint32_t>(n)} {}
  std::array<std::vector<std::uint32_t>, 4> w;
};

}  // namespace

TEST_CASE("Philox 4x32-10 gives the published known answers", "[random]") {
  // kat_vectors of Random123 1.14: counter words 0-3, key words 0-1, expected words 0-3.
  CHECK(at(0, 0, 0, 0, 0, 0) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(at(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff) ==
        Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(at(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0) ==
        Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("each part of an address changes the draw", "[random]") {
  std::set<Words> seen;
  seen.insert(draw(7, Purpose::decision, 5, 3, 0));
  seen.insert(draw(8, Purpose::decision, 5, 3, 0));
  seen.insert(draw(7 + (std::uint64_t{1} << 32), Purpose::decision, 5, 3, 0));
  seen.insert(draw(7, Purpose::sharing, 5, 3, 0));
  seen.insert(draw(7, Purpose::decision, 6, 3, 0));
  seen.insert(draw(7, Purpose::decision, 5, 4, 0));
  seen.insert(draw(7, Purpose::decision, 5, 3, 1));
  CHECK(seen.size() == 7);
}

TEST_CASE("batched draws have the bits of single draws for every count and any subjects", "[random]") {
  for (std::size_t n = 0; n <= 70; ++n) {
    std::vector<std::uint32_t> subjects(n);
    for (std::size_t i = 0; i < n; ++i) subjects[i] = static_cast<std::uint32_t>(i * 2654435761u + n);
    Columns c(n);
    const std::uint64_t seed = 0xfedcba9876543210u + n;
    draw_columns(seed, Purpose::experience, subjects.data(), 4000000000u, n, c.w[0].data(), c.w[1].data(),
                 c.w[2].data(), c.w[3].data());
    for (std::size_t i = 0; i < n; ++i)
      REQUIRE(draw(seed, Purpose::experience, subjects[i], 4000000000u) ==
              Words{c.w[0][i], c.w[1][i], c.w[2][i], c.w[3][i]});
    draw_columns(seed, Purpose::experience, subjects.data(), 2, n, c.w[0].data(), nullptr, nullptr, nullptr,
                 9);
    for (std::size_t i = 0; i < n; ++i) {
      REQUIRE(draw(seed, Purpose::experience, subjects[i], 2, 9)[0] == c.w[0][i]);
      REQUIRE(Stream(seed, Purpose::experience, subjects[i], 2, 9).word() == c.w[0][i]);
    }
  }
}

TEST_CASE("of batched draws, columns that nobody wants are left out", "[random]") {
  for (const std::size_t n : {5u, 16u, 37u, 64u, 70u}) {
    const std::vector<std::uint32_t> subjects(n, 3);
    Columns c(n);
    draw_columns(1, Purpose::decision, subjects.data(), 8, n, nullptr, c.w[1].data(), nullptr, nullptr);
    const Words expected = draw(1, Purpose::decision, 3, 8);
    for (std::size_t i = 0; i < n; ++i) REQUIRE(c.w[1][i] == expected[1]);
  }
}

TEST_CASE("every kernel draws the same words whichever of them are wanted", "[random]") {
  for (const PhiloxKernel& kernel : philox_kernels())
    for (unsigned wanted = 0; wanted < 16; ++wanted) {
      CAPTURE(kernel.name, wanted);
      const std::size_t n = 3 * kernel.at_once;
      std::vector<std::uint32_t> subjects(n);
      for (std::size_t i = 0; i < n; ++i) subjects[i] = static_cast<std::uint32_t>(i * 2246822519u + 3);
      Columns c(n);
      WordColumns to{};
      for (std::size_t w = 0; w < 4; ++w) to[w] = wanted >> w & 1 ? c.w[w].data() : nullptr;
      kernel.draw({0x9abcdef0u, 0x12345678u, 3000000001u, static_cast<std::uint32_t>(Purpose::experience), 0},
                  subjects.data(), n, to);
      for (std::size_t i = 0; i < n; ++i) {
        const Words words = draw(0x123456789abcdef0u, Purpose::experience, subjects[i], 3000000001u);
        for (std::size_t w = 0; w < 4; ++w) REQUIRE(c.w[w][i] == (to[w] ? words[w] : 0u));
      }
    }
}

TEST_CASE("every kernel of this processor draws the words of the scalar generator", "[random]") {
  for (const PhiloxKernel& kernel : philox_kernels()) {
    INFO(kernel.name);
    const std::size_t n = 5 * kernel.at_once;
    std::vector<std::uint32_t> subjects(n);
    for (std::size_t i = 0; i < n; ++i) subjects[i] = static_cast<std::uint32_t>(i * 2654435761u + 17);
    Columns c(n);
    kernel.draw({0x76543210u, 0xfedcba98u, 3999999999u, static_cast<std::uint32_t>(Purpose::sharing), 0},
                subjects.data(), n, {c.w[0].data(), c.w[1].data(), c.w[2].data(), c.w[3].data()});
    for (std::size_t i = 0; i < n; ++i)
      REQUIRE(draw(0xfedcba9876543210u, Purpose::sharing, subjects[i], 3999999999u) ==
              Words{c.w[0][i], c.w[1][i], c.w[2][i], c.w[3][i]});
  }
}

TEST_CASE("of a shared block each of four neighbours has its word", "[random]") {
  for (std::uint32_t i = 0; i < 4; ++i)
    CHECK(shared_word(9, Purpose::decision, 4 * 77 + i, 5, 2) == draw(9, Purpose::decision, 77, 5, 2)[i]);
}

TEST_CASE("batched shared words are those of single draws, in order and out of it", "[random]") {
  for (const std::uint32_t first : {0u, 4u, 1024u, 7u, 4294966000u})
    for (const std::size_t n : {0u, 1u, 2u, 3u, 4u, 31u, 64u, 127u, 128u, 129u, 300u, 1024u}) {
      CAPTURE(first, n);
      std::vector<std::uint32_t> in_order(n + 1, 42), any(n + 1, 42), subjects(n);
      for (std::size_t i = 0; i < n; ++i)
        subjects[i] = first + static_cast<std::uint32_t>(i * 2654435761u >> 7);
      shared_words_in_order(0xfedcba9876543210u, Purpose::experience, first, 3999999999u, 3, n,
                            in_order.data());
      shared_words(0xfedcba9876543210u, Purpose::experience, subjects.data(), 3999999999u, 3, n, any.data());
      for (std::size_t i = 0; i < n; ++i) {
        const auto alone = [](std::uint32_t subject) {
          return shared_word(0xfedcba9876543210u, Purpose::experience, subject, 3999999999u, 3);
        };
        REQUIRE(in_order[i] == alone(first + static_cast<std::uint32_t>(i)));
        REQUIRE(any[i] == alone(subjects[i]));
      }
      REQUIRE(in_order[n] == 42);  // nothing is written behind the last
      REQUIRE(any[n] == 42);
    }
}

TEST_CASE("every kernel draws blocks in order as the scalar generator does", "[random]") {
  for (const PhiloxKernel& kernel : philox_kernels()) {
    INFO(kernel.name);
    REQUIRE(kernel.at_once <= most_at_once);
    REQUIRE(kernel.in_a_row <= most_in_a_row);
    const CommonAddress address = {0x76543210u, 0xfedcba98u, 17,
                                   static_cast<std::uint32_t>(Purpose::decision), 3};
    for (const std::size_t steps : {1u, 2u, 3u, 10u, 11u, 13u}) {
      const std::size_t n = steps * kernel.in_a_row;
      std::vector<std::uint32_t> words(n), fetching(n), others(n);
      kernel.draw_in_order(address, 4000000000u, n, words.data(), nullptr);
      kernel.draw_in_order(address, 4000000000u, n, fetching.data(), others.data());
      REQUIRE(fetching == words);
      for (std::size_t i = 0; i < n; ++i)
        REQUIRE(words[i] == draw(0xfedcba9876543210u, Purpose::decision,
                                 4000000000u + static_cast<std::uint32_t>(i / 4), 17, 3)[i % 4]);
    }
  }
}

TEST_CASE("batched draws write nothing beyond their count", "[random]") {
  const std::vector<std::uint32_t> subjects(16, 9);
  Columns c(16);
  draw_columns(1, Purpose::decision, subjects.data(), 0, 11, c.w[0].data(), c.w[1].data(), c.w[2].data(),
               c.w[3].data());
  for (const auto& column : c.w)
    for (std::size_t i = 11; i < 16; ++i) CHECK(column[i] == 0);
}

TEST_CASE("uniform numbers stay inside their intervals at the extreme words", "[random]") {
  CHECK(uniform(0u) == 0.0f);
  CHECK(uniform(0xffffffffu) < 1.0f);
  CHECK(uniform_open(0u, 0u) > 0.0);
  CHECK(uniform_open(0xffffffffu, 0xffffffffu) < 1.0);
}

TEST_CASE("every bit of a draw is one in half of all subjects", "[random]") {
  // Null: each of 128 bits is a fair coin over n = 2^17 consecutive subjects. Tolerance 6 sd: false alarm 128
  // * 2e-9.
  constexpr std::uint32_t n = 1u << 17;
  std::array<int, 128> ones{};
  for (std::uint32_t i = 0; i < n; ++i) {
    const Words w = draw(11, Purpose::decision, i, 1);
    for (std::size_t b = 0; b < 128; ++b) ones[b] += static_cast<int>(w[b / 32] >> (b % 32) & 1);
  }
  for (const int k : ones) CHECK(std::fabs(k - n / 2.0) < 6 * std::sqrt(n / 4.0));
}

TEST_CASE("neighbouring addresses are uncorrelated", "[random]") {
  // Null: half of the 128 bits differ between two addresses, n = 20,000 pairs. Tolerance 6 sd: false alarm 4
  // * 2e-9.
  constexpr std::uint32_t n = 20'000;
  const auto differing = [](const Words& a, const Words& b) {
    int k = 0;
    for (std::size_t j = 0; j < 4; ++j) k += std::popcount(a[j] ^ b[j]);
    return k;
  };
  std::array<double, 4> total{};
  for (std::uint32_t i = 0; i < n; ++i) {
    const Words here = draw(3, Purpose::trait, i, 8);
    total[0] += differing(here, draw(3, Purpose::trait, i + 1, 8));
    total[1] += differing(here, draw(3, Purpose::trait, i, 9));
    total[2] += differing(here, draw(4, Purpose::trait, i, 8));
    total[3] += differing(here, draw(3, Purpose::trait, i, 8, 1));
  }
  for (const double t : total) CHECK(std::fabs(t - 64.0 * n) < 6 * std::sqrt(32.0 * n));
}

TEST_CASE("words of neighbours that share a block are uncorrelated, at once and one draw later", "[random]") {
  // Null: half of the 32 bits differ between two words, n = 40,000 pairs each. Tolerance 6 sd: false alarm 6
  // * 2e-9.
  constexpr std::uint32_t n = 40'000;
  std::array<double, 6> total{};
  for (std::uint32_t i = 0; i < n; ++i) {
    const auto at = [](std::uint32_t agent, std::uint32_t tick, std::uint32_t number) {
      return shared_word(5, Purpose::decision, agent, tick, number);
    };
    const std::uint32_t here = at(4 * i, 3, 1);
    for (std::uint32_t j = 1; j < 4; ++j) total[j - 1] += std::popcount(here ^ at(4 * i + j, 3, 1));
    total[3] += std::popcount(here ^ at(4 * i, 4, 1));
    total[4] += std::popcount(here ^ at(4 * i, 3, 2));
    total[5] += std::popcount(here ^ shared_word(5, Purpose::experience, 4 * i, 3, 1));
  }
  for (const double t : total) CHECK(std::fabs(t - 16.0 * n) < 6 * std::sqrt(8.0 * n));
}

TEST_CASE("a stream gives the words of successive blocks at its address", "[random]") {
  Stream stream(5, Purpose::network_row, 77, 2);
  for (std::uint32_t index = 0; index < 5; ++index)
    for (const std::uint32_t expected : draw(5, Purpose::network_row, 77, 2, index))
      REQUIRE(stream.word() == expected);
}

TEST_CASE("whole numbers below n are in range and equally likely", "[random]") {
  Stream stream(6, Purpose::network_pair, 0);
  for (int i = 0; i < 1000; ++i) REQUIRE(stream.below(1) == 0);
  // Null: uniform over 10 values, n = 200,000. Chi-square with 9 degrees of freedom: P(> 55) = 1e-8.
  std::array<double, 10> count{};
  for (int i = 0; i < 200'000; ++i) ++count[stream.below(10)];
  double chi2 = 0;
  for (const double c : count) chi2 += (c - 20'000) * (c - 20'000) / 20'000;
  CHECK(chi2 < 55);
}

TEST_CASE("whole numbers below n are unbiased where plain scaling of a word is not", "[random]") {
  // n = 3 * 2^30: scaling a 32-bit word without rejection would give every third value twice as often as the
  // others. Null: values mod 3 equally likely, n = 90,000; tolerance 6 sd: false alarm 3 * 2e-9.
  constexpr std::uint32_t bound = 3u << 30;
  Stream stream(6, Purpose::network_pair, 1);
  std::array<int, 3> count{};
  for (int i = 0; i < 90'000; ++i) {
    const std::uint32_t k = stream.below(bound);
    REQUIRE(k < bound);
    ++count[k % 3];
  }
  for (const int c : count) CHECK(std::fabs(c - 30'000) < 6 * std::sqrt(90'000 * 2.0 / 9));
}

TEST_CASE("seeds derived for parts differ from each other and from the seed", "[random]") {
  std::set<std::uint64_t> seeds;
  for (std::uint64_t seed : {0u, 1u, 2u, 7u}) {
    seeds.insert(seed);
    for (std::uint32_t part = 1; part <= 3; ++part) seeds.insert(derive_seed(seed, part));
  }
  CHECK(seeds.size() == 16);
  CHECK(derive_seed(7, 1) == derive_seed(7, 1));
}

TEST_CASE("uniform numbers of many subjects are those of each one's stream", "[random]") {
  for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{256}, std::size_t{600}}) {
    std::vector<std::uint32_t> subjects(count);
    for (std::uint32_t n = 0; n < count; ++n) subjects[n] = n * 7919;
    std::vector<double> first(count), second(count);
    uniform_open_columns(3, Purpose::trait, subjects.data(), count, 2, first.data(), second.data());
    std::size_t wrong = 0;
    for (std::size_t n = 0; n < count; ++n) {
      Stream stream(3, Purpose::trait, subjects[n], 0, 2);
      wrong += first[n] != stream.uniform_open();
      wrong += second[n] != stream.uniform_open();
    }
    CHECK(wrong == 0);
  }
}
