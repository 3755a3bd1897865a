// The registry of phases: whatever it lists is documented, configured, sound by default and deterministic.

#include "mechanisms/registry.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>

#include "engine/model.hpp"
#include "engine/twin_check.support.hpp"
#include "paths.support.hpp"

namespace mechanisms_registry_test {

using namespace shoal;

namespace {

/// The section or key of the description at a dotted path, or nothing.
const config::Section::Entry* entry_at(const config::Section& root, const std::string& path) {
  const config::Section* section = &root;
  const config::Section::Entry* entry = nullptr;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('.', begin), path.size());
    entry = section ? section->find(path.substr(begin, end - begin)) : nullptr;
    if (!entry) return nullptr;
    section = entry->section.get();
    begin = end + 1;
  }
  return entry;
}

/// Keys under which a phase is on.
std::vector<std::string> keys_for(std::string_view phase) {
  const std::string one = "market.products=[{name: only}]", seed = "population.seed_adopters.product=0";
  if (phase == "threshold" || phase == "hazard" || phase == "cascade")
    return {"decision.rule=" + std::string(phase), one, seed};
  if (phase == "settle" || phase == "commit") return {"group_buy.enabled=true"};
  if (phase == "solicit" || phase == "commission" || phase == "recruit") return {"resellers.enabled=true"};
  if (phase == "target") return {"campaigns=[{kind: discount}]"};
  if (phase == "endorse") return {"campaigns=[{kind: kol}]", "network={generator: star, star: {hubs: 5}}"};
  if (phase == "decide")
    return {one,
            seed,
            "learning.beliefs.enabled=false",
            "decision.impulse.enabled=false",
            "decision.budget.enabled=false",
            "share.enabled=false",
            "experience={loyalty_gain: 0, loyalty_loss: 0}",
            "reviews.read=0",
            "learning.reinforcement={recommendation_boost: 0, forgetting: 0}"};
  if (phase == "imitate") return {"decision.rule=imitate"};
  if (phase == "copy") return {"decision.rule=copy", "decision.copy.innovation=0.1"};
  if (phase == "earn") return {"decision.rule=copy", "decision.copy.strategies.enabled=true"};
  if (phase == "judge") return {"reviews.read=0.5"};
  if (phase == "join") return {"membership.enabled=true", "membership.initial.share=0.5"};
  if (phase == "talk") return {"community.life.enabled=true"};
  if (phase == "bond") return {"community.bonds.enabled=true"};
  if (phase == "bayes") return {"decision.rule=bayes", "schedule=sequential", one, seed};
  return {};
}

}  // namespace

TEST_CASE("phases have names of their own and run in the order of the model", "[mechanisms]") {
  std::vector<std::string_view> names;
  for (const Phase& phase : phases()) names.push_back(phase.name);
  CHECK(std::set<std::string_view>(names.begin(), names.end()).size() == names.size());
  const std::vector<std::string_view> order = {"surround",  "target", "watch", "join",   "observe",
                                               "believe",   "draw",   "plan",  "feel",   "experience",
                                               "reinforce", "share",  "bond",  "publish"};
  auto next = names.begin();
  for (const auto name : order) {
    next = std::find(next, names.end(), name);
    CHECK(next != names.end());
  }
}

TEST_CASE("every phase has a page of documentation that names its section", "[mechanisms]") {
  for (const Phase& phase : phases()) {
    const std::filesystem::path page =
        std::filesystem::path(paths::source) / "docs" / "mechanisms" / (std::string(phase.docs) + ".md");
    INFO(page);
    std::ifstream in(page);
    REQUIRE(in.good());
    const std::string text(std::istreambuf_iterator<char>(in), {});
    CHECK(text.size() > 300);
    CHECK(text.rfind("# ", 0) == 0);
    std::string section(phase.config_path);
    section = section.substr(0, section.rfind('.', section.size()));
    CHECK(text.find(section.substr(0, section.find('.'))) != std::string::npos);
  }
}

TEST_CASE("every phase has a section of the scenario with help for every key", "[mechanisms]") {
  Scenario scenario;
  const config::Section root = description(scenario);
  for (const Phase& phase : phases()) {
    INFO(phase.name << ": " << phase.config_path);
    const auto* entry = entry_at(root, std::string(phase.config_path));
    REQUIRE(entry != nullptr);
    CHECK_FALSE(entry->help.empty());
    if (!entry->section) continue;
    CHECK_FALSE(entry->section->entries().empty());
    for (const auto& key : entry->section->entries()) CHECK_FALSE(key.help.empty());
  }
}

TEST_CASE("phases that run once per tick are documented, configured, and off by default", "[mechanisms]") {
  Scenario scenario;
  const config::Section root = description(scenario);
  const World world("{population: {agents: 400}, time: {ticks: 3}}");
  const Model model = make_model(world.scenario, world.network, world.population);
  for (const auto& phases : {opening_phases(), closing_phases()})
    for (const TickPhase& phase : phases) {
      INFO(phase.name);
      const auto page =
          std::filesystem::path(paths::source) / "docs" / "mechanisms" / (std::string(phase.docs) + ".md");
      CHECK(std::filesystem::exists(page));
      const auto* entry = entry_at(root, std::string(phase.config_path));
      REQUIRE(entry != nullptr);
      CHECK_FALSE(entry->help.empty());
      CHECK_FALSE(phase.enabled(model));
    }
}

TEST_CASE("every phase is on in some scenario, with defaults that are valid", "[mechanisms]") {
  for (const Phase& phase : phases()) {
    INFO(phase.name);
    const World world("{population: {agents: 400}, time: {ticks: 3}}", keys_for(phase.name));
    CHECK(phase.enabled(make_model(world.scenario, world.network, world.population)));
    Simulation simulation = world.simulation();
    for (int t = 0; t < 3; ++t) CHECK(simulation.step().agents == 400);
  }
}

TEST_CASE("phases that are switched off do not run", "[mechanisms]") {
  const World world(twin::village(), {"learning.observation.enabled=false", "learning.beliefs.enabled=false",
                                      "reviews.read=0", "learning.reinforcement.enabled=false",
                                      "share.enabled=false", "decision.planned.enabled=false"});
  const Model model = make_model(world.scenario, world.network, world.population);
  for (const Phase& phase : phases())
    for (const std::string_view off : {"observe", "believe", "reinforce", "share", "plan"})
      if (phase.name == off) CHECK_FALSE(phase.enabled(model));
}

TEST_CASE("every phase gives the same bits on one and on four threads", "[mechanisms][threads]") {
  for (const Phase& phase : phases()) {
    INFO(phase.name);
    auto keys = keys_for(phase.name);
    keys.insert(keys.end(), {"population.agents=4200", "time.ticks=3"});
    const World world(twin::village(), keys);
    Simulation one = world.simulation(1), four = world.simulation(4);
    for (int t = 0; t < 3; ++t) CHECK(bits_of(one.step()) == bits_of(four.step()));
  }
}

TEST_CASE("times of phases are told by the phases' names", "[mechanisms]") {
  const World world(twin::village(), {"time.ticks=2"});
  Simulation simulation = world.simulation();
  simulation.step();
  const auto times = simulation.phase_times();
  REQUIRE(times.size() > 2);
  CHECK(times.front().phase == "surround");
  CHECK(times.back().phase == "measure");
  for (const PhaseTime& time : times) CHECK(time.seconds >= 0);
}

}  // namespace mechanisms_registry_test
