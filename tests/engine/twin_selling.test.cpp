// Group buys and resellers against the slow twin.

#include <catch2/catch.hpp>

#include "engine/twin_check.support.hpp"

namespace engine_twin_selling_test {

using namespace shoal;
using namespace shoal::twin;

TEST_CASE("groups buy as in the slow twin", "[engine][twin]") {
  check_cases({
      {"the first product", {"group_buy={enabled: true, every: 8}"}},
      {"another product",
       {"group_buy={enabled: true, product: pear, window: 3, every: 7, from: 4, size: 3}"}},
      {"one is a group", {"group_buy={enabled: true, size: 1, window: 1, every: 2}"}},
      {"no group is large enough", {"group_buy={enabled: true, size: 900, notice: 0.6, every: 9}"}},
      {"by invitation mostly",
       {"group_buy={enabled: true, notice: 0.01, invite: 0.7, window: 9, every: 12}"}},
      {"without invitations", {"group_buy={enabled: true, notice: 0.3, invite: 0}"}},
      {"over weighted ties",
       {"network.weights={uniform: [0.1, 1]}", "group_buy={enabled: true, invite: 0.6}"}},
      {"what lasts is not ordered again",
       {"decision.planned.lasts=10", "group_buy={enabled: true, notice: 0.3, every: 6}"}},
      {"a gift", {"group_buy={enabled: true, discount: 1}"}},
      {"with tight budgets",
       {"decision.budget={share: 0.3, period: 5}", "group_buy={enabled: true, every: 7}"}},
      {"without budgets", {"decision.budget.enabled=false", "group_buy={enabled: true, every: 6}"}},
      {"durable goods", {"decision.adoption=once", "group_buy={enabled: true, every: 6}"}},
      {"with campaigns", {"campaigns=[{kind: discount, every: 4}]", "group_buy={enabled: true, every: 6}"}},
      {"agents of two blocks", {"population.agents=1300", "group_buy={enabled: true, every: 6, size: 20}"}},
  });
}

TEST_CASE("resellers sell as in the slow twin", "[engine][twin]") {
  const std::string easy = "experience={loyalty_gain: 0.6, participation_rate: 0.3}";
  check_cases({
      {"as they come", {easy, "resellers={enabled: true, rate: 0.5}"}},
      {"who quit soon", {easy, "resellers={enabled: true, rate: 1, quit: 0.3}"}},
      {"only the most loyal", {easy, "resellers={enabled: true, rate: 1, loyalty: 0.3}"}},
      {"over weighted ties",
       {easy, "network.weights={uniform: [0.1, 1]}", "resellers={enabled: true, rate: 0.6, stimulus: 1}"}},
      {"of what is not found otherwise",
       {easy, "decision.planned={search: 0.1, notice: 0.3, need: 0.5}",
        "resellers={enabled: true, rate: 1}"}},
      {"for a high commission",
       {easy, "decision.planned.notice=0.2", "resellers={enabled: true, rate: 1, commission: 0.9}"}},
      {"without budgets",
       {easy, "decision.budget.enabled=false", "decision.planned.notice=0.2",
        "resellers={enabled: true, rate: 1}"}},
      {"with campaigns and groups",
       {easy, "decision.planned.notice=0.2", "resellers={enabled: true, rate: 1}",
        "campaigns=[{kind: advert, from: 9}]", "group_buy={enabled: true, every: 6}"}},
      {"at random turns",
       {easy, "schedule=asynchronous", "time.ticks=15", "decision.planned.notice=0.2",
        "resellers={enabled: true, rate: 0.5}"}},
      {"agents of two blocks",
       {easy, "population.agents=1300", "time.ticks=20", "resellers={enabled: true, rate: 1}"}},
  });
}

}  // namespace engine_twin_selling_test
