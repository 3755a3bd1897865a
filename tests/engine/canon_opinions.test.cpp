// Canon A11: DeGroot's averaging of opinions, through the kernel and through the engine: a weighted directed
// network with self-loops from a file, first beliefs from a column of the traits file.

#include <array>
#include <catch2/catch.hpp>

#include "engine/by_hand.support.hpp"
#include "engine/canon.support.hpp"
#include "mechanisms/believe.hpp"
#include "output/temporary.support.hpp"

namespace engine_canon_opinions_test {

using namespace shoal;
using namespace shoal::canon;

namespace {

// DeGroot 1974: consensus weights (3/11, 4/11, 4/11), second eigenvalue 1/2.
constexpr double trust[3][3] = {{1 / 3., 1 / 3., 1 / 3.}, {1 / 2., 1 / 2., 0}, {0, 1 / 4., 3 / 4.}};
constexpr double after_five[3] = {.2727302, .29147377, .25397859};

struct Opinions {
  TemporaryDirectory folder;
  Opinions() {
    write_text(
        folder.path() / "trust.txt",
        "a a 0.3333333333\na b 0.3333333333\na c 0.3333333333\nb a 0.5\nb b 0.5\nc b 0.25\nc c 0.75\n");
    write_text(folder.path() / "people.csv", "agent,opinion\na,1\nb,0\nc,0\n");
  }
  World world(const std::vector<std::string>& more = {}) const {
    static const std::string yaml = R"(
network: {file: trust.txt, format: edge_list, directed: true, self_loops: keep, communities: none}
population: {traits_file: people.csv, traits: {prior_belief: {column: opinion}}}
learning:
  observation: {enabled: false}
  reinforcement: {enabled: false}
  beliefs: {social: degroot, self_weight: 0}
decision: {planned: {enabled: false}, impulse: {enabled: false}}
)";
    return World(yaml, more, folder.path().string());
  }
};

std::array<double, 3> beliefs(ByHand& run, const World& world) {
  std::array<double, 3> by_label{};
  for (AgentIndex i = 0; i < 3; ++i)
    by_label[static_cast<std::size_t>(world.network.labels[world.network.agent_of[i]][0] - 'a')] =
        static_cast<double>(run.state.belief[0](i, 0));
  return by_label;
}

}  // namespace

TEST_CASE("DeGroot's kernel averages as his example does", "[engine][canon]") {
  std::array<float, 3> b = {1, 0, 0};
  for (int t = 0; t < 5; ++t) {
    const std::array<float, 3> before = b;
    for (std::size_t i = 0; i < 3; ++i) {
      float sum = 0, weight = 0;
      for (std::size_t j = 0; j < 3; ++j) {
        if (j == i) continue;
        sum += static_cast<float>(trust[i][j]) * before[j];
        weight += static_cast<float>(trust[i][j]);
      }
      b[i] = degroot(before[i], static_cast<float>(trust[i][i]), sum, weight);
    }
  }
  for (std::size_t i = 0; i < 3; ++i) CHECK(static_cast<double>(b[i]) == Approx(after_five[i]).margin(1e-6));
}

TEST_CASE("opinions on a trust matrix with self-loops reach DeGroot's consensus", "[engine][canon]") {
  const Opinions opinions;
  const World world = opinions.world();
  ByHand run(world);
  for (int t = 0; t < 5; ++t) run.step();
  auto b = beliefs(run, world);
  for (std::size_t i = 0; i < 3; ++i) CHECK(b[i] == Approx(after_five[i]).margin(1e-6));
  run.step();  // negative control: a tick late
  CHECK(beliefs(run, world)[1] != Approx(after_five[1]).margin(1e-6));
  for (int t = 6; t < 60; ++t) run.step();
  for (const double x : beliefs(run, world)) CHECK(x == Approx(3 / 11.).margin(1e-6));

  Simulation simulation = world.simulation();
  for (int t = 0; t < 4; ++t) simulation.step();
  const double mean = (after_five[0] + after_five[1] + after_five[2]) / 3;
  CHECK(simulation.step().products[0].belief == Approx(mean).margin(1e-6));

  // Negative control: an own weight that the matrix does not have.
  const World stubborn = opinions.world({"learning.beliefs.self_weight=1"});
  ByHand slow(stubborn);
  for (int t = 0; t < 5; ++t) slow.step();
  CHECK(beliefs(slow, stubborn)[0] != Approx(after_five[0]).margin(1e-3));
}

TEST_CASE("on undirected ties with an own weight of one, influence is degree plus one", "[engine][canon]") {
  World world(bare(),
              {"network={generator: scale_free, scale_free: {ties_per_agent: 2}}", "population.agents=60",
               "population.traits.prior_belief={uniform: [0, 1]}",
               "learning.beliefs={enabled: true, social: degroot, self_weight: 1}", "time.ticks=300"});
  double weighted = 0, weights = 0, plain = 0;
  for (AgentIndex i = 0; i < 60; ++i) {
    const double prior = static_cast<double>(world.population.trait(shoal::Trait::prior_belief)[i]);
    const double weight = world.network.degree(i) + 1.0;
    weighted += weight * prior;
    weights += weight;
    plain += prior / 60;
  }
  const double consensus = run(world).back().products[0].belief;
  CHECK(consensus == Approx(weighted / weights).margin(2e-6));
  CHECK(consensus != Approx(plain).margin(1e-4));  // negative control: everybody weighs the same
}

}  // namespace engine_canon_opinions_test
