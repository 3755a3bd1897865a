// Every mechanism and option of the logit model against the slow twin: all counts of every tick are equal,
// all sums agree within rounding.

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "engine/twin.support.hpp"
#include "engine/twin_check.support.hpp"

namespace engine_twin_test {

using namespace shoal;
using namespace shoal::twin;

namespace {

std::string many_products(int count) {
  std::string list = "market.products=[";
  for (int k = 0; k < count; ++k)
    list +=
        fmt::format("{{name: p{}, price: {}, quality: {}, hedonic: {}, stimulus: {}, launch: {}}},", k,
                    2 + k % 5, 0.2 + 0.011 * k, (k * 7 % 10) * 0.1, k % 3 == 0 ? 0.015 * k : 0.0, 1 + k % 11);
  list.back() = ']';
  return list;
}

}  // namespace

TEST_CASE("the engine observes peers as its slow twin does", "[engine][twin]") {
  const std::string tiered =
      "network={generator: tiered, tiered: {communities: 2, top_share: 0.08, middle_share: 0.2}}";
  const std::string core =
      "network={generator: core_periphery, core_periphery: {communities: 2, core_share: 0.25}}";
  const std::string weights = "network.weights={uniform: [0.1, 1]}";
  const std::string groups =
      "network={generator: planted_partition, planted_partition: {communities: 10, mean_degree: 39, mixing: "
      "0}}";
  check_cases({
      {"linear drive", {}},
      {"conformist drive", {"learning.observation.rule=conformist"}},
      {"drive from an own threshold of memory",
       {"learning.observation.rule=threshold", "learning.observation.threshold={uniform: [0.02, 0.3]}"}},
      {"only the last tick counts", {"learning.observation.retention=0"}},
      {"memory never takes in anything", {"learning.observation.retention=1"}},
      {"no vicarious motivation", {"learning.observation.motivation=0"}},
      {"strong vicarious motivation",
       {"learning.observation.motivation=3", "learning.observation.vicarious_rate=1"}},
      {"trust scales the drive", {"learning.observation.trust=true", "community.trust=0.5"}},
      {"copying when uncertain", {"learning.observation.precision=1", "learning.beliefs.forgetting=0.05"}},
      {"copying when uncertain of all or nothing",
       {"learning.observation={precision: 0.2, rule: threshold, threshold: 0.1}"}},
      {"no observation", {"learning.observation.enabled=false"}},
      {"three neighbours watched per tick", {"learning.observation.sample=3"}},
      {"more neighbours to watch than there are", {"learning.observation.sample=64"}},
      {"weighted ties", {weights}},
      {"weighted ties, some watched", {weights, "learning.observation.sample=4"}},
      {"admiration of higher tiers", {tiered, "learning.observation.admiration=3"}},
      {"admiration of the core", {core, "learning.observation.admiration=2.5"}},
      {"admiration, weights and a sample",
       {tiered, weights, "learning.observation.admiration=2", "learning.observation.sample=5"}},
      {"hubs", {"network={generator: star, star: {hubs: 5}}", "learning.observation.admiration=2"}},
      {"a directed ring",
       {"network={generator: ring_lattice, ring_lattice: {neighbours: 3, one_sided: true}}"}},
      {"a directed ring with weights",
       {"network={generator: ring_lattice, ring_lattice: {neighbours: 3, one_sided: true}}", weights}},
      {"many agents without neighbours",
       {"network={generator: erdos_renyi, erdos_renyi: {mean_degree: 0.8}}"}},
      {"more neighbours than a byte counts",
       {"network={generator: erdos_renyi, erdos_renyi: {mean_degree: 280}}", "population.agents=300",
        "time.ticks=12"}},
      {"everybody observes everybody",
       {"network={generator: complete}", "population.agents=300", "time.ticks=12"}},
      {"everybody observes everybody else of the community",
       {groups, "population.agents=400", "time.ticks=12"}},
      {"long and short rows",
       {"network={generator: scale_free, scale_free: {ties_per_agent: 6}}", "population.agents=1500",
        "time.ticks=8"}},
  });
}

TEST_CASE("the engine learns from its purchases as its slow twin does", "[engine][twin]") {
  check_cases({
      {"delta rule with a recommendation boost", {"learning.reinforcement.recommendation_boost=6"}},
      {"delta rule, gains and losses apart",
       {"learning.reinforcement.rate_gain=0.5", "learning.reinforcement.rate_loss=0.05"}},
      {"delta rule, gains only", {"learning.reinforcement.rate_gain=0.5"}},
      {"delta rule from an initial value",
       {"learning.reinforcement.initial=0.4", "learning.reinforcement.forgetting=0.2"}},
      {"delta rule without forgetting", {"learning.reinforcement.forgetting=0"}},
      {"experience-weighted attraction", {"learning.reinforcement.rule=ewa"}},
      {"cumulative reinforcement", {"learning.reinforcement={rule: ewa, ewa: {delta: 0, rho: 0, phi: 0.7}}"}},
      {"weighted fictitious play",
       {"learning.reinforcement={rule: ewa, initial: 0.3, ewa: {delta: 1, rho: 0.9, phi: 0.9, "
        "initial_experience: 2}}"}},
      {"Bush-Mosteller", {"learning.reinforcement.rule=bush_mosteller"}},
      {"Bush-Mosteller, uneven steps",
       {"learning.reinforcement={rule: bush_mosteller, bush_mosteller: {reward_step: 0.3, loss_step: 0.6}}",
        "decision.planned.temperature=1"}},
      {"Bush-Mosteller with one product",
       {"learning.reinforcement.rule=bush_mosteller", many_products(1),
        "population.seed_adopters.product=0"}},
      {"Roth-Erev", {"learning.reinforcement.rule=roth_erev"}},
      {"Roth-Erev with forgetting",
       {"learning.reinforcement={rule: roth_erev, roth_erev: {forgetting: 0.2, initial: 2}}",
        "experience.offset=1", "decision.planned.temperature=1"}},
      {"no reinforcement", {"learning.reinforcement.enabled=false"}},
  });
}

TEST_CASE("the engine believes as its slow twin does", "[engine][twin]") {
  check_cases({
      {"word of mouth", {"learning.beliefs.precision.word_of_mouth=3", "reviews.read=0"}},
      {"word of mouth over weighted ties",
       {"learning.beliefs.precision.word_of_mouth=3", "network.weights={beta: [2, 3]}"}},
      {"deaf to word of mouth", {"learning.beliefs.precision.word_of_mouth=0"}},
      {"quality only", {"learning.beliefs.attributes=[quality]"}},
      {"value for money before quality", {"learning.beliefs.attributes=[value_for_money, quality]"}},
      {"no forgetting, strong prior",
       {"learning.beliefs.forgetting=0", "learning.beliefs.prior.precision=5"}},
      {"complete forgetting", {"learning.beliefs.forgetting=1"}},
      {"own experience tells nothing", {"learning.beliefs.precision.experience=0"}},
      {"averaging of opinions", {"learning.beliefs.social=degroot"}},
      {"averaging of opinions over weighted ties",
       {"learning.beliefs.social=degroot", "learning.beliefs.self_weight=2.5",
        "network.weights={uniform: [0.2, 1]}"}},
      {"averaging without an own weight",
       {"learning.beliefs.social=degroot", "learning.beliefs.self_weight=0",
        "network={generator: erdos_renyi, erdos_renyi: {mean_degree: 2}}"}},
      {"beliefs from own experience and reviews only", {"learning.beliefs.social=none"}},
      {"no beliefs", {"learning.beliefs.enabled=false", "reviews.read=0"}},
      {"everybody reads", {"reviews.read=1", "learning.beliefs.precision.reviews=2"}},
      {"readers believe every word", {"reviews.read=1", "reviews.credibility=1", "reviews.epsilon=0.2"}},
      {"reviews that nobody believes", {"reviews.read=1", "reviews.credibility=0", "reviews.epsilon=0"}},
  });
}

TEST_CASE("the engine plans purchases as its slow twin does", "[engine][twin]") {
  check_cases({
      {"nothing outside the market", {"decision.planned.outside=false"}},
      {"everything is found", {"decision.planned.search=1"}},
      {"nothing is found but what peers have", {"decision.planned.search=0"}},
      {"everything has been noticed", {"decision.planned.notice=0"}},
      {"a cold choice", {"decision.planned.temperature=0.02", "reviews.read=0"}},
      {"a hot choice", {"decision.planned.temperature=4"}},
      {"a need in every tick",
       {"decision.planned.need=1", "population.segments=[{name: a, share: 1}, {name: b, share: 2}]"}},
      {"needs by motive", {"population.traits.utilitarian_motivation={beta: [1, 2]}"}},
      {"nobody has anything to get done", {"population.traits.utilitarian_motivation=0"}},
      {"other weights",
       {"decision.planned.weights={quality: 2, service: -1, value_for_money: 1, value: 0.5, observation: 2, "
        "vicarious: 1.5, loyalty: 2, brand: 0.5, price: 3, uncertainty: 1}"}},
      {"no weights but the brand's",
       {"decision.planned.weights={quality: 0, service: 0, value_for_money: 0, "
        "value: 0, observation: 0, vicarious: 0, loyalty: 0, brand: 0.4, "
        "price: 0, uncertainty: 0}"}},
      {"a tight budget", {"decision.budget={share: 0.4, period: 6}"}},
      {"a budget for every tick", {"decision.budget={share: 0.2, period: 1}"}},
      {"no budget", {"decision.budget.enabled=false"}},
      {"no planned purchases", {"decision.planned.enabled=false"}},
  });
}

TEST_CASE("the engine feels urges as its slow twin does", "[engine][twin]") {
  const std::string none =
      "decision.impulse={base: -1, trait: 0, hedonic: 0, stimulus: 0, observation: 0, warmth: 0, comparison: "
      "0, "
      "support: 0, self_control: 0, norm: 0}";
  std::vector<Case> cases = {
      {"an urge for a product drawn at random", {"decision.impulse.target=draw"}},
      {"no norm", {"decision.impulse.norm=0"}},
      {"only what peers do on impulse is approved of",
       {"decision.impulse.norm=1", "decision.impulse.base=0"}},
      {"no planned purchases to come first", {"decision.planned.enabled=false", "decision.impulse.base=-1"}},
      {"no impulse purchases", {"decision.impulse.enabled=false"}},
      {"comparison and support without observational learning",
       {"learning.observation.enabled=false", "decision.impulse.comparison=3", "decision.impulse.support=3"}},
      {"an urge without reasons, drawn", {none, "decision.impulse.target=draw"}},
      {"nobody can pay for an urge", {"decision.budget.share=0.05"}},
  };
  for (const char* term : {"trait", "hedonic", "stimulus", "observation", "warmth", "comparison", "support",
                           "self_control", "norm"})
    cases.push_back({std::string("an urge from ") + term,
                     {none, std::string("decision.impulse.") + term + "=1", "decision.impulse.target=draw"}});
  check_cases(cases);
}

TEST_CASE("the engine experiences and shares as its slow twin does", "[engine][twin]") {
  check_cases({
      {"all or nothing", {"experience.noise=bernoulli"}},
      {"exact quality", {"experience.quality_sd=0"}},
      {"wild quality", {"experience.quality_sd=0.8"}},
      {"a reward that is quality", {"experience={quality: 0.5, offset: 0.5, surprise: 0, quality_sd: 0.1}"}},
      {"a reward that is surprise", {"experience={quality: 0, surprise: 2}"}},
      {"nobody is indifferent", {"experience.margin=0"}},
      {"nobody is pleased", {"experience.margin=1"}},
      {"quick loyalty",
       {"experience={loyalty_gain: 1, loyalty_loss: 0.05, participation_rate: 0.6}",
        "decision.planned.weights.loyalty=2"}},
      {"purchases that last", {"decision.planned.lasts=9", "decision.planned.need=0.4"}},
      {"levels are told", {"learning.beliefs.told=level", "share={recommend: 1, complain: 0.8}"}},
      {"levels are told over ties of different weight, of other attributes nothing",
       {"learning.beliefs={told: level, attributes: [quality, service]}",
        "network.weights={uniform: [0.1, 1]}", "share={recommend: 1, complain: 0.8}",
        "learning.observation.admiration=2"}},
      {"fans",
       {"market.products.0.loyalty={beta: [1, 2]}", "market.products.2.loyalty=0.8",
        "decision.planned.weights.loyalty=2"}},
      {"nothing is shared", {"share.enabled=false"}},
      {"everything is shared", {"share={review: 1, recommend: 1, complain: 1}", "community.belonging=1"}},
      {"losses as loud as gains", {"share.negativity=1"}},
      {"losses much louder", {"share.negativity=4.5"}},
      {"recognition", {"share.recognition=0.4", "share.recommend=0.5"}},
      {"recognition where nothing else is observed",
       {"share.recognition=1", "share.recommend=0.3", "decision.planned.need=0.8",
        "learning.observation.enabled=false", "learning.beliefs.social=none",
        "learning.reinforcement.recommendation_boost=0",
        "decision.impulse={comparison: 0, support: 0, norm: 0}"}},
      {"no segments", {"population.segments=[]"}},
  });
}

TEST_CASE("the engine steps durable goods, launches and any number of products as its slow twin does",
          "[engine][twin]") {
  const std::string seed = "population.seed_adopters.product=0";
  check_cases({
      {"durable goods", {"decision.adoption=once"}},
      {"durable goods, drawn urges", {"decision.adoption=once", "decision.impulse.target=draw"}},
      {"durable goods, one product", {"decision.adoption=once", many_products(1), seed}},
      {"one product", {many_products(1), seed}},
      {"two products", {many_products(2)}},
      {"64 products", {many_products(64), "decision.impulse.base=-2"}},
      {"64 products, weighted ties", {many_products(64), "network.weights={uniform: [0.3, 1]}"}},
      {"64 durable products, drawn urges",
       {many_products(64), "decision.adoption=once", "decision.impulse.target=draw"}},
      {"late launches",
       {"market.products.0.launch=9", "market.products.1.launch=21", "market.products.2.launch=31"}},
      {"no seed adopters", {"population.seed_adopters.share=0"}},
      {"three blocks of agents", {"population.agents=2500", "time.ticks=10"}},
      {"one agent more than a block", {"population.agents=1025", "time.ticks=10"}},
      {"a block exactly, sampled",
       {"population.agents=2048", "time.ticks=8", "learning.observation.sample=2"}},
  });
}

TEST_CASE("the engine takes single turns as its slow twin does", "[engine][twin]") {
  std::vector<Case> cases;
  const std::vector<std::pair<std::string, std::vector<std::string>>> schedules = {
      {"in order of numbers", {"schedule=sequential", "time.ticks=500"}},
      {"in a random order", {"schedule=sequential", "time={ticks: 500, order: random}"}},
      {"at random", {"schedule=asynchronous", "time.ticks=12"}}};
  const std::vector<Case> worlds = {
      {"the village", {}},
      {"averaging of opinions", {"learning.beliefs.social=degroot"}},
      {"samples of weighted ties", {"network.weights={uniform: [0.1, 1]}", "learning.observation.sample=3"}},
      {"durable goods", {"decision.adoption=once"}},
      {"recognition", {"share.recognition=0.4"}},
      {"experience-weighted attraction", {"learning.reinforcement.rule=ewa"}},
      {"one product", {many_products(1), "population.seed_adopters.product=0"}},
      {"agents of two blocks", {"population.agents=1200"}}};
  for (const auto& [how, schedule] : schedules)
    for (const Case& world : worlds) {
      Case both{world.name + " " + how, schedule};
      both.keys.insert(both.keys.end(), world.keys.begin(), world.keys.end());
      cases.push_back(both);
    }
  check_cases(cases);
}

}  // namespace engine_twin_test
