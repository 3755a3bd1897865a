// What must add up, stay inside its bounds, or move one way only, whatever the scenario.

#include <catch2/catch.hpp>
#include <numeric>

#include "engine/by_hand.support.hpp"
#include "engine/twin_check.support.hpp"

namespace mechanisms_conservation_test {

using namespace shoal;

namespace {

const std::vector<std::vector<std::string>>& scenarios() {
  static const std::vector<std::vector<std::string>> all = {
      {},
      {"decision.adoption=once"},
      {"network.weights={uniform: [0.1, 1]}", "learning.observation.sample=3"},
      {"learning.reinforcement.rule=bush_mosteller", "experience.noise=bernoulli"},
      {"learning.reinforcement.rule=roth_erev", "decision.impulse.target=draw"},
      {"learning.beliefs.social=degroot", "learning.observation.rule=conformist"},
      {"schedule=asynchronous", "time.ticks=10"},
      {"schedule=sequential", "time.ticks=400"},
      {"decision.rule=imitate", "population.seed_adopters.product=0"},
      {"decision.rule=hazard", "decision.adoption=once", "population.seed_adopters.product=0",
       "market.products=[{name: only}]"}};
  return all;
}

template <class T>
std::int64_t sum(const T& values) {
  return std::accumulate(std::begin(values), std::end(values), std::int64_t{0});
}
template <class T>
std::int64_t sum(const metrics::Totals& t, T metrics::ProductTotals::*what) {
  std::int64_t total = 0;
  for (const auto& p : t.products) total += p.*what;
  return total;
}

}  // namespace

TEST_CASE("purchases add up by kind, cause, channel, product, segment and community", "[mechanisms]") {
  using P = metrics::ProductTotals;
  for (const auto& keys : scenarios()) {
    const World world(twin::village(), keys);
    Simulation simulation = world.simulation();
    INFO((keys.empty() ? "the village" : keys.front()));
    std::int64_t ever = 0;
    for (std::uint32_t t = 0; t < world.ticks(); ++t) {
      const metrics::Totals& now = simulation.step();
      const metrics::Counts& c = now.counts;
      const std::int64_t purchases = c.planned + c.impulse;
      ever += purchases;
      CHECK(sum(c.by_cause) == c.impulse);
      CHECK(sum(c.by_channel) == purchases);
      CHECK(c.first_time + c.repeat == purchases);
      CHECK(c.pleased + c.displeased <= purchases);
      CHECK(c.recommendations <= c.pleased);
      CHECK(c.complaints <= c.displeased);
      CHECK(c.reviews <= purchases);
      CHECK(sum(c.readers) <= c.needs);
      if (world.scenario.decision.rule == DecisionRule::logit) CHECK(c.planned <= c.needs);
      CHECK(purchases <= now.acting);
      CHECK(sum(now, &P::purchases) == purchases);
      CHECK(sum(now, &P::planned) == c.planned);
      CHECK(sum(now, &P::impulse) == c.impulse);
      CHECK(sum(now, &P::first_time) == c.first_time);
      CHECK(sum(now, &P::pleased) == c.pleased);
      CHECK(sum(now, &P::displeased) == c.displeased);
      CHECK(sum(now, &P::recommendations) == c.recommendations);
      CHECK(sum(now, &P::complaints) == c.complaints);
      CHECK(sum(now, &P::cumulative_purchases) == ever);
      CHECK(sum(now.segment_purchases) == purchases);
      CHECK(sum(now.segment_impulse) == c.impulse);
      CHECK(sum(now.segment_agents) == now.agents);
      CHECK(sum(now.community_buyers) == purchases);
      CHECK(sum(now.community_agents) == now.agents);
      double satisfaction = 0;
      for (const P& p : now.products) satisfaction += p.satisfaction;
      CHECK(satisfaction == Approx(now.sums.satisfaction).margin(1e-9));
    }
    CHECK(ever > 0);
  }
}

TEST_CASE("adopters never become fewer and each counts once", "[mechanisms]") {
  for (const auto& keys : scenarios()) {
    const World world(twin::village(), keys);
    Simulation simulation = world.simulation();
    std::vector<std::int64_t> before(world.scenario.market.products.size());
    std::int64_t buyers = 0, reviews = 0;
    for (std::uint32_t t = 0; t < world.ticks(); ++t) {
      const metrics::Totals& now = simulation.step();
      std::int64_t most = 0, all = 0, posted = 0;
      for (std::size_t k = 0; k < before.size(); ++k) {
        const std::int64_t adopters = now.products[k].adopters;
        if (t > 0) CHECK(adopters == before[k] + now.products[k].first_time);
        CHECK(adopters <= now.agents);
        before[k] = adopters;
        most = std::max(most, adopters);
        all += adopters;
        posted += now.products[k].review_count;
      }
      CHECK(now.buyers_ever >= std::max(buyers, most));
      CHECK(now.buyers_ever <= std::min(all, now.agents));
      CHECK(posted == reviews + now.counts.reviews);
      buyers = now.buyers_ever;
      reviews = posted;
      if (world.scenario.decision.adoption == Adoption::once) CHECK(now.counts.repeat == 0);
    }
  }
}

TEST_CASE("every column stays inside its bounds", "[mechanisms]") {
  for (const auto& keys : scenarios()) {
    const World world(twin::village(), keys);
    if (world.scenario.schedule != Schedule::synchronous) continue;
    ByHand run(world);
    const auto outside = [&](const Matrix& column, float lowest, float highest) {
      if (column.empty()) return 0;
      int count = 0;
      for (std::size_t k = 0; k < run.model.products.size(); ++k)
        for (AgentIndex i = 0; i < world.network.agents; ++i)
          count += !(column(i, k) >= lowest && column(i, k) <= highest);
      return count;
    };
    INFO((keys.empty() ? "the village" : keys.front()));
    for (std::uint32_t t = 0; t < world.ticks(); ++t) {
      run.step();
      CHECK(outside(run.state.memory, 0, 1) == 0);
      CHECK(outside(run.state.vicarious_value, -1, 1) == 0);
      CHECK(outside(run.state.loyalty, 0, 1) == 0);
      CHECK(outside(run.state.belief[0], 0, 1) == 0);
      CHECK(outside(run.state.precision[0], 1, 1e6f) == 0);
      const ReinforcementRule rule = world.scenario.learning.reinforcement.rule;
      if (rule == ReinforcementRule::delta) CHECK(outside(run.state.value, -1.5f, 1.5f) == 0);
      if (rule == ReinforcementRule::bush_mosteller) CHECK(outside(run.state.value, 0, 1) == 0);
      if (rule == ReinforcementRule::roth_erev) CHECK(outside(run.state.value, 1e-6f, 1e6f) == 0);
      for (AgentIndex i = 0; i < world.network.agents; ++i) {
        CHECK((run.state.participation[i] >= 0 && run.state.participation[i] <= 1));
        CHECK(run.state.budget[i] >= 0);
      }
    }
  }
}

TEST_CASE("Bush-Mosteller probabilities of every agent sum to one throughout a run", "[mechanisms]") {
  const World world(twin::village(), {"learning.reinforcement.rule=bush_mosteller"});
  ByHand run(world);
  for (std::uint32_t t = 0; t < world.ticks(); ++t) {
    run.step();
    for (AgentIndex i = 0; i < world.network.agents; ++i) {
      const float total = run.state.value(i, 0) + run.state.value(i, 1) + run.state.value(i, 2);
      CHECK(total == Approx(1).margin(1e-5));
    }
  }
}

TEST_CASE("what is spent in a period never exceeds the budget", "[mechanisms]") {
  const World world(twin::village(), {"decision.budget={share: 0.5, period: 10}", "time.ticks=20"});
  ByHand run(world);
  for (std::uint32_t t = 0; t < 20; ++t) {
    run.step();
    for (AgentIndex i = 0; i < world.network.agents; ++i)
      CHECK(run.state.budget[i] <= 0.5f * world.population.trait(Trait::income)[i]);
  }
}

}  // namespace mechanisms_conservation_test
