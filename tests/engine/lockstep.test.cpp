// Runs that step together against the same runs one by one, bit by bit.

#include "engine/lockstep.hpp"

#include <catch2/catch.hpp>

#include "engine/twin_check.support.hpp"
#include "scenario/set_seed.hpp"

namespace engine_lockstep_test {

using namespace shoal;

namespace {

/// Replicates of some scenarios on one network.
class Replicates {
 public:
  explicit Replicates(const World& world) : network_(world.network) {}
  void add(const World& world, std::size_t count) {
    for (std::size_t r = 0; r < count; ++r) {
      scenarios_.push_back(std::make_unique<Scenario>(world.scenario));
      set_seed(*scenarios_.back(), 100 + scenarios_.size());
      populations_.push_back(std::make_unique<Population>(
          make_population(scenarios_.back()->population, network_, scenarios_.back()->population_seed())));
      number_.push_back(worlds_);
    }
    ++worlds_;
  }
  std::size_t count() const { return scenarios_.size(); }

  /// Purchases of run r in its first ticks.
  std::int64_t purchases(std::size_t r, std::uint32_t ticks) const {
    Simulation run(*scenarios_[r], network_, *populations_[r], 1);
    std::int64_t sum = 0;
    for (std::uint32_t t = 0; t < ticks; ++t) sum += run.step().counts.planned;
    return sum;
  }
  /// All totals of a run, bit by bit.
  std::vector<std::string> alone(std::size_t r, std::uint32_t ticks) const {
    Simulation run(*scenarios_[r], network_, *populations_[r], 1);
    std::vector<std::string> bits;
    for (std::uint32_t t = 0; t < ticks; ++t) bits.push_back(bits_of(run.step()));
    return bits;
  }
  /// The same of all runs together; run r leaves after ticks - r % 3 ticks.
  std::vector<std::vector<std::string>> together(std::uint32_t ticks, unsigned threads) const {
    std::vector<std::unique_ptr<Simulation>> runs;
    std::vector<Lockstep::Member> members;
    for (std::size_t r = 0; r < count(); ++r) {
      runs.push_back(std::make_unique<Simulation>(*scenarios_[r], network_, *populations_[r], 1,
                                                  metrics::Figures::all, Stepping::together));
      members.push_back({runs.back().get(), number_[r]});
    }
    Lockstep lockstep(network_, std::move(members), threads);
    std::vector<std::vector<std::string>> bits(count());
    std::vector<bool> over(count());
    for (std::uint32_t t = 0; t < ticks; ++t) {
      lockstep.step();
      for (std::size_t r = 0; r < count(); ++r) {
        if (over[r]) continue;
        bits[r].push_back(bits_of(runs[r]->totals()));
        over[r] = t + 1 == ticks - r % 3;
      }
      lockstep.drop(over);
      for (std::size_t r = 0; r < count(); ++r)
        if (over[r]) runs[r].reset();
    }
    return bits;
  }
  void check(std::uint32_t ticks, unsigned threads = 1) const {
    const auto all = together(ticks, threads);
    for (std::size_t r = 0; r < count(); ++r) {
      CAPTURE(r);
      CHECK(all[r] == alone(r, ticks - r % 3));
    }
  }

 private:
  const Network& network_;
  std::vector<std::unique_ptr<Scenario>> scenarios_;
  std::vector<std::unique_ptr<Population>> populations_;
  std::vector<std::uint32_t> number_;
  std::uint32_t worlds_ = 0;
};

void check(const World& world, std::size_t count, std::uint32_t ticks = 6, unsigned threads = 1) {
  Replicates replicates(world);
  replicates.add(world, count);
  replicates.check(ticks, threads);
}

const std::string herding = R"(
population: {agents: 1100, traits: {income: {uniform: [1, 1.5]}}, seed_adopters: {share: 0.1}}
market: {products: [{name: gadget, price: 3, quality: 0.55}]}
learning:
  observation: {attention: 1, retention: 0, motivation: 0, vicarious_rate: 0, forgetting: 0}
  beliefs: {enabled: false}
decision:
  budget: {enabled: false}
  planned: {need: 1, search: 1, temperature: 1, weights: {value: 2, observation: 3, vicarious: 0, loyalty: 0, brand: 0}}
  impulse: {enabled: false}
experience: {noise: bernoulli, loyalty_gain: 0, loyalty_loss: 0, participation_rate: 0}
share: {enabled: false}
)";
const std::string uniform = "network={generator: erdos_renyi, erdos_renyi: {mean_degree: 9}}";
const std::string community =
    "network={generator: planted_partition, planted_partition: {communities: 9, mean_degree: 12}}";

}  // namespace

