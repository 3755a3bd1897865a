// Negative control of the comparison with the slow twin: a twin of another scenario must be told apart. Each
// line changes one number of one equation.

#include <catch2/catch.hpp>

#include "engine/twin_check.support.hpp"

namespace engine_twin_power_test {

using namespace shoal;
using namespace shoal::twin;

namespace {

void check_noticed(const std::vector<std::string>& common, const std::vector<std::string>& changes) {
  const World plain(village(), common);
  REQUIRE(compare(plain, plain).differences.empty());
  for (const std::string& change : changes) {
    std::vector<std::string> keys = common;
    keys.push_back(change);
    INFO(change);
    CHECK_FALSE(compare(plain, World(village(), keys)).differences.empty());
  }
}

}  // namespace

TEST_CASE("a twin with another parameter is told apart", "[engine][twin]") {
  check_noticed({"share.recognition=0.4", "share.recommend=0.5", "learning.reinforcement.rate_loss=0.2",
                 "learning.observation.rule=conformist", "learning.observation.trust=true"},
                {"seed=12",
                 "seeds.dynamics=1",
                 "learning.observation.attention=0.801",
                 "learning.observation.retention=0.601",
                 "learning.observation.motivation=1.01",
                 "learning.observation.precision=1000",
                 "market.products.1.loyalty=0.3",
                 "learning.beliefs.told=level",
                 "decision.planned.lasts=2",
                 "learning.observation.vicarious_rate=0.301",
                 "learning.observation.forgetting=0.101",
                 "learning.observation.trust=false",
                 "learning.observation.rule=linear",
                 "learning.observation.sample=6",
                 "learning.reinforcement.recommendation_boost=2.1",
                 "learning.reinforcement.forgetting=0.021",
                 "learning.reinforcement.rate_gain=0.2",
                 "learning.reinforcement.rate_loss=0.21",
                 "learning.reinforcement.initial=0.001",
                 "learning.beliefs.forgetting=0.051",
                 "learning.beliefs.prior.precision=1.001",
                 "learning.beliefs.precision.experience=4.01",
                 "learning.beliefs.precision.word_of_mouth=0.51",
                 "learning.beliefs.precision.reviews=1.01",
                 "decision.planned.temperature=0.5",
                 "decision.planned.search=0.45",
                 "decision.planned.notice=0.06",
                 "decision.planned.outside=false",
                 "decision.planned.weights.quality=1.2",
                 "decision.planned.weights.service=0.7",
                 "decision.planned.weights.value_for_money=0.3",
                 "decision.planned.weights.value=1.3",
                 "decision.planned.weights.observation=1",
                 "decision.planned.weights.vicarious=0.8",
                 "decision.planned.weights.loyalty=3",
                 "decision.planned.weights.brand=0.4",
                 "decision.planned.weights.price=1.3",
                 "decision.planned.weights.uncertainty=0.4",
                 "decision.impulse.base=-2.9",
                 "decision.impulse.trait=1.7",
                 "decision.impulse.hedonic=1.7",
                 "decision.impulse.stimulus=1.5",
                 "decision.impulse.observation=2.5",
                 "decision.impulse.warmth=1.3",
                 "decision.impulse.comparison=1.4",
                 "decision.impulse.support=2",
                 "decision.impulse.self_control=2.2",
                 "decision.impulse.norm=0.5",
                 "decision.impulse.target=draw",
                 "decision.budget.share=0.5",
                 "decision.budget.period=20",
                 "decision.adoption=once",
                 "experience.quality=1.001",
                 "experience.surprise=0.501",
                 "experience.offset=0.001",
                 "experience.quality_sd=0.151",
                 "experience.margin=0.12",
                 "experience.loyalty_gain=0.21",
                 "experience.loyalty_loss=0.31",
                 "experience.participation_rate=0.051",
                 "share.review=0.65",
                 "share.recommend=0.95",
                 "share.complain=0.35",
                 "share.negativity=2.5",
                 "share.recognition=1",
                 "reviews.read=0.45",
                 "reviews.credibility=0.81",
                 "reviews.epsilon=0.08",
                 "community.activity=0.901",
                 "community.warmth=0.5",
                 "community.trust=0.901",
                 "community.belonging=0.75",
                 "market.products.0.quality=0.701",
                 "market.products.2.service=0.35",
                 "market.products.2.launch=2",
                 "market.products.0.hedonic=0.7",
                 "market.products.0.stimulus=0.5",
                 "market.products.0.price=3.5",
                 "market.products.0.brand=0.9"});
}

TEST_CASE("a twin of another rule of learning or deciding is told apart", "[engine][twin]") {
  check_noticed({"learning.reinforcement={rule: ewa, initial: 0.2}"},
                {"learning.reinforcement.ewa.phi=0.901", "learning.reinforcement.ewa.rho=0.801",
                 "learning.reinforcement.ewa.delta=0.501",
                 "learning.reinforcement.ewa.initial_experience=1.01", "learning.reinforcement.rule=delta"});
  check_noticed({"learning.reinforcement.rule=bush_mosteller"},
                {"learning.reinforcement.bush_mosteller.reward_step=0.101",
                 "learning.reinforcement.bush_mosteller.loss_step=0.101"});
  check_noticed({"learning.reinforcement.rule=roth_erev"},
                {"learning.reinforcement.roth_erev.forgetting=0.001",
                 "learning.reinforcement.roth_erev.initial=1.001"});
  check_noticed({"learning.beliefs.social=degroot", "network.weights={uniform: [0.2, 1]}"},
                {"learning.beliefs.self_weight=1.01", "learning.beliefs.social=none", "network.weights=1"});
  check_noticed({"network={generator: tiered, tiered: {communities: 2, top_share: 0.08, middle_share: 0.2}}",
                 "learning.observation.admiration=2"},
                {"learning.observation.admiration=2.01"});
}

}  // namespace engine_twin_power_test
