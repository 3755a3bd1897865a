// A draw depends on seed, agent, tick and purpose, and on nothing else (docs/model.md 4).

#include <catch2/catch.hpp>

#include "engine/twin_check.support.hpp"
#include "output/temporary.support.hpp"

namespace engine_luck_test {

using namespace shoal;

namespace {

std::vector<metrics::Totals> run(const World& world) {
  Simulation simulation = world.simulation();
  std::vector<metrics::Totals> ticks;
  for (std::uint32_t t = 0; t < world.ticks(); ++t) ticks.push_back(simulation.step());
  return ticks;
}

/// Every count of a tick; of the rest nothing, because sums in another order round differently.
std::vector<double> counts(const metrics::Totals& totals) {
  std::vector<double> whole;
  for (const NamedNumber& n : numbers_of(totals))
    if (n.whole && n.name.find("communit") == n.name.npos) whole.push_back(n.value);
  return whole;
}

}  // namespace

TEST_CASE("how communities were found changes no one's luck", "[engine]") {
  const TemporaryDirectory folder;
  const World source(twin::village());
  std::string ties, sides;
  for (AgentIndex i = 0; i < source.network.agents; ++i) {
    sides += std::to_string(i) + " " + std::to_string((i * 7) % 5) + "\n";
    for (const AgentIndex j : source.network.row(i))
      if (i < j) ties += std::to_string(i) + " " + std::to_string(j) + "\n";
  }
  write_text(folder.path() / "ties.txt", ties);
  write_text(folder.path() / "sides.txt", sides);
  const auto world = [&](const std::string& communities, const std::string& key) {
    std::string yaml = twin::village();
    const std::string generated =
        "network: {generator: planted_partition, planted_partition: {communities: 4, "
        "mean_degree: 8, mixing: 0.2}}";
    const std::size_t at = yaml.find(generated);
    REQUIRE(at != yaml.npos);
    yaml.replace(at, generated.size(), "network: {file: ties.txt, " + communities + "}");
    return std::make_unique<World>(yaml, std::vector<std::string>{key}, folder.path().string());
  };
  for (const std::string key : {"name=all neighbours", "learning.observation.sample=3",
                                "decision.rule=imitate", "schedule=asynchronous"}) {
    INFO(key);
    const auto none = world("communities: none", key), some = world("communities_file: sides.txt", key);
    REQUIRE(none->network.communities() == 1);
    REQUIRE(some->network.communities() == 5);
    REQUIRE(none->network.agent_of != some->network.agent_of);
    const auto a = run(*none), b = run(*some);
    for (std::size_t t = 0; t < a.size(); ++t) CHECK(counts(a[t]) == counts(b[t]));
  }
}

TEST_CASE("a longer run begins like a shorter one", "[engine]") {
  const World shorter(twin::village(), {"time.ticks=5"}), longer(twin::village(), {"time.ticks=9"});
  const auto a = run(shorter), b = run(longer);
  for (std::size_t t = 0; t < 5; ++t) CHECK(bits_of(a[t]) == bits_of(b[t]));
}

TEST_CASE("a mechanism that changes no decision changes no one's luck", "[engine]") {
  // Reviews are posted, complaints and recommendations made, but nobody reads, listens or learns from them:
  // purchases stay the same to the last one.
  const std::vector<std::string> deaf = {"reviews.read=0", "learning.beliefs.social=none",
                                         "learning.reinforcement.recommendation_boost=0",
                                         "decision.impulse.support=0"};
  auto mute = deaf;
  mute.push_back("share.enabled=false");
  const World talking(twin::village(), deaf), silent(twin::village(), mute);
  const auto a = run(talking), b = run(silent);
  std::int64_t said = 0;
  for (std::size_t t = 0; t < a.size(); ++t) {
    CHECK(a[t].counts.planned == b[t].counts.planned);
    CHECK(a[t].counts.impulse == b[t].counts.impulse);
    CHECK(a[t].counts.pleased == b[t].counts.pleased);
    said += a[t].counts.reviews + a[t].counts.recommendations + a[t].counts.complaints;
    CHECK(b[t].counts.reviews + b[t].counts.recommendations + b[t].counts.complaints == 0);
  }
  CHECK(said > 100);
}

TEST_CASE("arms meet the same luck: one change shows alone", "[engine]") {
  // More pay for the same needs: with another temperature, exactly the same agents have needs.
  const World cold(twin::village()), hot(twin::village(), {"decision.planned.temperature=3"});
  const auto a = run(cold), b = run(hot);
  for (std::size_t t = 0; t < a.size(); ++t) CHECK(a[t].counts.needs == b[t].counts.needs);
}

}  // namespace engine_luck_test
