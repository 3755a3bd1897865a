// agents.nc, read back by xarray.

#include "output/agents.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>

#include "engine/twin_check.support.hpp"
#include "engine/world.support.hpp"
#include "output/temporary.support.hpp"

namespace output_agents_test {

using namespace shoal;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// Runs a world and gives the path of the file, in `directory`.
fs::path run(const World& world, const fs::path& directory, unsigned threads = 1) {
  output::OutputDirectory out(directory, false);
  Simulation simulation = world.simulation(threads);
  output::AgentSnapshots snapshots(out, world.scenario, simulation.model(), simulation.state());
  snapshots.record(0);
  for (std::uint32_t t = 1; t <= world.ticks(); ++t) {
    simulation.step();
    snapshots.record(t);
  }
  snapshots.close();
  out.commit();
  return directory / "agents.nc";
}

constexpr const char* reader = R"(
import json, sys, xarray
data = xarray.open_dataset(sys.argv[1])
out = {"attributes": {k: str(v) for k, v in data.attrs.items()}, "variables": {}}
for name, v in data.variables.items():
    out["variables"][name] = {"dims": list(v.dims), "unit": v.attrs.get("units"), "name": v.attrs.get("long_name"),
                              "type": str(v.dtype), "values": v.values.tolist()}
json.dump(out, open(sys.argv[2], "w"))
)";

bool can_read() {
  const bool can = std::system("/usr/bin/python3 -c 'import netCDF4, xarray' 2>/dev/null") == 0 &&
                   output::why_no_netcdf().empty();
  if (!can) std::cout << "SKIPPED: needs NetCDF, python3-xarray and python3-netcdf4\n";
  return can;
}

json read(const fs::path& file) {
  const TemporaryDirectory work;
  write_text(work.path() / "read.py", reader);
  const std::string command = "/usr/bin/python3 " + (work.path() / "read.py").string() + " " + file.string() +
                              " " + (work.path() / "out.json").string();
  REQUIRE(std::system(command.c_str()) == 0);
  return json::parse(read_text(work.path() / "out.json"));
}

}  // namespace

TEST_CASE("xarray reads every agent column as it is in the state, by the user's numbers", "[output]") {
  if (!can_read()) return;
  const TemporaryDirectory work;
  const World world(twin::village(),
                    {"time.ticks=6", "output.agents={at: [6, 0], every: 4}", "decision.budget.enabled=true"});
  const json file = read(run(world, work.path() / "run"));
  CHECK(file["attributes"]["title"] == "village");
  CHECK(file["attributes"]["seed"] == "11");
  const json& variables = file["variables"];
  CHECK(variables["tick"]["values"] == json({0, 4, 6}));
  CHECK(variables["product"]["values"] == json({"apple", "pear", "plum"}));
  CHECK(variables["segment_name"]["values"] == json({"keen", "calm"}));
  CHECK(variables["agent"]["values"].size() == world.network.agents);

  Simulation simulation = world.simulation();
  std::size_t compared = 0;
  for (std::size_t t = 0, tick = 0; t < 3; ++t) {
    for (const std::size_t until = std::vector<std::size_t>{0, 4, 6}[t]; tick < until; ++tick)
      simulation.step();
    for (const AgentColumn& column : agent_columns()) {
      INFO(column.name << " at tick " << tick);
      if (!column.present(simulation.model(), simulation.state())) {
        CHECK(!variables.contains(column.name));
        CHECK(!column.needs.empty());
        continue;
      }
      REQUIRE(variables.contains(column.name));
      const json& variable = variables[column.name];
      CHECK(variable["name"] == column.sentence);
      CHECK(variable["unit"] == column.unit);
      CHECK(variable["dims"] == (column.shape == ColumnShape::agent ? json({"agent"})
                                 : column.shape == ColumnShape::tick_agent
                                     ? json({"tick", "agent"})
                                     : json({"tick", "agent", "product"})));
      const bool by_product = column.shape == ColumnShape::tick_agent_product;
      bool same = true;
      for (AgentIndex i = 0; i < world.network.agents; ++i)
        for (std::size_t k = 0; k < (by_product ? 3u : 1u); ++k) {
          const AgentIndex number = world.network.agent_of[i];
          const json& row = column.shape == ColumnShape::agent ? variable["values"] : variable["values"][t];
          const json& cell = by_product ? row[number][k] : row[number];
          same = same && cell.get<double>() == column.value(simulation.model(), simulation.state(), i, k);
          ++compared;
        }
      CHECK(same);
    }
  }
  CHECK(compared > 10000);
}

