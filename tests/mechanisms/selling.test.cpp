// Group buys, resellers and accounts: what must add up, and what must not happen.

#include <catch2/catch.hpp>
#include <cmath>

#include "engine/by_hand.support.hpp"
#include "engine/twin_check.support.hpp"

namespace mechanisms_selling_test {

using namespace shoal;

namespace {

const std::string groups = "group_buy={enabled: true, every: 7, window: 4}";
const std::vector<std::string> shops = {"experience={loyalty_gain: 0.6, participation_rate: 0.3}",
                                        "decision.planned.notice=0.2",
                                        "resellers={enabled: true, rate: 0.7}"};

std::vector<std::string> with(std::vector<std::string> keys, const std::vector<std::string>& more) {
  keys.insert(keys.end(), more.begin(), more.end());
  return keys;
}

}  // namespace

TEST_CASE("every commitment becomes a purchase, a refund, or is still open", "[mechanisms]") {
  for (const char* size :
       {"group_buy.size=1", "group_buy.size=6", "group_buy.size=20", "group_buy.size=999"}) {
    const World world(twin::village(), {groups, size, "population.agents=400"});
    Simulation simulation = world.simulation();
    std::int64_t committed = 0, bought = 0, refunded = 0;
    for (std::uint32_t t = 1; t <= world.ticks(); ++t) {
      const metrics::Counts& c = simulation.step().counts;
      committed += c.group_commitments;
      bought += c.group_purchases;
      refunded += c.group_refunds;
      CHECK(c.group_purchases <= c.planned);
      if (t % 7 == 5) CHECK(committed == bought + refunded);  // after the window of four ticks from 1, 8, ...
      if (t % 7 >= 5 || t % 7 == 0) CHECK(c.group_commitments == 0);
    }
    CHECK(committed > 50);
    if (std::string(size) == "group_buy.size=1") CHECK(refunded == 0);
    if (std::string(size) == "group_buy.size=999") CHECK(bought == 0);
    if (std::string(size) == "group_buy.size=6") CHECK(bought > 0);
  }
}

TEST_CASE("money that was set aside comes back", "[mechanisms]") {
  // Nothing else is bought, so that every budget is full again after each refund.
  const World world(twin::village(),
                    {groups, "group_buy.size=999", "group_buy.notice=1", "decision.planned.need=0",
                     "decision.impulse.enabled=false", "population.segments=[]"});
  ByHand run(world);
  std::int64_t committed = 0;
  for (std::uint32_t t = 1; t <= 21; ++t) {
    run.step();
    for (const BlockTally& tally : run.blocks) committed += tally.counts.group_commitments;
    for (AgentIndex i = 0; i < world.network.agents; ++i) {
      const float full = world.population.trait(Trait::income)[i];
      const bool waits = run.state.group.committed_at[i] != 0;
      CHECK(run.state.budget[i] == Approx(waits ? full - run.state.group.price : full).epsilon(1e-6));
    }
  }
  CHECK(committed > 100);
}

TEST_CASE("accounts add up to the cent over ticks and products", "[mechanisms]") {
  for (const std::vector<std::string>& keys : std::vector<std::vector<std::string>>{
           {groups},
           shops,
           with(shops, {groups, "campaigns=[{kind: discount, every: 3}, {kind: kol, from: 9}]"})}) {
    const World world(twin::village(), with(keys, {"decision.budget={share: 1000, period: 1000}"}));
    ByHand run(world);
    double spent = 0, revenue = 0, commission = 0, earned = 0;
    std::vector<double> before(world.network.agents);
    for (AgentIndex i = 0; i < world.network.agents; ++i)
      before[i] = 1000.0 * double{world.population.trait(Trait::income)[i]};
    for (std::uint32_t t = 1; t <= world.ticks(); ++t) {
      run.step();
      for (const BlockTally& tally : run.blocks)
        for (std::size_t k = 0; k < 3; ++k) {
          const metrics::ProductTotals& p = tally.products[k];
          revenue += double{run.model.products[k].price} * static_cast<double>(p.purchases) - p.discounts;
          commission += p.commission;
        }
      for (const std::int64_t e : run.state.resellers.earned) earned += 1e-6 * static_cast<double>(e);
    }
    // What agents no longer have: prices paid and money set aside, less commission that has been paid out.
    double waiting = 0;
    for (AgentIndex i = 0; i < world.network.agents; ++i) {
      spent += before[i] - double{run.state.budget[i]};
      if (!run.state.group.committed_at.empty() && run.state.group.committed_at[i] != 0)
        waiting += double{run.state.group.price};
    }
    double unpaid = 0;  // of the last tick
    for (const std::int64_t e : run.state.resellers.earned) unpaid += 1e-6 * static_cast<double>(e);
    CHECK(commission == Approx(earned).margin(1e-9));
    // Budgets of about 20,000 are kept in single precision: 30 ticks of at most 0.001 for 150 agents.
    CHECK(spent == Approx(revenue + waiting - (commission - unpaid)).margin(4.5));
    CHECK(revenue > 500);
  }
}

TEST_CASE("every purchase has one kind, one channel and, on impulse, one cause, however it is sold",
          "[mechanisms]") {
  const World world(twin::village(), with(shops, {groups, "campaigns=[{kind: flash_sale, every: 4}]"}));
  Simulation simulation = world.simulation();
  std::int64_t resold = 0;
  for (std::uint32_t t = 0; t < world.ticks(); ++t) {
    const metrics::Totals& now = simulation.step();
    const metrics::Counts& c = now.counts;
    const std::int64_t purchases = c.planned + c.impulse;
    CHECK(purchases <= now.agents);
    CHECK(c.by_channel[0] + c.by_channel[1] + c.by_channel[2] + c.by_channel[3] == purchases);
    CHECK(c.by_cause[0] + c.by_cause[1] + c.by_cause[2] + c.by_cause[3] == c.impulse);
    std::int64_t by_product[4] = {};
    for (const metrics::ProductTotals& p : now.products)
      for (std::size_t n = 0; n < 4; ++n) by_product[n] += p.by_channel[n];
    for (std::size_t n = 0; n < 4; ++n) CHECK(by_product[n] == c.by_channel[n]);
    resold += c.by_channel[3];
    CHECK(now.resellers >= 0);
    CHECK(now.resellers <= now.members);
  }
  CHECK(resold > 10);
}

TEST_CASE("resellers are those recruited less those who quit", "[mechanisms]") {
  const World world(twin::village(), shops);
  Simulation simulation = world.simulation();
  std::int64_t expected = 0;
  for (std::uint32_t t = 0; t < world.ticks(); ++t) {
    const metrics::Totals& now = simulation.step();
    CHECK(now.resellers == expected);
    expected += now.counts.recruited - now.counts.quit;
  }
  CHECK(expected > 0);
}

TEST_CASE("more resellers mean more pressure on their community", "[mechanisms]") {
  const World world(twin::village(), with(shops, {"resellers.pressure=0.8", "resellers.quit=0"}));
  ByHand run(world);
  for (std::uint32_t t = 0; t < 20; ++t) {
    run.step();
    const auto& resellers = run.state.resellers;
    for (std::size_t c = 0; c < world.network.communities(); ++c) {
      const AgentIndex members = world.network.community_offsets[c + 1] - world.network.community_offsets[c];
      CHECK(run.state.communities.pressure[c] ==
            Approx(0.8 * static_cast<double>(resellers.in_community[c]) / members));
    }
  }
  CHECK(run.state.resellers.count > 5);
}

TEST_CASE("group buys and resellers that nobody takes up change no purchases", "[mechanisms]") {
  const World plain(twin::village());
  for (const char* key : {"group_buy={enabled: true, notice: 0}", "resellers={enabled: true, rate: 0}",
                          "group_buy={enabled: true, from: 31}"}) {
    const World idle(twin::village(), {key});
    Simulation a = plain.simulation(), b = idle.simulation();
    for (std::uint32_t t = 0; t < plain.ticks(); ++t) CHECK(bits_of(a.step()) == bits_of(b.step()));
  }
}

TEST_CASE("selling gives the same bits on one and on four threads", "[mechanisms][threads]") {
  const World world(twin::village(),
                    with(shops, {groups, "group_buy.size=40", "population.agents=4200", "time.ticks=16"}));
  Simulation one = world.simulation(1), four = world.simulation(4);
  std::int64_t bought = 0;
  for (std::uint32_t t = 0; t < 16; ++t) {
    const metrics::Totals& now = one.step();
    bought += now.counts.group_purchases;
    CHECK(bits_of(now) == bits_of(four.step()));
  }
  CHECK(bought > 0);
}

TEST_CASE("an intervention can start and end group buys and reselling", "[mechanisms]") {
  const World world(
      twin::village(),
      {shops[0], shops[1],
       "interventions=[{at: 10, set: {resellers.enabled: true, resellers.rate: 1, group_buy.enabled: true, "
       "group_buy.every: 6}}, {at: 24, set: {resellers.enabled: false, group_buy.enabled: false}}]"});
  Simulation simulation = world.simulation();
  std::int64_t committed = 0, closed = 0;
  for (std::uint32_t t = 1; t <= 30; ++t) {
    const metrics::Totals& now = simulation.step();
    committed += now.counts.group_commitments;
    closed += now.counts.group_purchases + now.counts.group_refunds;
    if (t < 10 || t >= 24)
      CHECK(now.resellers + now.counts.group_commitments + now.counts.by_channel[3] == 0);
    if (t == 23) CHECK(now.resellers > 0);
  }
  CHECK(committed > closed);  // those of the offer that was open in tick 23 got their money back
  CHECK(closed > 0);
}

TEST_CASE("group buys that cannot be are refused", "[mechanisms]") {
  const auto refused = [](std::vector<std::string> keys, const char* why) {
    keys.push_back("group_buy.enabled=true");
    CHECK_THROWS_WITH(World(twin::village(), keys), Catch::Contains(why));
  };
  refused({"group_buy.product=melon"}, "there is no product 'melon'; allowed: apple, pear or plum");
  refused({"group_buy.every=5"}, "must be more than the window, 5");
  refused({"schedule=asynchronous"}, "synchronous");
  refused({"decision.rule=imitate"}, "logit");
}

}  // namespace mechanisms_selling_test
