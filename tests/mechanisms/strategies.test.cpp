// Strategies of learning: the law of takeover, what selection does and does not depend on, what is refused.

#include <catch2/catch.hpp>
#include <cmath>

#include "config/source.hpp"
#include "engine/canon.support.hpp"
#include "mechanisms/inherit.hpp"

namespace mechanisms_strategies_test {

using namespace shoal;
using Catch::Matchers::Contains;

namespace {

/// Copiers of anybody and learners of the best of four products, which everybody shows at the start.
std::vector<std::string> learners(const std::vector<std::string>& more) {
  std::vector<std::string> keys = {
      "market.products=[{name: a, quality: 1}, {name: b, quality: 0}, {name: c, quality: 0}, {name: d, "
      "quality: "
      "0}]",
      "population.seed_adopters={share: 1, products: [1, 0, 0, 0]}",
      "decision.rule=copy",
      "decision.copy={from: everybody, innovate: best}",
      "decision.copy.strategies={enabled: true, cost: 0.5, turnover: 1, selection: 2}",
      "experience={offset: 0.5, quality: 0.5, surprise: 0, quality_sd: 0}"};
  keys.insert(keys.end(), more.begin(), more.end());
  return keys;
}

double share(const metrics::Totals& t) {
  return static_cast<double>(t.learners.social) /
         static_cast<double>(t.learners.social + t.learners.individual);
}

std::vector<double> shares(const std::vector<std::string>& keys) {
  World world(canon::bare(), learners(keys));
  std::vector<double> all;
  for (const metrics::Totals& t : canon::run(world)) all.push_back(share(t));
  return all;
}

}  // namespace

TEST_CASE("who earns more is taken over from more often, by the logistic law", "[mechanisms]") {
  CHECK(takeover(0.3f, 0.3f, 7) == 0.5f);
  CHECK(takeover(0, 1, 0) == 0.5f);
  for (const float selection : {0.5f, 1.0f, 4.0f})
    for (const float gain : {0.1f, 0.5f, 2.0f}) {
      const double expected = 1 / (1 + std::exp(-double{selection} * double{gain}));
      CHECK(takeover(1, 1 + gain, selection) == Approx(expected).epsilon(1e-6));
      CHECK(takeover(1, 1 + gain, selection) + takeover(1 + gain, 1, selection) == Approx(1).epsilon(1e-6));
    }
}

TEST_CASE("one round of replacement moves the share as the law says", "[mechanisms][statistics]") {
  // Nothing changes: copiers earn 1, individual learners 1/2. Of 20,000 the share of copiers goes from s to
  // s + s (1 - s) tanh(selection / 4); at most 1/4 variance each, 5.5 standard errors: false alarms below
  // 4e-8.
  for (const double s : {0.2, 0.5, 0.9}) {
    const std::string social = "decision.copy.strategies.social=" + std::to_string(s);
    const auto at = shares({social, "population.agents=20000", "time.ticks=2"});
    CHECK(canon::fits_share(at[0], s, 20000));
    CHECK(canon::fits(at[1], at[0] + at[0] * (1 - at[0]) * std::tanh(0.5), 0.5, 20000));
    CHECK_FALSE(canon::fits(at[1], at[0], 0.5, 20000));
  }
}

TEST_CASE("without selection strategies drift: no trend, and the variance of a blend of self and other",
          "[mechanisms][statistics]") {
  // Next round an agent is what it was or what one it met was, 1/2 each. Null: squared deviations in units of
  // their variance have mean 1 over 1,000 runs of 60, standard deviation about sqrt(2 / 1,000); 5.5 of them.
  double sum = 0, squares = 0;
  constexpr int runs = 1000;
  World world(canon::bare(),
              learners({"decision.copy.strategies.selection=0", "population.agents=60", "time.ticks=2"}));
  for (int n = 0; n < runs; ++n) {
    world.scenario.seeds.population = config::Seed{static_cast<std::uint64_t>(n)};
    const auto ticks = canon::run(world, static_cast<std::uint64_t>(n));
    const double s = share(ticks[0]), moved = share(ticks[1]) - s;
    const double variance = (s * (0.5 + s / 2) * (0.5 - s / 2) + (1 - s) * (s / 2) * (1 - s / 2)) / 60;
    sum += moved / std::sqrt(variance);
    squares += moved * moved / variance;
  }
  CHECK(canon::fits(sum / runs, 0, 1, runs));
  CHECK(canon::fits(squares / runs, 1, std::sqrt(2), runs));
  CHECK_FALSE(canon::fits(squares / runs * 2, 1, std::sqrt(2), runs));
}

TEST_CASE("only differences of payoffs matter to selection", "[mechanisms]") {
  const std::vector<std::string> keys = {"market.change.rate=0.2", "time.ticks=60",
                                         "decision.copy.strategies.turnover=0.25"};
  auto richer = keys, dearer = keys;
  richer.push_back("experience.offset=4.5");
  dearer.push_back("decision.copy.strategies.cost=0.75");
  CHECK(shares(keys) == shares(richer));
  CHECK(shares(keys) != shares(dearer));
}

TEST_CASE("a strategy that nobody has comes back by mutation only", "[mechanisms]") {
  for (const std::string social : {"0", "1"}) {
    const std::string start = "decision.copy.strategies.social=" + social;
    const auto pure = shares({start, "time.ticks=50"});
    CHECK(pure.front() == std::stod(social));
    CHECK(pure.back() == pure.front());
    const auto mutable_ = shares({start, "time.ticks=50", "decision.copy.strategies.mutation=0.05"});
    CHECK(mutable_.back() != mutable_.front());
  }
}

TEST_CASE("copying wins where nothing changes and loses where everything always does", "[mechanisms]") {
  const std::vector<std::string> long_run = {"time.ticks=400", "decision.copy.strategies.selection=8"};
  CHECK(shares(long_run).back() == 1);
  auto changing = long_run;
  changing.push_back("market.change.rate=1");
  CHECK(shares(changing).back() == 0);
}

TEST_CASE("without strategies nothing is kept of them", "[mechanisms]") {
  const std::vector<std::string> keys = {"decision.rule=copy", "decision.copy.innovation=0.3",
                                         "time.ticks=5"};
  auto set = keys;
  set.push_back("decision.copy.strategies={enabled: false, cost: 3, turnover: 1, mutation: 1}");
  World one(canon::bare(), keys), other(canon::bare(), set);
  const auto a = canon::run(one), b = canon::run(other);
  for (std::size_t t = 0; t < 5; ++t) {
    CHECK(bits_of(a[t]) == bits_of(b[t]));
    CHECK(a[t].learners.social + a[t].learners.individual == 0);
  }
}

TEST_CASE("strategies are refused where they would mean nothing", "[mechanisms]") {
  const auto why = [](const std::vector<std::string>& keys) -> std::string {
    try {
      const World world(canon::bare(), keys);
    } catch (const config::InvalidInput& error) {
      return error.what();
    }
    return {};
  };
  const std::string on = "decision.copy.strategies.enabled=true";
  CHECK_THAT(why({on}), Contains("strategies under `decision.rule: copy`, but the rule is logit"));
  CHECK_THAT(why({on, "decision.rule=copy", "schedule=asynchronous"}),
             Contains("needs `schedule: synchronous`"));
  CHECK_THAT(why({on, "decision.rule=copy",
                  "interventions=[{at: 2, set: {decision.copy.strategies.enabled: false}}]"}),
             Contains("is on or off for a whole run"));
  CHECK(why({on, "decision.rule=copy"}).empty());
}

}  // namespace mechanisms_strategies_test
