// Fetching the next block ahead changes no draw.

#include "mechanisms/upcoming.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/by_hand.support.hpp"
#include "random/philox.hpp"

namespace mechanisms_upcoming_test {

using namespace shoal;

namespace {

const std::string communities = R"(
network: {generator: planted_partition, planted_partition: {communities: 260, mean_degree: 16, mixing: 0.1}}
population: {agents: 39100, traits: {income: {uniform: [1, 2]}}}
market: {products: [{name: a}, {name: b}, {name: c}]}
)";

/// One pass stands for the phases: income and value are all that differs between agents.
const std::string pass = R"(
network: {generator: erdos_renyi, erdos_renyi: {mean_degree: 4}}
population: {agents: 39100, traits: {susceptibility: 1, learning_rate: 0.1, income: {uniform: [1, 1.5]}}}
market: {products: [{name: a}]}
learning: {observation: {retention: 0, motivation: 0, vicarious_rate: 0, forgetting: 0}, beliefs: {enabled: false}}
decision:
  budget: {enabled: false}
  impulse: {enabled: false}
  planned: {need: 1, search: 1, weights: {vicarious: 0, loyalty: 0}}
experience: {noise: bernoulli, loyalty_gain: 0, loyalty_loss: 0, participation_rate: 0}
share: {enabled: false}
)";

const std::string few = R"(
network: {generator: erdos_renyi, erdos_renyi: {mean_degree: 4}}
population: {agents: 1500}
market: {products: [{name: a}]}
)";

/// Draws of the blocks of a run that come out differently while the next block is fetched, and numbers that
/// are written behind the last.
std::size_t wrong_draws(const World& world, ByHand& run, const TickColumns& columns, std::size_t draw) {
  Scratch scratch(world.scenario.market.products.size());
  BlockTally tally;
  const AgentIndex agents = world.network.agents;
  std::size_t wrong = 0;
  for (AgentIndex first = 0; first < agents; first += block_size) {
    Block block{first, std::min(block_size, agents - first), scratch, tally};
    Step step{run.model, run.state, 4, 4, run.state.shown.data(), run.state.showing.data()};
    step.next = {&columns, first + block_size < agents ? first + block_size : 0};
    std::ranges::fill(scratch.words[1], 0u);
    draw_fetching_ahead(step, block, random::Purpose::decision, 1, scratch.words[1].data(), {draw, 2});
    for (std::uint32_t a = 0; a < block_size; ++a) {
      const std::uint32_t alone = a < block.size
                                      ? random::shared_word(run.model.seed, random::Purpose::decision,
                                                            world.network.agent_of[first + a], 4, 1)
                                      : 0;
      wrong += scratch.words[1][a] != alone;
    }
  }
  return wrong;
}

}  // namespace

TEST_CASE("while the next block is fetched, every agent of a block draws what it draws alone",
          "[mechanisms]") {
  for (const std::string& text : {communities, pass}) {
    const World world(text);
    ByHand run(world);
    TickColumns columns;
    columns.find(run.model, run.state, metrics::Figures::none, 40);
    REQUIRE(columns.worth_it());
    for (const std::size_t draw : {0u, 1u}) {
      CHECK((columns.only(0, {draw, 2}) != nullptr) == (text == pass));  // the kernel fetches that by itself
      for (const bool in_order : {true, false}) {
        run.model.numbered_in_order = in_order;
        CHECK(wrong_draws(world, run, columns, draw) == 0);
      }
    }
  }
}

TEST_CASE("what fits a cache is not fetched ahead", "[mechanisms]") {
  const World many(communities), not_many(few);
  for (const World* world : {&many, &not_many}) {
    ByHand run(*world);
    TickColumns columns;
    columns.find(run.model, run.state, metrics::Figures::everything);
    CHECK_FALSE(columns.worth_it());  // 39,100 agents take some 5 MB, 1,500 are not looked at
    columns.find(run.model, run.state, metrics::Figures::everything, 4);
    CHECK(columns.worth_it() == (world == &many));  // of four runs by turns, the cache holds none
  }
}

}  // namespace mechanisms_upcoming_test
