#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/process.support.hpp"
#include "maths/sha256.hpp"
#include "output/temporary.support.hpp"
#include "paths.support.hpp"

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// A directory with small.yaml in it.
struct Workplace : TemporaryDirectory {
  Workplace() { write_text(path() / "small.yaml", small_scenario); }
  std::string scenario() const { return (path() / "small.yaml").string(); }
  std::string out(const std::string& name) const { return (path() / name).string(); }
  /// Runs the scenario quietly into `name` and gives the bytes of metrics.csv and products.csv.
  std::string results(const std::string& name, std::vector<std::string> more = {}) const {
    std::vector<std::string> words{"run", scenario(), "--quiet", "--out", out(name)};
    words.insert(words.end(), more.begin(), more.end());
    const Outcome outcome = run_shoal(words);
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    return read_text(path() / name / "metrics.csv") + read_text(path() / name / "products.csv");
  }
};

long count_lines(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }

}  // namespace

TEST_CASE("a run writes four files, says a summary on standard error and nothing on standard output",
          "[cli]") {
  const Workplace work;
  const Outcome outcome = run_shoal({"run", work.scenario(), "--out", work.out("run")});
  CHECK(outcome.code == 0);
  CHECK(outcome.out.empty());
  CHECK_THAT(outcome.err, StartsWith("small: 3000 agents in 8 communities"));
  CHECK_THAT(outcome.err, Contains("\n  purchases ") && Contains("\n  impulse ") &&
                              Contains("\n  adopters ") && Contains("\n  herding index ") &&
                              Contains("metrics.csv"));
  CHECK(outcome.err.find('\033') == std::string::npos);  // no terminal, no colour
  CHECK(listing(work.path() / "run") == "config.resolved.yaml manifest.json metrics.csv products.csv");
  const std::string metrics = read_text(work.path() / "run" / "metrics.csv");
  CHECK_THAT(metrics, StartsWith("tick,purchases,planned,impulse,impulse_share,"));
  CHECK(count_lines(metrics) == 41);
  const std::string products = read_text(work.path() / "run" / "products.csv");
  CHECK(count_lines(products) == 1 + 2 * 40);
  CHECK_THAT(products, Contains("\n1,\"tea, green\","));
}

TEST_CASE("a manifest tells what a run was a function of and what it wrote", "[cli]") {
  const Workplace work;
  work.results("run", {"--seed", "18446744073709551615", "--threads", "2"});
  const json manifest = json::parse(read_text(work.path() / "run" / "manifest.json"));
  CHECK(manifest["tool"] == "shoal");
  CHECK(manifest["scenario"] == "small");
  CHECK(manifest["status"] == "complete");
  CHECK(manifest["ticks"] == 40);
  CHECK(manifest["threads"] == 2);
  CHECK(manifest["seeds"]["root"] == 18446744073709551615u);
  CHECK(manifest["seeds"]["network"] != manifest["seeds"]["dynamics"]);
  CHECK(manifest["network"]["agents"] == 3000);
  CHECK(manifest["network"]["communities"] == 8);
  CHECK(manifest["network"]["sha256"].get<std::string>().size() == 64);
  CHECK(manifest["config"]["population"]["agents"] == 3000);
  CHECK(manifest["inputs"].empty());
  CHECK_THAT(manifest["build"]["flags"].get<std::string>(), Contains("-ffp-contract=off"));
  CHECK(manifest["peak_memory_bytes"] > 1000000);
  CHECK(manifest["seconds"] > 0);
  CHECK(manifest["phase_seconds"].contains("observe"));
  CHECK(manifest["started"].get<std::string>().size() == 20);
  REQUIRE(manifest["outputs"].size() == 3);
  for (const json& file : manifest["outputs"]) {
    const std::string text = read_text(work.path() / "run" / file["file"].get<std::string>());
    INFO(file["file"]);
    CHECK(file["bytes"] == text.size());
    CHECK(file["sha256"] == shoal::maths::sha256(text));
  }
}

TEST_CASE("the same scenario and seed give the same bytes on any number of threads", "[cli][threads]") {
  const Workplace work;
  const std::string one = work.results("one", {"--threads", "1"});
  CHECK(work.results("two", {"--threads", "2"}) == one);
  CHECK(work.results("four", {"--threads", "4"}) == one);
  CHECK(work.results("again", {"-j", "1"}) == one);
  CHECK(work.results("other", {"--seed", "8"}) != one);
}

TEST_CASE("config.resolved.yaml runs to the same bytes, from any directory", "[cli]") {
  const Workplace work;
  const std::string first = work.results("first", {"--seed=11", "--set", "decision.planned.need=0.04"});
  const fs::path resolved = work.path() / "first" / "config.resolved.yaml";
  fs::create_directory(work.path() / "elsewhere");
  fs::copy(resolved, work.path() / "elsewhere" / "copy.yaml");
  const Outcome outcome =
      run_shoal({"run", "elsewhere/copy.yaml", "-q", "-o", "second"}, {.directory = work.path()});
  CHECK(outcome.err.empty());
  REQUIRE(outcome.code == 0);
  const fs::path second = work.path() / "second";
  CHECK(read_text(second / "metrics.csv") + read_text(second / "products.csv") == first);
  CHECK(read_text(second / "config.resolved.yaml") == read_text(resolved));
  const auto hash = [](const fs::path& run) {
    return json::parse(read_text(run / "manifest.json"))["config_sha256"];
  };
  CHECK(hash(second) == hash(work.path() / "first"));
  CHECK(read_text(resolved).find("yaml-language-server") == std::string::npos);
}

