// Campaigns against the slow twin.

#include <catch2/catch.hpp>

#include "engine/twin_check.support.hpp"

namespace engine_twin_campaigns_test {

using namespace shoal;
using namespace shoal::twin;

TEST_CASE("the engine runs campaigns as its slow twin does", "[engine][twin]") {
  const std::string tiered =
      "network={generator: tiered, tiered: {communities: 2, top_share: 0.08, middle_share: 0.2}}";
  std::vector<Case> cases = {
      {"a discount on one product for a while",
       {"campaigns=[{kind: discount, products: [pear], from: 5, to: 15}]"}},
      {"every week for two days", {"campaigns=[{kind: flash_sale, from: 3, every: 7, length: 2}]"}},
      {"a calendar", {"campaigns=[{kind: raffle, at: [2, 11, 12, 25], length: 3, to: 26}]"}},
      {"once", {"campaigns=[{kind: pop_up, from: 8, length: 1}]"}},
      {"some communities, one segment",
       {"campaigns=[{kind: red_packet, communities: [0, 2], segments: [keen], from: 4}]"}},
      {"some roles", {tiered, "campaigns=[{kind: event, roles: [active, hub], from: 2, every: 3}]"}},
      {"hubs recommend",
       {"network={generator: star, star: {hubs: 5}}", "campaigns=[{kind: kol, from: 2, length: 20}]"}},
      {"paid praise where levels are told",
       {"network={generator: star, star: {hubs: 5}}", "campaigns=[{kind: kol, from: 2, length: 20}]",
        "learning.beliefs.told=level"}},
      {"hubs recommend at times",
       {"network={generator: star, star: {hubs: 5}}",
        "campaigns=[{kind: kol, effect: {endorse: 0.4}}, {kind: kol, products: [plum], effect: {endorse: "
        "0.2}}]"}},
      {"two that meet",
       {"campaigns=[{kind: discount, from: 3, to: 20}, {kind: flash_sale, from: 10, to: 25, products: "
        "[apple, plum], "
        "intensity: 0.7}]"}},
      {"stronger than can be", {"campaigns=[{kind: advert, intensity: 5, from: 10}]"}},
      {"free of charge", {"campaigns=[{kind: discount, effect: {price_cut: 1}, from: 12, length: 2}]"}},
      {"a kind of one's own",
       {"campaign_kinds={stall: {stimulus: 0.3, price_cut: 0.1, cost_per_head: 0.5}, advert: {stimulus: 0.1, "
        "cost: 3}}",
        "campaigns=[{kind: stall, from: 4, to: 9}, {kind: advert, from: 6}]"}},
      {"nobody is an outsider", {"campaigns=[{kind: advert, audience: outsiders}]"}},
      {"under random turns",
       {"schedule=asynchronous", "time.ticks=12", "campaigns=[{kind: discount, from: 3, every: 2}]"}},
      {"under turns in order",
       {"schedule=sequential", "time.ticks=400", "campaigns=[{kind: flash_sale, from: 100, to: 200}]"}},
      {"agents of two blocks",
       {"population.agents=1300", "campaigns=[{kind: event, from: 3, communities: [1]}]"}},
  };
  check_cases(cases);
}

}  // namespace engine_twin_campaigns_test
