// The pass over a block of purchases against the phases that it stands for.

#include "mechanisms/routine.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/by_hand.support.hpp"
#include "engine/twin.support.hpp"
#include "engine/twin_check.support.hpp"
#include "mechanisms/routine_purchases.hpp"

namespace mechanisms_routine_test {

using namespace shoal;

namespace {

/// Planned purchases, observation and the delta rule; nothing else.
const std::vector<std::string> bare = {
    "market.products=[{name: gadget, price: 3, quality: 0.55, launch: 2}]",
    "learning.beliefs.enabled=false",
    "learning.reinforcement={rule: delta, initial: 0.3, recommendation_boost: 0, forgetting: 0}",
    "reviews.read=0",
    "population.seed_adopters={share: 0.1, product: 0}",
    "decision.budget.enabled=false",
    "decision.impulse.enabled=false",
    "decision.planned.need=0.7",
    "decision.planned.search=0.4",
    "decision.planned.notice=0.1",
    "experience.loyalty_gain=0",
    "experience.loyalty_loss=0",
    "share.enabled=false"};

/// With these the drive is memory times a number, and the pass may observe too.
const std::vector<std::string> in_passing = {
    "population.traits={susceptibility: 0.8, production: 0.9, learning_rate: {uniform: [0, 0.3]}}",
    "learning.observation={rule: linear, retention: 0.4, motivation: 0, vicarious_rate: 0, forgetting: 0, "
    "trust: false}",
    "decision.planned.search=1"};

std::vector<std::string> with(std::vector<std::string> more) {
  std::vector<std::string> keys = bare;
  keys.insert(keys.end(), more.begin(), more.end());
  return keys;
}

const std::vector<twin::Case>& cases() {
  static const std::vector<twin::Case> all = {
      {"as it is", bare},
      {"quality all or nothing",
       with({"experience.noise=bernoulli", "experience.quality=0.5", "experience.offset=0.5"})},
      {"quality all or nothing, beliefs that vary",
       with({"experience.noise=bernoulli", "population.traits.prior_belief={uniform: [0, 1]}"})},
      {"a temperature of one", with({"decision.planned.temperature=1"})},
      {"quality without noise", with({"experience.quality_sd=0"})},
      {"everybody has a need and finds the product",
       with({"decision.planned.need=1", "decision.planned.search=1"})},
      {"few needs", with({"decision.planned.need=0.02"})},
      {"gains and losses apart",
       with({"learning.reinforcement.rate_gain=0.4", "learning.reinforcement.rate_loss=0.1"})},
      {"gains apart", with({"learning.reinforcement.rate_gain=0.4"})},
      {"memory of the last tick only", with({"learning.observation.retention=0"})},
      {"observation in passing", with(in_passing)},
      {"observation in passing, of the last tick only",
       with({in_passing[0], in_passing[1], in_passing[2], "learning.observation.retention=0"})},
      {"observation in passing, of all others",
       with({in_passing[0], in_passing[1], in_passing[2], "network={generator: complete}"})},
      {"beliefs that vary before the first purchase",
       with({"population.traits.prior_belief={uniform: [0, 1]}"})},
      {"participation that does not move", with({"experience.participation_rate=0"})},
      {"terms of utility that weigh nothing",
       with({"decision.planned.weights={vicarious: 0, loyalty: 0, price: 0.5, value: 2}"})},
  };
  return all;
}

/// The same in runs into which something intervenes.
std::vector<twin::Case> disturbed_cases() {
  std::vector<twin::Case> all = cases();
  const std::string changes =
      "{at: 5, seed_adopters: {share: 0.1, product: 0}}, {at: 8, set: {decision.planned.need: 0.9}}, "
      // for two ticks the phases one by one: nothing must be left of what the pass had foreseen
      "{at: 9, set: {share.enabled: true, share.review: 0, share.recommend: 0, share.complain: 0}}, "
      "{at: 11, set: {share.enabled: false}}]";
  const auto add = [&](const char* name, std::vector<std::string> keys, const char* before) {
    keys.push_back("interventions=[" + std::string(before) + changes);
    all.push_back({name, keys});
  };
  const char* removal = "{at: 3, remove: {share: 0.2}}, ";
  add("interventions", bare, "");
  add("interventions, observation in passing", with(in_passing), "");
  add("removal", bare, removal);
  add("removal, observation in passing", with(in_passing), removal);
  return all;
}

std::string bits(const std::vector<std::string>& keys, unsigned threads, bool expected) {
  const World world(twin::village(), keys);
  CHECK(routine(make_model(world.scenario, world.network, world.population)) == expected);
  Simulation simulation = world.simulation(threads);
  std::string all;
  for (std::uint32_t t = 0; t < world.ticks(); ++t) all += bits_of(simulation.step());
  return all;
}

bool notices(const twin::Case& c) {
  const World world(twin::village(), c.keys);
  return make_model(world.scenario, world.network, world.population).notices_in_passing;
}

constexpr metrics::Figures of_purchases = metrics::Figures::channels | metrics::Figures::outcomes;

/// Of what a run leaves behind and counts on the way, where nobody reads a sum; `reported`: figures that are
/// looked at.
std::string bits_of_counts(const std::vector<std::string>& keys, unsigned threads, metrics::Figures read,
                           metrics::Figures reported = of_purchases) {
  const World world(twin::village(), keys);
  Simulation run(world.scenario, world.network, world.population, threads, read);
  std::string all;
  const auto add = [&](const auto* from, std::size_t count) {
    all.append(reinterpret_cast<const char*>(from), sizeof *from * count);
  };
  for (std::uint32_t t = 0; t < world.ticks(); ++t) {
    const metrics::Totals& totals = run.step();
    const AgentIndex agents = world.network.agents;
    metrics::Counts counts = totals.counts;
    if (!metrics::meet(reported, metrics::Figures::channels)) std::ranges::fill(counts.by_channel, 0);
    if (!metrics::meet(reported, metrics::Figures::outcomes)) counts.pleased = counts.displeased = 0;
    add(&counts, 1);
    add(totals.segment_purchases.data(), totals.segment_purchases.size());
    add(&totals.members, 1);
    add(&totals.buyers_ever, 1);
    add(run.state().value.at(0, 0), agents);
    add(run.state().idle.data(), agents);
    if (!metrics::meet(reported, metrics::Figures::agents)) continue;
    add(run.state().memory.at(0, 0), agents);
    add(run.state().shown.data(), agents);
  }
  return all;
}

/// Keys of the pass, and of the phases that it stands for.
std::pair<std::vector<std::string>, std::vector<std::string>> both_ways(const twin::Case& c) {
  std::vector<std::string> keys = c.keys;
  keys.insert(keys.end(), {"population.agents=2300", "time.ticks=12"});
  std::vector<std::string> silent = keys;
  silent.push_back("share={enabled: true, review: 0, recommend: 0, complain: 0}");
  return {keys, silent};
}

}  // namespace

TEST_CASE("purchases in one pass are those of the slow twin", "[engine][twin]") {
  twin::check_cases(cases());
}

// With `share` on but nothing shared, the phases one by one do the work, and the same bits must come out.
TEST_CASE("purchases in one pass are those of the phases one by one, bit by bit", "[engine]") {
  for (const twin::Case& c : disturbed_cases()) {
    DYNAMIC_SECTION(c.name) {
      const auto [keys, silent] = both_ways(c);
      const std::string one_by_one = bits(silent, 1, false);
      CHECK(bits(keys, 1, true) == one_by_one);
      CHECK(bits(keys, 2, true) == one_by_one);
    }
  }
}

TEST_CASE("what nobody reads changes nothing in purchases of one pass", "[engine]") {
  CHECK(std::ranges::count_if(cases(), notices) == 3);
  for (const twin::Case& c : disturbed_cases()) {
    DYNAMIC_SECTION(c.name) {
      const auto [keys, silent] = both_ways(c);
      using metrics::Figures;
      const std::string one_by_one = bits_of_counts(silent, 1, Figures::all),
                        without = bits_of_counts(silent, 1, Figures::all, Figures::none),
                        looked_at = bits_of_counts(silent, 1, Figures::all, Figures::agents);
      for (const unsigned threads : {1u, 2u}) {
        CHECK((bits_of_counts(keys, threads, Figures::none, Figures::none) == without));
        CHECK((bits_of_counts(keys, threads, Figures::agents, Figures::agents) == looked_at));
        CHECK((bits_of_counts(keys, threads, of_purchases) == one_by_one));
        CHECK((bits_of_counts(keys, threads, Figures::communities | of_purchases) == one_by_one));
      }
    }
  }
}

TEST_CASE("a sum in order is the sum from the first to the last, bit by bit", "[maths]") {
  random::Stream draws(3, random::Purpose::design_value, 0);
  for (const float least : {0x1p-30f, 0x1p-19f, 0.25f}) {
    std::vector<float> values;
    for (int n = 0; n < 1000; ++n) {
      const auto u = static_cast<float>(draws.uniform_open());
      values.push_back((draws.word() & 1 ? -1.0f : 1.0f) * (n % 50 == 0 ? least : u));
    }
    double sum = 0;
    for (const float v : values) sum += double{v};
    CHECK(sum_in_order(values.data(), 1000) == sum);
  }
}

}  // namespace mechanisms_routine_test