TEST_CASE("the option --seed is short for --set seed", "[cli]") {
  const Workplace work;
  CHECK(work.results("a", {"--seed", "5"}) == work.results("b", {"--set", "seed=5"}));
}

TEST_CASE("without --out results go to out/ and the scenario's name", "[cli]") {
  const Workplace work;
  const Outcome outcome = run_shoal({"run", "small.yaml"}, {.directory = work.path()});
  CHECK(outcome.code == 0);
  CHECK(fs::exists(work.path() / "out" / "small" / "manifest.json"));
  CHECK_THAT(outcome.err, Contains("out/small: metrics.csv"));
  const Outcome slashes =
      run_shoal({"run", "small.yaml", "--set", "name='../../etc/x y'"}, {.directory = work.path()});
  INFO(slashes.err);
  CHECK(slashes.code == 0);
  CHECK(listing(work.path() / "out") == "______etc_x_y small");
}

TEST_CASE("an existing run is refused without --force and replaced with it", "[cli]") {
  const Workplace work;
  work.results("run");
  const std::string before = read_text(work.path() / "run" / "manifest.json");
  const Outcome refused = run_shoal({"run", work.scenario(), "--out", work.out("run")});
  CHECK(refused.code == 4);
  CHECK(refused.err ==
        "shoal: " + work.out("run") + ": exists and is not empty; --force replaces the run in it\n");
  CHECK(read_text(work.path() / "run" / "manifest.json") == before);
  const Outcome forced = run_shoal(
      {"run", work.scenario(), "--out", work.out("run"), "--force", "--set", "output.products=false", "-q"});
  CHECK(forced.code == 0);
  CHECK(listing(work.path() / "run") == "config.resolved.yaml manifest.json metrics.csv");
}

TEST_CASE("an invalid scenario exits with 3 and writes nothing", "[cli]") {
  const Workplace work;
  const Outcome outcome =
      run_shoal({"run", "small.yaml", "--out", "run", "--set", "time.ticks=0", "--set", "sede=1"},
                {.directory = work.path()});
  CHECK(outcome.code == 3);
  CHECK_THAT(outcome.err, Contains("time.ticks") && Contains("did you mean 'seed'"));
  CHECK(count_lines(outcome.err) == 2);
  CHECK(outcome.out.empty());
  CHECK(listing(work.path()) == "small.yaml");
  CHECK(run_shoal({"run", "absent.yaml"}, {.directory = work.path()}).code == 3);
  CHECK(run_shoal({"run", "."}, {.directory = work.path()}).code == 3);
  CHECK(listing(work.path()) == "small.yaml");
}

TEST_CASE("the option --quiet says nothing and -v tells the phases", "[cli]") {
  const Workplace work;
  CHECK(run_shoal({"run", work.scenario(), "-o", work.out("a"), "--quiet"}).err.empty());
  const Outcome verbose = run_shoal({"run", work.scenario(), "-o", work.out("b"), "-v"});
  CHECK(verbose.out.empty());
  CHECK_THAT(verbose.err, Contains("shoal: info: network: 3000 agents") && Contains("observe"));
}

TEST_CASE("what a reader of a network changed is said once, on standard error", "[cli]") {
  const TemporaryDirectory work;
  write_text(work.path() / "ties.txt", "1 1\n1 2\n2 3\n3 1\n");
  write_text(work.path() / "a.yaml", "network: {file: ties.txt, self_loops: drop}\ntime: {ticks: 3}\n");
  const Outcome outcome = run_shoal({"run", "a.yaml"}, {.directory = work.path()});
  CHECK(outcome.code == 0);
  CHECK_THAT(outcome.err, StartsWith("shoal: warning: network: 1 self-loop was dropped\n"));
  CHECK(run_shoal({"run", "a.yaml", "-q", "-f"}, {.directory = work.path()}).err.empty());
  const json manifest = json::parse(read_text(work.path() / "out" / "unnamed" / "manifest.json"));
  CHECK(manifest["network"]["ties"] == 3);
  REQUIRE(manifest["inputs"].size() == 1);
  CHECK(manifest["inputs"][0]["key"] == "network.file");
  CHECK(manifest["inputs"][0]["sha256"] == shoal::maths::sha256("1 1\n1 2\n2 3\n3 1\n"));
}

TEST_CASE("a network may come through a pipe; the manifest then has no fingerprint of it", "[cli]") {
  const TemporaryDirectory work;
  write_text(work.path() / "a.yaml", "network: {file: ties.txt, format: edge_list}\ntime: {ticks: 3}\n");
  const std::string command = "'" + std::string(paths::tool) +
                              "' run a.yaml --quiet --out run --set network.file=<(printf '1 2\\n2 3\\n')";
  const Outcome outcome = run_program("/bin/bash", {"-c", command}, {.directory = work.path()});
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  const json manifest = json::parse(read_text(work.path() / "run" / "manifest.json"));
  CHECK(manifest["network"]["agents"] == 3);
  CHECK(manifest["inputs"][0]["sha256"].is_null());
}
