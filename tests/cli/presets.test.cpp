#include "scenario/presets.hpp"

#include <catch2/catch.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/process.support.hpp"
#include "output/temporary.support.hpp"

namespace cli_presets_test {

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using nlohmann::json;

TEST_CASE("presets lists every preset, and shows one as rows that a scenario can hold", "[cli]") {
  const Outcome list = run_shoal({"presets"});
  CHECK(list.code == 0);
  for (const shoal::Preset& preset : shoal::preset_table())
    CHECK_THAT(list.out, Contains("  " + std::string(preset.name)));

  const TemporaryDirectory work;
  for (const shoal::Preset& preset : shoal::preset_table()) {
    const std::string name(preset.name);
    INFO(name);
    const Outcome one = run_shoal({"presets", name});
    CHECK(one.code == 0);
    // The text, indented under `presets:`, is a row of the same values.
    std::string rows = "presets:\n";
    for (std::size_t begin = 0; begin < one.out.size();) {
      const std::size_t end = one.out.find('\n', begin);
      rows += "  " + one.out.substr(begin, end - begin) + "\n";
      begin = end + 1;
    }
    write_text(work.path() / "copy.yaml", small_scenario + "\nuse: " + name + "\n" + rows);
    write_text(work.path() / "ours.yaml", small_scenario + "\nuse: " + name + "\n");
    for (const char* file : {"copy", "ours"}) {
      const Outcome run =
          run_shoal({"run", std::string(file) + ".yaml", "--out", name + file, "--set", "time.ticks=1"},
                    {.directory = work.path()});
      INFO(run.err);
      CHECK(run.code == 0);
    }
    CHECK(read_text(work.path() / (name + "copy") / "config.resolved.yaml") ==
          read_text(work.path() / (name + "ours") / "config.resolved.yaml"));
    const json manifest = json::parse(read_text(work.path() / (name + "ours") / "manifest.json"));
    CHECK(manifest["presets"] == json({name}));
  }
}

TEST_CASE("an unknown preset ends with 2 and the name that was meant", "[cli]") {
  const Outcome outcome = run_shoal({"presets", "comunity"});
  CHECK(outcome.code == 2);
  CHECK_THAT(outcome.err, StartsWith("shoal: unknown preset 'comunity'; did you mean 'community'?"));
  CHECK(run_shoal({"presets", "--markdown", "brand"}).code == 2);
  CHECK_THAT(run_shoal({"presets", "--markdown"}).out, StartsWith("# Presets\n"));
}

TEST_CASE("agents.nc is in the manifest, and goes when a run without it replaces the run", "[cli]") {
  const TemporaryDirectory work;
  write_text(work.path() / "small.yaml", small_scenario);
  const Outcome with = run_shoal({"run", "small.yaml", "--out", "run", "--set", "output.agents={at: [0, 5]}"},
                                 {.directory = work.path()});
  if (with.err.find("no NetCDF") != std::string::npos) {
    std::cout << "SKIPPED: this build has no NetCDF\n";
    return;
  }
  CHECK(with.code == 0);
  const json manifest = json::parse(read_text(work.path() / "run" / "manifest.json"));
  bool listed = false;
  for (const json& file : manifest["outputs"])
    if (file["file"] == "agents.nc") {
      listed = true;
      CHECK(file["bytes"] == std::filesystem::file_size(work.path() / "run" / "agents.nc"));
      CHECK(file["sha256"].get<std::string>().size() == 64);
    }
  CHECK(listed);
  CHECK(run_shoal({"run", "small.yaml", "--out", "run", "--force"}, {.directory = work.path()}).code == 0);
  CHECK(!std::filesystem::exists(work.path() / "run" / "agents.nc"));
}

}  // namespace cli_presets_test
