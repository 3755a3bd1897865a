// scripts/plot draws what sweeps write.

#include <catch2/catch.hpp>
#include <fstream>

#include "cli/sweep.support.hpp"
#include "output/temporary.support.hpp"
#include "paths.support.hpp"

namespace cli_plot_test {

TEST_CASE("scripts/plot draws curves, maps, points and sensitivity of a sweep", "[cli][sweep]") {
  const TemporaryDirectory work;
  write_experiment(work.path());
  std::ofstream(work.path() / "plot.yaml") << R"(name: plot
scenario: tiny.yaml
design:
  - factorial: {learning.observation.attention: [0, 0.5, 1], learning.observation.enabled: [true, false]}
  - factorial: {learning.observation.attention: {from: 0, to: 0.3, step: 0.1}, learning.observation.retention: {from: 0, to: 0.3, step: 0.1}}
  - latin_hypercube: {samples: 15, factors: {learning.observation.attention: [0, 1], learning.observation.retention: [0, 1]}}
  - saltelli: {samples: 4, factors: {learning.observation.attention: [0, 1], learning.observation.retention: [0, 1]}}
  - morris: {trajectories: 3, factors: {learning.observation.attention: [0, 1]}}
replicates: 2
measure: {adopters: final}
)";
  const Outcome sweep = run_shoal({"sweep", "plot.yaml", "--out", "out"}, {.directory = work.path()});
  INFO(sweep.err);
  REQUIRE(sweep.code == 0);
  const Outcome plot =
      run_program(std::string(paths::source) + "/scripts/plot", {"out"}, {.directory = work.path()});
  INFO(plot.err);
  REQUIRE(plot.code == 0);
  CHECK(read_text(work.path() / "out" / "summary.png").substr(1, 3) == "PNG");
  const Outcome none = run_program(std::string(paths::source) + "/scripts/plot",
                                   {"out", "--measure", "nothing"}, {.directory = work.path()});
  CHECK(none.code == 1);
  CHECK(none.err.find("no such measure") != std::string::npos);
}

}  // namespace cli_plot_test
