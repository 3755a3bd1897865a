// The studies under examples/: every run of them is a valid scenario, and their pages say how they are made.

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/process.support.hpp"
#include "experiment/survey.hpp"
#include "paths.support.hpp"

namespace experiment_examples_test {

using namespace shoal::experiment;
namespace fs = std::filesystem;

TEST_CASE("every run of the studies is a valid scenario, and each has its command and its figure",
          "[experiment]") {
  const std::pair<const char*, std::size_t> studies[] = {
      {"observation_reinforcement", 4}, {"herding_mixing", 80}, {"impulse_sensitivity", 128 * 9 + 20 * 8}};
  for (const auto& [name, points] : studies) {
    INFO(name);
    const fs::path folder = fs::path(paths::source) / "examples" / name;
    const Experiment experiment = load_experiment(folder / "experiment.yaml");
    const Plan plan(experiment);
    CHECK(survey(plan).cells.size() == points);
    std::ostringstream page;
    page << std::ifstream(folder / "README.md").rdbuf();
    CHECK(page.str().find("shoal sweep examples/" + std::string(name) + "/experiment.yaml") !=
          std::string::npos);
    CHECK(page.str().find("![") != std::string::npos);
    CHECK(fs::file_size(folder / "figure.png") > 10000);
  }
}

TEST_CASE("the study of real diffusion says plainly that its data are missing and where they are published",
          "[experiment]") {
  const ::Outcome outcome =
      run_program(std::string(paths::source) + "/examples/real_diffusion/run", {"--data", "nowhere"});
  CHECK(outcome.code == 1);
  CHECK(outcome.err.find("nowhere: medInnovations_nodes.csv, ") == 0);
  CHECK(outcome.err.find("docs/diffusion.md says where they are published") != std::string::npos);
}

}  // namespace experiment_examples_test
