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

const std::string few = R"(
network: {generator: erdos_renyi, erdos_renyi: {mean_degree: 4}}
population: {agents: 1500}
market: {products: [{name: a}]}
)";

}  // namespace

TEST_CASE("while the next block is fetched, every agent of a block draws what it draws alone",
          "[mechanisms]") {
  const World world(communities);
  ByHand run(world);
  Scratch scratch(3);
  BlockTally tally;
  TickColumns columns;
  columns.find(run.model, run.state, metrics::Figures::everything);
  const AgentIndex agents = world.network.agents;
  for (const bool in_order : {true, false}) {
    run.model.numbered_in_order = in_order;
    for (AgentIndex first = 0; first < agents; first += block_size) {
      Block block{first, std::min(block_size, agents - first), scratch, tally};
      Step step{run.model, run.state, 4, 4, run.state.shown.data(), run.state.showing.data()};
      step.next = {&columns, first + block_size < agents ? first + block_size : 0};
      std::ranges::fill(scratch.words[1], 0u);
      const std::size_t draw = first / block_size % 2;
      draw_fetching_ahead(step, block, random::Purpose::decision, 1, scratch.words[1].data(), {draw, 2});
      std::size_t wrong = 0;
      for (std::uint32_t a = 0; a < block_size; ++a) {
        const std::uint32_t alone = a < block.size
                                        ? random::shared_word(run.model.seed, random::Purpose::decision,
                                                              world.network.agent_of[first + a], 4, 1)
                                        : 0;  // nothing is written behind the last
        wrong += scratch.words[1][a] != alone;
      }
      CHECK(wrong == 0);
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
