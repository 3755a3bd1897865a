#include "mechanisms/agent_set.hpp"

#include <catch2/catch.hpp>
#include <vector>

namespace mechanisms_agent_set_test {

using namespace shoal;

TEST_CASE("a set holds the agents that are marked, by whatever way they came into it", "[mechanisms]") {
  for (const AgentIndex agents : {1u, 64u, 65u, 300u}) {
    INFO(agents);
    std::vector<std::uint8_t> marks(agents);
    std::vector<AgentIndex> expected;
    for (AgentIndex i = 0; i < agents; ++i)
      if (i % 7 == 3 || i % 64 == 63 || i + 1 == agents) {
        marks[i] = static_cast<std::uint8_t>(i % 200 + 1);
        expected.push_back(i);
      }
    AgentSet marked, asked;
    for (AgentSet* set : {&marked, &asked}) {
      set->allocate(agents);
      set->assign(agents, [](AgentIndex i) { return i % 2 == 0; });  // who was in it before does not matter
    }
    marked.assign_marked(agents, marks.data());
    asked.assign(agents, [&](AgentIndex i) { return marks[i] != 0; });
    for (const AgentSet* set : {&marked, &asked}) {
      std::vector<AgentIndex> found;
      set->for_each([&](AgentIndex i) { found.push_back(i); });
      CHECK(found == expected);
      CHECK(set->count(0, agents) == static_cast<std::int64_t>(expected.size()));
    }
  }
}

}  // namespace mechanisms_agent_set_test
