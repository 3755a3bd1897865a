#include "population/shuffle.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "network/networks.support.hpp"

using namespace shoal;

TEST_CASE("the first agents in a random order are the same whether or not they are put in order",
          "[population]") {
  network::Draft draft;
  draft.agents = 1000;
  for (AgentIndex i = 0; i < draft.agents; ++i) draft.community.push_back(i % 7);  // moves everybody
  const Network network = network::assemble(draft);
  std::vector<AgentIndex> some = population::everybody(network);
  std::erase_if(some, [](AgentIndex i) { return i % 3 == 0; });
  const auto order = population::in_random_order(some, network, 5, random::Purpose::segment);
  REQUIRE(std::is_permutation(order.begin(), order.end(), some.begin(), some.end()));
  REQUIRE(order != some);
  for (const std::size_t count :
       {std::size_t{0}, std::size_t{1}, std::size_t{250}, some.size() - 1, some.size(), some.size() + 1}) {
    CAPTURE(count);
    auto first = population::first_in_random_order(some, count, network, 5, random::Purpose::segment);
    std::vector<AgentIndex> expected(
        order.begin(), order.begin() + static_cast<std::ptrdiff_t>(std::min(count, order.size())));
    std::ranges::sort(first);
    std::ranges::sort(expected);
    CHECK(first == expected);
  }
}
