// Utilities of all agents of a block against those of one agent after another, and against the slow twin.

#include "mechanisms/utility.hpp"

#include <bit>
#include <catch2/catch.hpp>

#include "engine/by_hand.support.hpp"
#include "engine/twin_check.support.hpp"
#include "mechanisms/read.hpp"
#include "random/philox.hpp"

namespace mechanisms_utility_test {

using namespace shoal;

namespace {

/// Nobody reads reviews or adverts, so that utilities may be formed for all.
std::vector<std::string> unread(std::vector<std::string> more) {
  std::vector<std::string> keys = {"reviews.read=0", "learning.beliefs.precision.advert=0"};
  keys.insert(keys.end(), more.begin(), more.end());
  return keys;
}

const std::vector<twin::Case>& cases() {
  static const std::vector<twin::Case> all = {
      {"most have a need", unread({"decision.planned.need=0.9"})},
      {"few have a need", unread({"decision.planned.need=0.02"})},
      {"no outside option", unread({"decision.planned.need=0.9", "decision.planned.outside=false"})},
      {"propensities", unread({"decision.planned.need=0.9", "learning.reinforcement={rule: roth_erev}"})},
      {"no beliefs", unread({"decision.planned.need=0.9", "learning.beliefs.enabled=false"})},
      {"one product", unread({"decision.planned.need=0.9", "market.products=[{name: a, price: 2}]",
                              "population.seed_adopters={share: 0.1, product: 0}"})},
      {"durable goods", unread({"decision.planned.need=0.9", "decision.adoption=once"})},
      {"purchases that last", unread({"decision.planned={need: 0.9, lasts: 5}"})},
      {"little money", unread({"decision.planned.need=0.9", "decision.budget.share=0.1"})},
      {"few search", unread({"decision.planned={need: 0.9, search: 0.2, notice: 0.3}"})},
      {"few search, and nobody observes",
       unread({"decision.planned={need: 0.9, search: 0.3}", "learning.observation.enabled=false"})},
      {"late launches", unread({"decision.planned.need=0.9", "market.products.0.launch=9",
                                "market.products.1.launch=21", "market.products.2.launch=31"})},
      {"resellers", unread({"decision.planned={need: 0.9, search: 0.2}",
                            "resellers={enabled: true, rate: 0.7, loyalty: 0.02}",
                            "experience={loyalty_gain: 0.6, participation_rate: 0.3}"})},
      {"groups", unread({"decision.planned.need=0.9",
                         "group_buy={enabled: true, every: 7, size: 4, notice: 0.2, invite: 0.3}"})},
      {"more agents than a block",
       unread({"decision.planned={need: 0.9, search: 0.5}", "population.agents=1100", "time.ticks=8"})},
  };
  return all;
}

}  // namespace

TEST_CASE("where many compare at once, they buy what the slow twin buys", "[engine][twin]") {
  for (const twin::Case& c : cases()) {
    const World world(twin::village(), c.keys);
    CHECK(!adverts_tell(make_model(world.scenario, world.network, world.population)));
  }
  twin::check_cases(cases());
}

TEST_CASE("utilities of a block have the bits of those of its agents", "[engine]") {
  for (const twin::Case& c : cases()) {
    std::vector<std::string> keys = c.keys;
    keys.push_back("population.agents=1100");
    const World world(twin::village(), keys);
    const Model model = make_model(world.scenario, world.network, world.population);
    const AgentIndex agents = world.network.agents;
    const std::size_t products = model.products.size();
    State state = make_state(model, world.scenario.population.seed_adopters);
    random::Stream draws(8, random::Purpose::design_value, 4);
    const auto fill = [&](float* to, std::size_t count, float least) {
      for (std::size_t n = 0; n < count; ++n)
        to[n] = least + static_cast<float>(draws.below(1u << 20)) * 0x1p-20f;
    };
    for (std::size_t k = 0; k < products; ++k) {
      for (Matrix* levels : {&state.value, &state.vicarious_value, &state.loyalty})
        if (!levels->empty()) fill(levels->at(0, k), agents, 0);
      for (std::size_t b = 0; b < attribute_count; ++b) {
        if (!state.belief[b].empty()) fill(state.belief[b].at(0, k), agents, 0);
        if (!state.precision[b].empty()) fill(state.precision[b].at(0, k), agents, 0.1f);
      }
    }
    Scratch scratch(products);
    fill(scratch.drive.data(), scratch.drive.size(), -0.5f);
    fill(scratch.price.data(), scratch.price.size(), 1);
    BlockTally tally;
    const Step step{model, state, 1, 1, state.shown.data(), state.showing.data()};
    std::size_t wrong = 0;
    for (AgentIndex first = 0; first < agents; first += block_size) {
      Block block{first, std::min(block_size, agents - first), scratch, tally};
      std::vector<std::uint32_t> some;
      for (std::uint32_t a = 0; a < block.size; ++a)
        if (draws.below(5) == 0) some.push_back(a);
      for (const Comparing who : {Comparing{nullptr, block.size},
                                  Comparing{some.data(), static_cast<std::uint32_t>(some.size())}}) {
        fill_utilities(step, block, who);
        for (std::size_t k = 0; k < products; ++k)
          for (std::uint32_t n = 0; n < who.count; ++n)
            wrong += std::bit_cast<std::uint32_t>(scratch.row(scratch.utilities, k)[n]) !=
                     std::bit_cast<std::uint32_t>(utility(step, block, who.agents ? some[n] : n, k));
      }
    }
    INFO(c.name);
    CHECK(wrong == 0);
  }
}

}  // namespace mechanisms_utility_test
