// What purchases add up to, in a block and for communities, against a look at one purchase after another.

#include "mechanisms/report.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <tuple>

#include "engine/by_hand.support.hpp"
#include "mechanisms/purchase_draws.hpp"

namespace mechanisms_report_test {

using namespace shoal;

namespace {

/// Communities that begin and end within blocks of agents.
const std::string town = R"(
network: {generator: planted_partition, planted_partition: {communities: 23, mean_degree: 6, mixing: 0.2}}
population: {agents: 2500}
market: {products: [{name: a}]}
)";

/// Purchases of two kinds, each in the order of their buyers, with all that may have happened to them.
std::vector<Purchase> purchases(std::uint32_t size, std::uint32_t one_in, random::Stream& draws) {
  std::vector<Purchase> all;
  for (const bool impulse : {false, true})
    for (std::uint32_t a = 0; a < size; ++a) {
      if (draws.below(one_in) != 0) continue;
      Purchase p{};
      p.agent = a;
      p.impulse = impulse;
      const std::uint32_t what = draws.word();
      p.pleased = what & 1, p.displeased = what & 2, p.reviewed = what & 4, p.recommends = what & 8,
      p.complains = what & 16;
      all.push_back(p);
    }
  return all;
}

}  // namespace

TEST_CASE("communities count what their members and outsiders bought, and what came of it", "[mechanisms]") {
  const World world(town);
  random::Stream draws(13, random::Purpose::design_value, 0);
  for (const bool outsiders : {false, true})
    for (const std::uint32_t one_in : {1u, 3u, 200u, 100'000u}) {
      ByHand run(world);
      const AgentIndex agents = world.network.agents;
      if (outsiders) {
        run.state.member.assign(padded(agents), 0);
        for (AgentIndex i = 0; i < agents; ++i) run.state.member[i] = draws.below(3) != 0;
      }
      std::vector<metrics::CommunityCounts> expected(world.network.communities());
      Scratch scratch(1);
      BlockTally tally;
      const Step step{run.model, run.state, 1, 1, run.state.shown.data(), run.state.showing.data()};
      for (AgentIndex first = 0; first < agents; first += block_size) {
        const Block block{first, std::min(block_size, agents - first), scratch, tally};
        scratch.purchases = purchases(block.size, one_in, draws);
        report_purchases(step, block);
        for (const Purchase& p : scratch.purchases) {
          const AgentIndex i = first + p.agent;
          metrics::CommunityCounts& c = expected[world.network.community[i]];
          c.buyers += 1, c.purchases += 1, c.impulse += p.impulse ? 1 : 0;
          if (outsiders && run.state.member[i] == 0) continue;
          c.member_purchases += 1;
          c.pleased += p.pleased ? 1 : 0, c.displeased += p.displeased ? 1 : 0;
          c.recommendations += p.recommends ? 1 : 0, c.complaints += p.complains ? 1 : 0;
          c.sharers += p.reviewed || p.recommends || p.complains ? 1 : 0;
        }
      }
      CAPTURE(outsiders, one_in);
      for (std::size_t c = 0; c < expected.size(); ++c) {
        const metrics::CommunityCounts &is = run.state.communities.happened[c], &should = expected[c];
        CHECK(std::tuple(is.buyers, is.purchases, is.impulse, is.member_purchases, is.pleased, is.displeased,
                         is.recommendations, is.complaints, is.sharers) ==
              std::tuple(should.buyers, should.purchases, should.impulse, should.member_purchases,
                         should.pleased, should.displeased, should.recommendations, should.complaints,
                         should.sharers));
      }
    }
}

TEST_CASE("a block's purchases are counted by product, kind, cause, channel and buyer", "[mechanisms]") {
  const World world(R"(
population:
  agents: 1024
  traits: {income: {uniform: [1, 2]}}
  segments: [{name: a, share: 0.3}, {name: b, share: 0.7}]
market: {products: [{name: a, price: 3}, {name: b, price: 4}, {name: c, price: 5}]}
)");
  ByHand run(world);
  REQUIRE(!run.model.income_quarter.empty());
  const Step step{run.model, run.state, 1, 1, run.state.shown.data(), run.state.showing.data()};
  random::Stream draws(17, random::Purpose::design_value, 0);
  for (const std::uint32_t one_in : {1u, 5u, 1000u}) {
    Scratch scratch(3);
    scratch.purchases = purchases(block_size, one_in, draws);
    if (one_in == 1000) scratch.purchases.resize(3);  // so few are added one by one
    for (Purchase& p : scratch.purchases) {
      p.product = static_cast<std::uint16_t>(draws.below(3));
      p.repeat = draws.below(2) != 0;
      p.cause = static_cast<metrics::Cause>(draws.below(4));
      p.channel = static_cast<metrics::Channel>(draws.below(4));
      p.paid = run.model.products[p.product].price - static_cast<float>(draws.below(2));
    }
    BlockTally tally = run.blocks[0];
    tally.clear();
    Block block{0, block_size, scratch, tally};
    tally_purchases(step, block);
    tally_purchases(step, block);  // adds to what there is
    const auto twice = [&](auto&& holds) { return 2 * std::ranges::count_if(scratch.purchases, holds); };
    for (std::uint16_t k = 0; k < 3; ++k) {
      const auto of_k = [&](auto holds) {
        return twice([&](const Purchase& p) { return p.product == k && holds(p); });
      };
      const metrics::ProductTotals& is = tally.products[k];
      CHECK(is.purchases == of_k([](const Purchase&) { return true; }));
      CHECK(is.planned == of_k([](const Purchase& p) { return !p.impulse; }));
      CHECK(is.impulse == of_k([](const Purchase& p) { return p.impulse; }));
      CHECK(is.first_time == of_k([](const Purchase& p) { return !p.repeat; }));
      for (int c = 0; c < 4; ++c)
        CHECK(is.by_channel[c] == of_k([&](const Purchase& p) { return static_cast<int>(p.channel) == c; }));
      const float price = run.model.products[k].price;
      CHECK(is.discounts ==
            static_cast<double>(of_k([&](const Purchase& p) { return p.paid != price; })));  // of 1 each
    }
    const metrics::Counts& counts = tally.counts;
    CHECK(counts.planned == twice([](const Purchase& p) { return !p.impulse; }));
    CHECK(counts.impulse == twice([](const Purchase& p) { return p.impulse; }));
    CHECK(counts.repeat == twice([](const Purchase& p) { return p.repeat; }));
    CHECK(counts.first_time == twice([](const Purchase& p) { return !p.repeat; }));
    for (int c = 0; c < 4; ++c) {
      CHECK(counts.by_channel[c] ==
            twice([&](const Purchase& p) { return static_cast<int>(p.channel) == c; }));
      CHECK(counts.by_cause[c] ==
            twice([&](const Purchase& p) { return p.impulse && static_cast<int>(p.cause) == c; }));
      CHECK(counts.first_time_by_income[c] ==
            twice([&](const Purchase& p) { return !p.repeat && run.model.income_quarter[p.agent] == c; }));
    }
    for (std::size_t s = 0; s < 2; ++s) {
      const auto in_s = [&](const Purchase& p) { return world.population.segment[p.agent] == s; };
      CHECK(tally.segment_purchases[s] == twice(in_s));
      CHECK(tally.segment_impulse[s] == twice([&](const Purchase& p) { return in_s(p) && p.impulse; }));
    }
  }
}

TEST_CASE("the buyers of a block draw what each of them draws alone, however many there are",
          "[mechanisms]") {
  const World world(town);
  ByHand run(world);
  random::Stream draws(13, random::Purpose::design_value, 1);
  Scratch scratch(1);
  BlockTally tally;
  const Step step{run.model, run.state, 3, 3, run.state.shown.data(), run.state.showing.data()};
  for (const std::uint32_t one_in : {1u, 2u, 500u, 100'000u}) {
    Block block{block_size, block_size, scratch, tally};
    scratch.purchases = purchases(block_size, one_in, draws);
    std::size_t served = 0, wrong = 0;
    for_each_purchase<3>(step, block, random::Purpose::sharing, [&](Purchase& p, const auto& words) {
      wrong += &p != scratch.purchases.data() + served++;
      const auto alone = random::draw(run.model.seed, random::Purpose::sharing,
                                      world.network.agent_of[block.first + p.agent], step.moment);
      for (std::size_t w = 0; w < words.size(); ++w) wrong += words[w] != alone[w];
    });
    CHECK(served == scratch.purchases.size());
    CHECK(wrong == 0);
  }
}

}  // namespace mechanisms_report_test
