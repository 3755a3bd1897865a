// Mechanisms together against the slow twin: sellers in communities that live, among members who come and go.

#include <catch2/catch.hpp>

#include "engine/twin_check.support.hpp"

namespace engine_twin_everything_test {

using namespace shoal;
using namespace shoal::twin;

namespace {

const std::vector<std::string> communities = {"community.life.enabled=true",
                                              "community.bonds.enabled=true",
                                              "community.openness={uniform: [0, 1]}",
                                              "community.elements={interest: {uniform: [0, 1]}, structure: "
                                              "{uniform: [0, 1]}, output: {uniform: [0, 1]}, "
                                              "operation: {uniform: [0, 1]}, replication: {uniform: [0, 1]}}",
                                              "membership={enabled: true, referral: 0.1, initial: {share: "
                                              "0.6}, acquisition: {rate: 0.05, acceptance: 0.6}, "
                                              "leave: {base: -0.5}}",
                                              "roles={enabled: true, every: 6, core: 0.1, hubs: 2}",
                                              "learning.observation.admiration=2",
                                              "learning.observation.trust=true"};
const std::string shops = "resellers={enabled: true, rate: 0.7, loyalty: 0.02}",
                  eager = "experience={loyalty_gain: 0.6, participation_rate: 0.3}",
                  groups = "group_buy={enabled: true, every: 7, size: 4, notice: 0.2, invite: 0.3}";

std::vector<std::string> in_communities(std::vector<std::string> keys) {
  keys.insert(keys.end(), communities.begin(), communities.end());
  return keys;
}

}  // namespace

TEST_CASE("sellers in living communities do what those of the slow twin do", "[engine][twin]") {
  check_cases({
      {"campaigns that move communities",
       in_communities({"campaigns=[{kind: event, from: 3, every: 4}, {kind: advert, from: 8, intensity: 2}, "
                       "{kind: red_packet, communities: [1, 2], at: [5, 11]}]"})},
      {"paid reach",
       in_communities({"campaigns=[{kind: acquisition, intensity: 6}, {kind: acquisition, from: 9}]"})},
      {"members, outsiders, hubs",
       in_communities(
           {"campaigns=[{kind: discount, audience: members}, {kind: flash_sale, audience: outsiders, "
            "every: 3}, {kind: pop_up, roles: [core, hub], from: 10}, {kind: kol, from: 8}]"})},
      {"resellers among those who come and go", in_communities({eager, shops, "resellers.pressure=1"})},
      {"resellers over weighted ties", in_communities({eager, shops, "network.weights={uniform: [0.1, 1]}"})},
      {"resellers whose communities die",
       in_communities({eager, shops, "community.life.dead={below: 0.4, after: 4}",
                       "community.life.novelty.time=4", "community.life.decay=0.12"})},
      {"groups of members and those whom they invite", in_communities({groups})},
      {"groups over weighted ties", in_communities({groups, "network.weights={uniform: [0.1, 1]}"})},
      {"groups whose communities die",
       in_communities({groups, "community.life.dead={below: 0.4, after: 4}", "community.life.novelty.time=4",
                       "community.life.decay=0.12"})},
      {"everything",
       in_communities(
           {eager, shops, groups, "share.recognition=0.2", "reviews.third_party.enabled=true",
            "market.products.0.honesty=0.6", "market.products.0.fake_reviews=2",
            "learning.beliefs.precision.advert=1", "learning.beliefs.told=level",
            "learning.observation.precision=8", "decision.planned.lasts=4",
            "market.products.0.loyalty={beta: [1, 3]}",
            "campaigns=[{kind: advert, every: 5}, {kind: raffle, every: 4}, {kind: kol, every: 3}]"})},
  });
}

TEST_CASE("looking up over ties that count alike is as in the slow twin", "[engine][twin]") {
  const std::string tiered =
      "network={generator: tiered, tiered: {communities: 2, top_share: 0.08, middle_share: 0.2}}";
  check_cases({
      {"twice as much", {tiered, "learning.observation.admiration=2"}},
      {"by a factor that is no binary fraction", {tiered, "learning.observation.admiration=1.3"}},
      {"one product",
       {tiered, "learning.observation.admiration=3", "population.seed_adopters.product=0",
        "market.products=[{name: only, price: 3}]"}},
      {"rows of more than 255 ties",
       {"network={generator: star, star: {hubs: 1}}", "population.agents=400", "time.ticks=10",
        "learning.observation.admiration=2", "roles={enabled: true, every: 3}"}},
  });
}

}  // namespace engine_twin_everything_test
