#include "network/blocks.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "network/networks.support.hpp"

using namespace shoal;
using namespace shoal::network;
using shoal::testing::binomial_plausible;
using shoal::testing::chi_square_plausible;

namespace {

std::vector<AgentIndex> sizes(const std::vector<Range>& ranges) {
  std::vector<AgentIndex> s;
  for (const Range& r : ranges) s.push_back(r.size());
  return s;
}

}  // namespace

TEST_CASE("even ranges cover all agents and differ by at most one", "[network]") {
  CHECK(sizes(even_ranges(10, 3)) == std::vector<AgentIndex>{4, 3, 3});
  CHECK(sizes(even_ranges(9, 3)) == std::vector<AgentIndex>{3, 3, 3});
  CHECK(sizes(even_ranges(3, 3)) == std::vector<AgentIndex>{1, 1, 1});
  CHECK(even_ranges(10, 3)[2].last == 10);
}

TEST_CASE("ranges by share cover all agents, whatever the shares sum to", "[network]") {
  CHECK(sizes(ranges_by_share(100, {1, 1, 2})) == std::vector<AgentIndex>{25, 25, 50});
  CHECK(sizes(ranges_by_share(10, {0.333, 0.333, 0.334})) == std::vector<AgentIndex>{3, 4, 3});
  CHECK(sizes(ranges_by_share(7, {5})) == std::vector<AgentIndex>{7});
  CHECK(range_of_agents(ranges_by_share(4, {1, 3})) == std::vector<std::uint32_t>{0, 1, 1, 1});
}

TEST_CASE("impossible and certain ties", "[network]") {
  std::size_t count = 0;
  const auto tie = [&](AgentIndex, AgentIndex) { ++count; };
  tie_within({3, 13}, Trials(0), 1, tie);
  tie_between({0, 5}, {5, 9}, Trials(0), random::Stream(1, random::Purpose::network_pair, 0), tie);
  CHECK(count == 0);
  tie_within({3, 13}, Trials(1), 1, tie);
  CHECK(count == 45);
  tie_between({0, 5}, {5, 9}, Trials(1), random::Stream(1, random::Purpose::network_pair, 0), tie);
  CHECK(count == 65);
  tie_between({0, 5}, {5, 5}, Trials(1), random::Stream(1, random::Purpose::network_pair, 0), tie);
  tie_within({3, 3}, Trials(1), 1, tie);
  tie_within({3, 4}, Trials(1), 1, tie);
  CHECK(count == 65);
}

TEST_CASE("failures before a success are geometric, also for tiny chances", "[network]") {
  // Null: P(k) = p (1-p)^k; n = 100,000; chi-square, false alarm 1e-6.
  for (const double p : {0.9, 0.3, 0.02}) {
    const Trials trials(p);
    random::Stream draws(11, random::Purpose::network_row, static_cast<std::uint32_t>(p * 100));
    constexpr int n = 100'000, cells = 400;
    std::vector<double> counts(cells + 1, 0), expected(cells + 1, 0);
    for (int k = 0; k < n; ++k) ++counts[std::min<std::uint64_t>(trials.failures(draws), cells)];
    double left = n;
    for (int k = 0; k < cells; ++k)
      left -= expected[static_cast<std::size_t>(k)] = n * p * std::pow(1 - p, k);
    expected[cells] = left;
    CAPTURE(p);
    CHECK(chi_square_plausible(counts, expected));
  }
  // Null: mean (1-p)/p, sd near 1/p; n = 100,000; 5 sd.
  for (const double p : {1e-5, 1e-9, 1e-14}) {
    const Trials trials(p);
    random::Stream draws(12, random::Purpose::network_row, 0);
    double sum = 0;
    for (int k = 0; k < 100'000; ++k) sum += static_cast<double>(trials.failures(draws)) * p;
    CHECK(sum / 100'000 == Approx(1).margin(5 / std::sqrt(100'000.0)));
  }
  random::Stream draws(13, random::Purpose::network_row, 0);
  CHECK(Trials(1e-300).failures(draws) == std::uint64_t{1} << 62);
}

TEST_CASE("every pair is tied with the same chance, independently of the others", "[network]") {
  // Null: 15 pairs within and 12 between are Bernoulli(0.4); n = 20,000 seeds; each count within 5 sd, number
  // of ties binomial by chi-square.
  constexpr int seeds = 20'000;
  constexpr double p = 0.4;
  std::vector<std::vector<double>> pair(10, std::vector<double>(10, 0));
  std::vector<double> within(16, 0), between(13, 0);
  for (int seed = 0; seed < seeds; ++seed) {
    std::size_t ties = 0;
    const auto tie = [&](AgentIndex i, AgentIndex j) { ++pair[i][j], ++ties; };
    const auto s = static_cast<std::uint64_t>(seed);
    tie_within({0, 6}, Trials(p), s, tie);
    ++within[ties];
    ties = 0;
    tie_between({0, 3}, {6, 10}, Trials(p), random::Stream(s, random::Purpose::network_pair, 0, 6), tie);
    ++between[ties];
  }
  for (std::size_t i = 0; i < 6; ++i)
    for (std::size_t j = i + 1; j < 6; ++j) CHECK(binomial_plausible(pair[i][j], seeds, p));
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 6; j < 10; ++j) CHECK(binomial_plausible(pair[i][j], seeds, p));
  const auto binomial = [](int n) {
    std::vector<double> e(static_cast<std::size_t>(n) + 1);
    double chance = std::pow(1 - p, n);
    for (int k = 0; k <= n; ++k) {
      e[static_cast<std::size_t>(k)] = seeds * chance;
      chance *= (n - k) / (k + 1.0) * p / (1 - p);
    }
    return e;
  };
  CHECK(chi_square_plausible(within, binomial(15)));
  CHECK(chi_square_plausible(between, binomial(12)));
}

TEST_CASE("rows whose ties are drawn side by side are those of each row by itself", "[network]") {
  // Sparse rows, rows that outrun what was prepared, and rows of more than can be prepared.
  struct Case {
    Range range;
    double chance;
  };
  for (const auto& [range, chance] : {Case{{5, 1005}, 0.002}, Case{{0, 150}, 0.1}, Case{{7, 200}, 0.6},
                                      Case{{1, 34}, 0.97}, Case{{0, 5000}, 1e-5}, Case{{0, 40}, 1e-300}})
    for (const std::uint64_t seed : {3u, 4u}) {
      const Trials trials(chance);
      std::vector<std::pair<AgentIndex, AgentIndex>> found, expected;
      tie_within(range, trials, seed, [&](AgentIndex i, AgentIndex j) { found.emplace_back(i, j); });
      for (std::uint64_t i = range.first; i + 1 < range.last; ++i) {
        random::Stream draws(seed, random::Purpose::network_row, static_cast<std::uint32_t>(i));
        for (std::uint64_t j = i + 1 + trials.failures(draws); j < range.last;
             j += 1 + trials.failures(draws))
          expected.emplace_back(i, j);
      }
      CAPTURE(chance, seed, expected.size());
      CHECK(found == expected);
    }
}
