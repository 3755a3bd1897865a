// The engine against its slow twin on a network from files: directed, weighted, with self-loops, and with
// communities that put agents into another order than the user's.

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "engine/twin_check.support.hpp"
#include "output/temporary.support.hpp"
#include "random/philox.hpp"

namespace engine_twin_file_test {

using namespace shoal;

namespace {

/// 120 agents who observe about seven others each, one in ten also itself.
void write_network(const std::filesystem::path& folder) {
  std::string ties, sides;
  for (int i = 0; i < 120; ++i) {
    sides += fmt::format("{} {}\n", i, i * 11 % 4);
    for (int j = 0; j < 120; ++j) {
      const auto words =
          random::draw(5, random::Purpose::network_pair, static_cast<std::uint32_t>(120 * i + j));
      if (random::uniform(words[0]) < (i == j ? 0.1f : 0.06f))
        ties +=
            fmt::format("{} {} {:.3f}\n", i, j, 0.05 + 0.9 * static_cast<double>(random::uniform(words[1])));
    }
  }
  write_text(folder / "ties.txt", ties);
  write_text(folder / "sides.txt", sides);
}

/// The village on that network.
std::string village_on_file() {
  std::string yaml = twin::village();
  const std::size_t from = yaml.find("network:"), to = yaml.find("population:");
  yaml.replace(
      from, to - from,
      "network: {file: ties.txt, format: edge_list, directed: true, self_loops: keep, communities_file: "
      "sides.txt}\n");
  yaml.replace(yaml.find("  agents: 150\n"), 14, "");
  return yaml;
}

}  // namespace

TEST_CASE("the engine steps networks from files as its slow twin does", "[engine][twin]") {
  const TemporaryDirectory folder;
  write_network(folder.path());
  const std::string only = "market.products=[{name: only}]", seed = "population.seed_adopters.product=0";
  const std::vector<twin::Case> cases = {
      {"the village", {}},
      {"some neighbours", {"learning.observation.sample=3"}},
      {"averaging of opinions", {"learning.beliefs.social=degroot"}},
      {"imitation", {"decision.rule=imitate", seed}},
      {"cascade",
       {"decision.rule=cascade", "decision.adoption=once", "decision.cascade.probability=0.3", only, seed}},
      {"threshold", {"decision.rule=threshold", "decision.threshold.level={uniform: [0, 0.5]}", only, seed}},
      {"Bayesians",
       {"decision.rule=bayes", "schedule=sequential", "time={ticks: 110, order: random}", only, seed,
        "decision.bayes.state=good"}},
      {"single turns in order", {"schedule=sequential", "time.ticks=400"}},
      {"single turns at random", {"schedule=asynchronous", "time.ticks=10"}},
      {"recognition", {"share.recognition=0.5"}}};
  for (const twin::Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      const World world(village_on_file(), c.keys, folder.path().string());
      REQUIRE(world.network.directed);
      REQUIRE_FALSE(world.network.weights.empty());
      REQUIRE(world.network.communities() == 4);
      REQUIRE_FALSE(std::is_sorted(world.network.agent_of.begin(), world.network.agent_of.end()));
      twin::check(world);
    }
  }
}

}  // namespace engine_twin_file_test