TEST_CASE("agents stand in the order of the users' numbers however communities were found", "[output]") {
  if (!can_read()) return;
  const TemporaryDirectory work;
  std::string ties, groups;
  for (int i = 0; i < 60; ++i) {
    ties += std::to_string(i) + " " + std::to_string((i + 3) % 60) + "\n";
    groups += std::to_string(i) + " " + (i % 3 == 0 ? "red" : i % 3 == 1 ? "green" : "blue") + "\n";
  }
  write_text(work.path() / "ties.txt", ties);
  write_text(work.path() / "groups.txt", groups);
  const World world(
      "{network: {file: ties.txt, communities: file, communities_file: groups.txt}, time: {ticks: 3},\n"
      " population: {traits: {income: {uniform: [1, 9]}}, seed_adopters: {by: list, agents: [\"7\", "
      "\"40\"]}},\n"
      " output: {agents: {at: [0], columns: [income, owns, community]}}}",
      {}, work.path().string());
  REQUIRE_FALSE(std::is_sorted(world.network.agent_of.begin(), world.network.agent_of.end()));
  const json variables = read(run(world, work.path() / "run"))["variables"];
  CHECK(!variables.contains("memory"));
  for (std::size_t number = 0; number < 60; ++number) {
    INFO(number);
    const std::string label =
        world.network.labels.empty() ? std::to_string(number) : world.network.labels[number];
    if (!world.network.labels.empty()) CHECK(variables["label"]["values"][number] == label);
    CHECK(variables["owns"]["values"][0][number][0] == (label == "7" || label == "40" ? 1 : 0));
    const int at = std::stoi(label) % 3;
    CHECK(
        variables["community_name"]["values"][variables["community"]["values"][number].get<std::size_t>()] ==
        (at == 0   ? "red"
         : at == 1 ? "green"
                   : "blue"));
  }
}

TEST_CASE("agents.nc has the same bytes in every run and on any number of threads", "[output][threads]") {
  if (!output::why_no_netcdf().empty()) {
    std::cout << "SKIPPED: " << output::why_no_netcdf() << '\n';
    return;
  }
  const TemporaryDirectory work;
  // More than one piece of agents, and of ticks.
  const World world(
      "{population: {agents: 20000}, time: {ticks: 3}, output: {agents: {every: 1}},\n"
      " network: {generator: ring_lattice, ring_lattice: {neighbours: 4}}}");
  const std::string once = read_text(run(world, work.path() / "a"));
  CHECK(once.size() > 100000);
  CHECK(read_text(run(world, work.path() / "b")) == once);
  CHECK(read_text(run(world, work.path() / "c", 2)) == once);
}

TEST_CASE("a column that the run does not have is refused with what it needs", "[output]") {
  const TemporaryDirectory work;
  const World world(twin::village(),
                    {"time.ticks=1", "output.agents={at: [1], columns: [memory, value, budget]}",
                     "learning.observation.enabled=false", "decision.budget.enabled=false"});
  std::string said;
  try {
    run(world, work.path() / "run");
  } catch (const config::InvalidInput& invalid) {
    said = invalid.what();
  }
  CHECK(said ==
        "output.agents.columns: this run has no column 'budget'; it needs decision.budget.enabled\n"
        "output.agents.columns: this run has no column 'memory'; it needs learning.observation.enabled");
  CHECK(!fs::exists(work.path() / "run"));
}

TEST_CASE("names of agent columns differ", "[output]") {
  std::vector<std::string> names;
  for (const AgentColumn& column : agent_columns()) {
    CHECK(!column.sentence.empty());
    CHECK(!column.unit.empty());
    names.push_back(column.name);
  }
  std::sort(names.begin(), names.end());
  CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
}

}  // namespace output_agents_test
