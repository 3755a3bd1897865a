// Canon A1, informational cascades, and A12, fixation in the voter model.

#include <array>
#include <catch2/catch.hpp>

#include "engine/canon.support.hpp"

namespace engine_canon_sequences_test {

using namespace shoal;
using namespace shoal::canon;

namespace {

enum Outcome : std::size_t { none, correct, wrong };

/// How many of `runs` sequences of n agents in a good world have fallen into no cascade, a correct or a wrong
/// one. Agents act in pairs until two of a pair agree; from then on everybody follows.
std::vector<double> cascades(double accuracy, std::size_t n, const std::string& tie, int runs) {
  World world(bare(),
              {"decision.rule=bayes", "schedule=sequential", "network={generator: complete}",
               "decision.bayes={state: good, tie: " + tie + ", accuracy: " + std::to_string(accuracy) + "}",
               "population.agents=" + std::to_string(n), "time.ticks=" + std::to_string(n)});
  std::vector<double> counts(3);
  for (int r = 1; r <= runs; ++r) {
    const auto totals = run(world, static_cast<std::uint64_t>(r));
    Outcome outcome = none;
    std::int64_t act = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const std::int64_t now = totals[i].counts.planned;
      if (outcome != none) REQUIRE(now == act);  // in a cascade all do the same
      if (outcome == none && i % 2 == 1 && now == act) outcome = now ? correct : wrong;
      act = now;
    }
    counts[outcome] += 1;
  }
  return counts;
}

/// Share of voter runs on the star of five in which the act of one seed is taken over by all.
double fixation(const std::string& seed, int runs) {
  World world(bare(),
              {"decision.rule=imitate", "schedule=asynchronous", "network={generator: star, star: {hubs: 1}}",
               "population.agents=5", "population.seed_adopters=" + seed, "time.ticks=80"});
  int fixed = 0;
  for (int r = 1; r <= runs; ++r) {
    const std::int64_t last = run(world, static_cast<std::uint64_t>(r)).back().counts.planned;
    REQUIRE((last == 0 || last == 5));  // settled: everybody shows the same
    fixed += last == 5;
  }
  return static_cast<double>(fixed) / runs;
}

}  // namespace

TEST_CASE("informational cascades form as often as Bikhchandani, Hirshleifer and Welch prove",
          "[engine][canon]") {
  // Coin: none (p - p^2)^(n/2); correct p (p + 1) (1 - none) / (2 (1 - p + p^2)). Own signal: none
  // (2 p (1 - p))^(n/2); correct p^2 / (p^2 + (1 - p)^2) (1 - none). Chi-squared with 2 degrees of freedom:
  // above 32 with probability 1e-7.
  constexpr int runs = 3000;
  const auto law = [](double p, std::size_t n, bool coin) {
    const double undecided = coin ? p - p * p : 2 * p * (1 - p);
    const double open = std::pow(undecided, static_cast<double>(n) / 2);
    const double right =
        (coin ? p * (p + 1) / (2 * (1 - p + p * p)) : p * p / (p * p + (1 - p) * (1 - p))) * (1 - open);
    return std::vector<double>{open, right, 1 - open - right};
  };
  CHECK(law(.7, 4, true)[correct] == Approx(.719950).epsilon(1e-6));  // canon.md
  CHECK(law(.55, 2, true)[none] == Approx(.2475).epsilon(1e-6));
  CHECK(law(.7, 100, false)[correct] == Approx(.844828).epsilon(1e-6));
  for (const double p : {.55, .7, .9}) {
    for (const std::size_t n : {2u, 4u}) {
      INFO("p " << p << ", n " << n);
      const auto coin = cascades(p, n, "coin", runs), own = cascades(p, n, "own", runs);
      CHECK(chi_squared(coin, law(p, n, true)) < 32);
      CHECK(chi_squared(own, law(p, n, false)) < 32);
      CHECK(chi_squared(own, law(p, n, true)) > 32);  // negative control: the other rule for ties
      CHECK(chi_squared(coin, law(p, n, false)) > 32);
    }
  }
  const auto ten = cascades(.7, 10, "own", runs);
  CHECK(chi_squared(ten, law(.7, 10, false)) < 32);
  CHECK(chi_squared(ten, law(.7, 8, false)) > 32);  // negative control: two agents off
}

TEST_CASE("voters on a star take over the hub's act half of the time, a leaf's in one of eight",
          "[engine][canon]") {
  // Fixation probability d_i / 2m; 80 ticks are 400 updates, after which runs are settled.
  constexpr int runs = 2000;
  const double hub = fixation("{count: 1, by: highest_degree}", runs);
  const double leaf = fixation("{by: list, agents: ['3']}", runs);
  CHECK(fits_share(hub, .5, runs));
  CHECK(fits_share(leaf, .125, runs));
  CHECK_FALSE(fits_share(hub, .0588, runs));  // negative controls: the invasion process, and equal chances
  CHECK_FALSE(fits_share(leaf, .2353, runs));
  CHECK_FALSE(fits_share(leaf, .2, runs));
}

}  // namespace engine_canon_sequences_test