TEST_CASE("1, 2, 63, 64 runs of herding together are the runs one by one", "[engine][lockstep]") {
  for (const std::string& network : {uniform, community})
    for (const std::size_t count : {1u, 2u, 63u, 64u}) {
      CAPTURE(network, count);
      check(World(herding, {network}), count, 5);
    }
}

TEST_CASE("runs that fetch each other's blocks from memory are the runs one by one", "[engine][lockstep]") {
  const World world(herding, {uniform, "population.agents=33000"});  // so many are fetched ahead
  Replicates replicates(world);
  replicates.add(world, 40);
  replicates.check(3, 2);
}

TEST_CASE("replicates of herding buy, and not the same", "[engine][lockstep]") {
  const World world(herding, {uniform});
  Replicates replicates(world);
  replicates.add(world, 2);
  CHECK(replicates.purchases(0, 5) > 300);
  CHECK(replicates.purchases(0, 5) != replicates.purchases(1, 5));
}

TEST_CASE("runs with all reference phases together are the runs one by one", "[engine][lockstep]") {
  const std::vector<twin::Case> cases = {
      {"the village", {}},
      {"uniform ties", {uniform}},
      {"one product",
       {"market={products: [{name: apple, stimulus: 0.4}]}", "population.seed_adopters.product=0"}},
      {"no memory, no urge", {"learning.observation.retention=0", "decision.impulse.enabled=false"}},
      {"outsiders", {"membership={enabled: true, initial: {share: 0.6}}"}},
      {"lives and bonds", {"community.life.enabled=true", "community.bonds.enabled=true"}},
      {"opinions", {"learning.beliefs.social=degroot"}},
      {"told levels", {"learning.beliefs.told=level"}},
      {"once", {"decision.adoption=once"}},
      {"thresholds",
       {"market={products: [{name: apple}]}", "population.seed_adopters.product=0",
        "decision.rule=threshold"}},
      {"resellers", {"resellers.enabled=true"}},
      {"no sign is watched",
       {"learning.observation.enabled=false", "learning.beliefs.enabled=false", "reviews.read=0",
        "learning.reinforcement.recommendation_boost=0", "decision.impulse.enabled=false"}},
      {"weighted ties", {"network.weights={uniform: [0.1, 1]}"}},
      {"signs change in the middle",
       {"interventions=[{at: 3, set: {decision.impulse.enabled: false}}, {at: 4, set: "
        "{learning.observation.sample: 2}}, "
        "{at: 5, set: {learning.observation.sample: 0}}]"}}};
  for (const twin::Case& c : cases) {
    DYNAMIC_SECTION(c.name) { check(World(twin::village(), c.keys), 5, 7); }
  }
}

TEST_CASE("runs of different scenarios on one network step together", "[engine][lockstep]") {
  const World herd(herding, {uniform, "population.agents=150"}),
      small(herding, {uniform, "population.agents=150", "decision.planned.weights.observation=1"}),
      village(twin::village(), {uniform}), calm(twin::village(), {"decision.impulse.enabled=false"}),
      few(twin::village(), {"market={products: [{name: apple}]}", "population.seed_adopters.product=0"}),
      deaf(twin::village(), {"share.enabled=false", "learning.beliefs.enabled=false", "reviews.read=0"});
  Replicates replicates(herd);
  for (const World* world : {&herd, &small, &village, &calm, &few, &deaf, &calm}) replicates.add(*world, 3);
  replicates.check(8);
}

TEST_CASE("runs together are the same on any number of threads", "[engine][lockstep][threads]") {
  const World world(twin::village(), {"population.agents=9300"});  // more than a wave of blocks
  for (const unsigned threads : {2u, 3u}) check(world, 6, 4, threads);
}

TEST_CASE("runs gain from stepping together where they watch one sign of one product", "[engine][lockstep]") {
  const auto serves = [](std::vector<std::string> keys) {
    return Lockstep::serves(World(herding, std::move(keys)).scenario);
  };
  CHECK(serves({}));
  CHECK(serves({community}));
  CHECK(!serves({"schedule=sequential"}));
  CHECK(!serves({"learning.observation.sample=3"}));
  CHECK(!serves({"learning.observation.vicarious_rate=0.1"}));  // outcomes are watched too
  CHECK(!serves({"market={products: [{name: a}, {name: b}]}"}));
  CHECK(!serves({"learning.observation.admiration=3"}));
  CHECK(Lockstep::pays(World(herding, {uniform}).network, 64));
  CHECK(!Lockstep::pays(World(herding, {uniform}).network, 2));
  CHECK(Lockstep::pays(World(herding, {community}).network, 64));
  CHECK(!Lockstep::pays(World(herding, {community}).network, 8));  // rows of bits
  CHECK(!Lockstep::pays(World(herding, {uniform, "network.weights=0.5"}).network, 64));
}

}  // namespace engine_lockstep_test
