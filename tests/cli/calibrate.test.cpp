// `shoal calibrate` as a process: a small Bass diffusion with known parameters.

#include <signal.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "cli/sweep.support.hpp"
#include "output/temporary.support.hpp"

using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace cli_calibrate_test {
namespace {

void write(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }

/// bass.yaml (innovation 0.03, imitation 0.5), fit.yaml, and sales.csv from a run with a seed of its own.
struct Bench {
  TemporaryDirectory work;

  Bench() {
    write(work.path() / "bass.yaml", R"(name: bass
time: {ticks: 15}
network: {generator: complete}
population: {agents: 80}
market: {products: [{name: gadget}]}
decision: {rule: hazard, adoption: once, hazard: {innovation: 0.03, imitation: 0.5}}
output: {metrics: [adopters]}
)");
    write(work.path() / "fit.yaml", R"(name: fit
scenario: bass.yaml
replicates: 4
seeds: {root: 7}
calibrate:
  factors:
    decision.hazard.innovation: {log_uniform: [0.001, 0.3]}
    decision.hazard.imitation: [0, 1]
  target:
    - {metric: adopters, file: sales.csv, column: sold}
  least_squares: {samples: 16, rounds: 3}
  abc: {particles: 40, generations: 3}
)");
    const Outcome truth = run_shoal({"run", "bass.yaml", "--set", "seed=4711", "--out", "truth", "--quiet"},
                                    {.directory = work.path()});
    INFO(truth.err);
    REQUIRE(truth.code == 0);
    std::string sales = "tick,sold\n";
    for (const auto& row : csv_rows(work.path() / "truth" / "metrics.csv"))
      sales += row.at(0) + "," + row.at(1) + "\n";
    write(work.path() / "sales.csv", sales);
  }

  Outcome calibrate(std::vector<std::string> words, std::function<void(pid_t)> meanwhile = {}) const {
    words.insert(words.begin(), {"calibrate", "fit.yaml"});
    return run_shoal(words, {.directory = work.path(), .meanwhile = std::move(meanwhile)});
  }
  std::string bytes(const std::string& directory) const {
    std::string all;
    for (const char* name : {"fit.csv", "posterior.csv", "generations.csv", "calibration.csv",
                             "experiment.yaml", "manifest.json"})
      all += name + ("\n" + read_text(work.path() / directory / name));
    return all;
  }
};

}  // namespace

TEST_CASE("a Bass diffusion's parameters lie in the credible intervals of its own sales",
          "[cli][calibrate]") {
  // Null: each 95 % interval holds the truth; wider than an exact posterior's by the tolerance. Seeds are
  // fixed.
  const Bench bench;
  const Outcome outcome = bench.calibrate({"--out", "one", "--jobs", "1"});
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK_THAT(outcome.err, Contains("95 % credible") && !Contains("does not reach"));
  const auto rows = csv_rows(bench.work.path() / "one" / "calibration.csv");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0][0] == "decision.hazard.innovation");
  const double truth[] = {0.03, 0.5}, prior_width[] = {0.3, 1};
  for (std::size_t f = 0; f < 2; ++f) {
    const double low = std::stod(rows[f][4]), high = std::stod(rows[f][8]);
    INFO(rows[f][0] << ": " << low << " .. " << high);
    CHECK((low < truth[f] && truth[f] < high));
    CHECK(high - low < 0.8 * prior_width[f]);
  }
  double weights = 0;
  const auto particles = csv_rows(bench.work.path() / "one" / "posterior.csv");
  for (const auto& row : particles) weights += std::stod(row[1]);
  CHECK(particles.size() == 40);
  CHECK(weights == Approx(1));
  CHECK(csv_rows(bench.work.path() / "one" / "fit.csv").size() == 48);
  CHECK(bench.calibrate({"--out", "two", "--jobs", "3"}).code == 0);
  CHECK(bench.bytes("two") == bench.bytes("one"));
}

TEST_CASE("a calibration that is killed and resumed gives the bytes of an unbroken one", "[cli][calibrate]") {
  const Bench bench;
  const auto start = std::chrono::steady_clock::now();
  REQUIRE(bench.calibrate({"--out", "whole"}).code == 0);
  const auto took = std::chrono::steady_clock::now() - start;
  int kills = 0;
  for (int i = 1; i <= 10; ++i) {  // later and later; each goes on where the last one was stopped
    const Outcome outcome = bench.calibrate({"--out", "broken", "--resume", "--jobs", "2"}, [&](pid_t child) {
      std::this_thread::sleep_for(took * i / 10);
      ::kill(child, SIGKILL);
    });
    if (outcome.code != 128 + SIGKILL) break;
    ++kills;
  }
  CHECK(kills > 0);
  const Outcome last = bench.calibrate({"--out", "broken", "--resume"});
  INFO(last.err);
  REQUIRE(last.code == 0);
  CHECK(bench.bytes("broken") == bench.bytes("whole"));
}

TEST_CASE("what the model cannot do is said, not fitted", "[cli][calibrate]") {
  // Negative control: everybody at first, nobody later. Adopters of this rule never leave.
  const Bench bench;
  std::string sales = "tick,sold\n";
  for (int t = 1; t <= 15; ++t) sales += std::to_string(t) + (t <= 5 ? ",80\n" : ",0\n");
  write(bench.work.path() / "sales.csv", sales);
  const Outcome outcome = bench.calibrate({"--out", "out"});
  CHECK(outcome.code == 0);
  CHECK_THAT(outcome.err, Contains("the model does not reach the target"));
}

TEST_CASE("a directory belongs to one calibration", "[cli][calibrate]") {
  const Bench bench;
  REQUIRE(bench.calibrate({"--out", "out"}).code == 0);
  const Outcome again = bench.calibrate({"--out", "out"});
  CHECK(again.code == 4);
  CHECK_THAT(again.err, Contains("--resume goes on with it"));
  write(bench.work.path() / "sales.csv", "tick,sold\n1,2\n15,79\n");
  const Outcome changed = bench.calibrate({"--out", "out", "--resume"});
  CHECK(changed.code == 3);
  CHECK_THAT(changed.err, Contains("the calibration has changed since this was begun"));
}

TEST_CASE("experiments and calibrations are not mistaken for each other", "[cli][calibrate]") {
  const Bench bench;
  const Outcome sweep = run_shoal({"sweep", "fit.yaml"}, {.directory = bench.work.path()});
  CHECK(sweep.code == 2);
  CHECK_THAT(sweep.err, Contains("`shoal calibrate` runs it"));
  write(bench.work.path() / "study.yaml", "scenario: bass.yaml\nreplicates: 2\n");
  const Outcome study = run_shoal({"calibrate", "study.yaml"}, {.directory = bench.work.path()});
  CHECK(study.code == 2);
  CHECK_THAT(study.err, Contains("has no group `calibrate:`"));
  write(bench.work.path() / "both.yaml",
        read_text(bench.work.path() / "fit.yaml") + "design: [{factorial: {time.ticks: [1, 2]}}]\n");
  const Outcome both = run_shoal({"calibrate", "both.yaml"}, {.directory = bench.work.path()});
  CHECK(both.code == 3);
  CHECK_THAT(both.err, Contains("design: has no place beside calibrate: calibrate.factors says what varies"));
}

}  // namespace cli_calibrate_test
