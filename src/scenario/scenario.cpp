#include "scenario/scenario.hpp"

#include <nlohmann/json.hpp>

#include "config/derived.hpp"
#include "config/reader.hpp"
#include "random/philox.hpp"
#include "scenario/check.hpp"
#include "scenario/set_seed.hpp"
#include "scenario/source.hpp"

namespace shoal {

void describe(config::Section& s, TimeParams& p) {
  s.field("ticks", p.ticks, "Length of the run; one tick is a nominal day.", {.unit = "ticks"})
      .field("order", p.order,
             "Whose turn it is under `schedule: sequential`: by number, or shuffled once per run.");
}

void describe(config::Section& s, SeedParams& p) {
  s.field("network", p.network, "Seed of the network; null: derived from `seed`.")
      .field("population", p.population,
             "Seed of traits, segments and seed adopters; null: derived from `seed`.")
      .field("dynamics", p.dynamics,
             "Seed of everything that happens during the run; null: derived from `seed`.");
}

void describe(config::Section& s, AgentOutputParams& p) {
  s.field("at", p.at, "Ticks after which agents are written; 0: before the first tick.", {.unit = "ticks"})
      .field("every", p.every, "Write agents every so many ticks; 0: only at the ticks of `at`.",
             {.unit = "ticks"})
      .field("columns", p.columns,
             "What is written of each agent: `all` that the run has, or names that `shoal metrics` lists.");
}

void describe(config::Section& s, OutputParams& p) {
  s.field("metrics", p.metrics,
          "Columns of metrics.csv: metric names, or the sets `default` and `all` (see `shoal metrics`).")
      .field("products", p.products, "Whether to write products.csv, one row per tick and product.")
      .field("communities", p.communities,
             "Whether to write communities.csv, one row per tick and community.")
      .section("agents", p.agents, "agents.nc: columns of all agents at chosen ticks, in NetCDF-4.");
}

void describe(config::Section& s, Scenario& p) {
  s.field("name", p.name, "Name of the scenario.")
      .field("description", p.description, "What it shows.")
      .field(
          "use", p.use,
          "Presets whose values stand where the scenario sets none, a later one before an earlier one (see "
          "`shoal presets`).")
      .field("presets", p.presets,
             "Presets of your own, by name: groups of keys and values; one of the name of ours replaces it.")
      .field("seed", p.seed, "Seed of the run; the same scenario and seed give the same bytes.",
             {.source = "model 6"})
      .section("seeds", p.seeds, "Seeds of the parts, where they are to differ from what `seed` gives.")
      .section("time", p.time, "Time.")
      .field("schedule", p.schedule,
             "synchronous: all agents act on what was shown in the last tick; sequential: one agent per "
             "tick, seeing all earlier acts; "
             "asynchronous: as many random single updates per tick as there are agents.",
             {.source = "model 3"})
      .section("network", p.network, "Who observes whom: a generator or a file.")
      .section("population", p.population, "Consumers.")
      .section("market", p.market, "Products.")
      .section("learning", p.learning, "How consumers learn.")
      .section("decision", p.decision, "How consumers decide.")
      .section("experience", p.experience, "What a purchase is like.")
      .section("share", p.share, "What buyers tell others.")
      .section("reviews", p.reviews, "Reviews in the store and at a third party.")
      .section("community", p.community, "What communities are like, and their life.")
      .field("campaigns", p.campaigns,
             "What sellers do in order to be bought: kinds of campaigns with schedules and targets.",
             {.source = "model 4.9"})
      .field("campaign_kinds", p.campaign_kinds,
             "Kinds of campaigns of your own, by name: rows of effects; one of the name of ours replaces it.")
      .section("group_buy", p.group_buy, "Group buys: a discount if enough members commit in time.")
      .section("resellers", p.resellers, "Resellers: loyal members who sell to their own circle.")
      .field(
          "interventions", p.interventions,
          "What is done to the running market: at a tick, set keys, take agents out, make agents adopters.")
      .section("membership", p.membership, "Who belongs to a community, joins and leaves.")
      .section("roles", p.roles, "Strata of communities: mass, active, core, hub.")
      .section("platform", p.platform, "The platform that hosts the communities.")
      .section("output", p.output, "What is written.");
}

config::Section description(Scenario& scenario) {
  config::Section root("A Shoal scenario: a market, its communities and consumers, and how they learn.");
  describe(root, scenario);
  return root;
}

std::uint64_t Scenario::network_seed() const {
  return seeds.network ? seeds.network->value : random::derive_seed(seed.value, 1);
}
std::uint64_t Scenario::population_seed() const {
  return seeds.population ? seeds.population->value : random::derive_seed(seed.value, 2);
}
std::uint64_t Scenario::dynamics_seed() const {
  return seeds.dynamics ? seeds.dynamics->value : random::derive_seed(seed.value, 3);
}

void set_seed(Scenario& scenario, std::uint64_t seed) {
  scenario.seed.value = seed;
  for (auto& stage : scenario.stages) {
    if (!stage) continue;
    auto reseeded = std::make_shared<Scenario>(*stage);  // stages are shared with other runs
    reseeded->seed.value = seed;
    stage = std::move(reseeded);
  }
}

Scenario read_scenario(config::Node root, config::Problems problems) {
  apply_presets(root, problems);
  Scenario scenario;
  config::Section section = description(scenario);
  config::Reader reader(problems);
  reader.read(section, root);
  if (problems.empty()) check(scenario, reader);  // what spans keys is judged only where each key is sound
  if (problems.empty()) compose_stages(root, scenario, problems);
  if (!problems.empty()) throw config::InvalidInput(std::move(problems));
  return scenario;
}

namespace {

Scenario from_source(config::Node root, const std::vector<std::string>& overrides,
                     config::Problems& problems) {
  for (const std::string& assignment : overrides) config::apply_override(root, assignment, problems);
  return read_scenario(root, std::move(problems));
}

}  // namespace

Scenario load_scenario(const std::filesystem::path& file, const std::vector<std::string>& overrides) {
  config::Problems problems;
  config::Node root = config::read_source(file, problems);
  return from_source(std::move(root), overrides, problems);
}

Scenario parse_scenario(std::string_view yaml, const std::string& name,
                        const std::filesystem::path& directory, const std::vector<std::string>& overrides) {
  config::Problems problems;
  config::Node root = config::parse_source(yaml, name, directory, problems);
  return from_source(std::move(root), overrides, problems);
}

config::Json resolved_json(const Scenario& scenario, config::Form form) {
  Scenario copy = scenario;  // descriptions bind to variables
  copy.use.names.clear();    // the values say it all
  return config::values(description(copy), form);
}

std::string resolved_yaml(const Scenario& scenario) {
  return config::to_yaml(resolved_json(scenario, config::Form::rerun));
}

std::string scenario_schema() {
  Scenario scenario;
  config::Json schema = config::schema(description(scenario));
  config::Json root;
  root["$schema"] = "http://json-schema.org/draft-07/schema#";
  root["$id"] = "shoal.schema.json";
  root["title"] = "Shoal scenario";
  for (auto& [key, value] : schema.items())
    if (!root.contains(key)) root[key] = value;
  return root.dump(2) + "\n";
}

}  // namespace shoal
