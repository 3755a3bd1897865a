// Targets of calibrations: reading data, and what is refused.

#include "experiment/calibrate_params.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "config/reader.hpp"

namespace experiment_calibrate_params_test {

using namespace shoal;
using namespace shoal::experiment;
using Lines = std::vector<std::string>;
namespace fs = std::filesystem;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("shoal_calibrate_params_" + std::to_string(::getpid()))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  void write(const std::string& name, const std::string& text) { std::ofstream(path_ / name) << text; }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

struct Params {
  CalibrateParams calibrate;
};
void describe(config::Section& s, Params& p) { s.section("calibrate", p.calibrate, "Calibration."); }

struct Read {
  CalibrationTarget target;
  Lines problems;
};
Read read(const std::string& yaml, const Folder& folder) {
  Params params;
  config::Problems problems;
  const config::Node root = config::parse_source(yaml, "in.yaml", folder.path(), problems);
  config::Section section("");
  describe(section, params);
  config::Reader reader(problems);
  reader.read(section, root);
  Read result;
  if (problems.empty())
    result.target =
        read_target(params.calibrate, "calibrate", {"adopters", "impulse", "impulse.share"}, 20, reader);
  for (const config::Problem& problem : problems) result.problems.push_back(problem.text());
  return result;
}

const std::string head = "calibrate:\n  factors: {a: [0, 1]}\n  target:\n    - ";

TEST_CASE("a series becomes one statistic per tick, and shares its weight among them", "[experiment]") {
  Folder folder;
  folder.write("data.csv", "day,sold,other\n1,10,x\n3,,y\n7,30,z\n");
  const Read r =
      read(head +
               "{metric: adopters, file: data.csv, column: sold, tick: day, weight: 3}\n    - {measure: "
               "'impulse.share.mean@2..5', value: 0.5}\n",
           folder);
  REQUIRE(r.problems == Lines{});
  REQUIRE(r.target.measures.size() == 3);
  CHECK(r.target.measures[0].name() == "adopters.at@1");
  CHECK(r.target.measures[1].name() == "adopters.at@7");
  CHECK(r.target.measures[2].name() == "impulse.share.mean@2..5");
  CHECK(r.target.target.values == std::vector<double>{10, 30, 0.5});
  CHECK(r.target.target.weights == std::vector<double>{1.5, 1.5, 1});
  CHECK(r.target.target.scales[0] == Approx(std::sqrt(200.0)));
  CHECK(std::isnan(r.target.target.scales[2]));
}

TEST_CASE("a given scale takes the place of the standard deviation", "[experiment]") {
  Folder folder;
  folder.write("data.csv", "tick,adopters\n1,5\n");
  const Read r =
      read(head + "{metric: adopters, file: data.csv}\n    - {metric: adopters, file: data.csv, scale: 4}\n",
           folder);
  REQUIRE(r.problems == Lines{});
  CHECK(r.target.target.scales == std::vector<double>{1, 4});  // one value has no deviation
}

TEST_CASE("targets that are none are refused at their place", "[experiment]") {
  Folder folder;
  folder.write("data.csv", "tick,adopters\n1,5\n1,6\n21,7\nx,8\n5,many\n");
  folder.write("empty.csv", "tick,adopters\n");
  const auto only = [&](const std::string& item) {
    const Read r = read(head + item + "\n", folder);
    REQUIRE(r.problems.size() == 1);
    return r.problems[0];
  };
  CHECK(only("{metric: adopters}") ==
        "in.yaml:4:7: calibrate.target.0: must have a file (a series) or a measure (a number), and not both");
  CHECK(only("{measure: adopters.final}") ==
        "in.yaml:4:7: calibrate.target.0: has no value; must say what the measure is to be");
  CHECK(only("{measure: adoptrs.final, value: 3}") ==
        "in.yaml:4:17: calibrate.target.0.measure: unknown metric 'adoptrs'; did you mean 'adopters'?");
  CHECK(only("{measure: adopters.fnal, value: 3}").find("unknown measure 'fnal'; did you mean 'final'?") !=
        std::string::npos);
  CHECK(
      only("{measure: adopters, value: 3}") ==
      "in.yaml:4:17: calibrate.target.0.measure: 'adopters' must be METRIC.MEASURE, such as adopters.final");
  CHECK(only("{measure: adopters.at@21, value: 3}") ==
        "in.yaml:4:17: calibrate.target.0.measure: looks beyond the 20 ticks of the run");
  CHECK(only("{file: data.csv}") ==
        "in.yaml:4:7: calibrate.target.0: has no metric; must say which metric the series is of");
  CHECK(only("{metric: adopters, file: empty.csv}").find("empty.csv: has no values") != std::string::npos);
  CHECK(only("{metric: adopters, file: data.csv, column: sold}")
            .find("data.csv:1:1: no column 'sold'; the header has: tick, adopters") != std::string::npos);
  CHECK(only("{metric: adopters, file: nowhere.csv}").find("nowhere.csv") != std::string::npos);
  const Read r = read(head + "{metric: adopters, file: data.csv}\n", folder);
  REQUIRE(r.problems.size() == 4);
  CHECK(r.problems[0].find("data.csv:3:1: tick 1 is there twice") != std::string::npos);
  CHECK(r.problems[1].find("data.csv:4:1: '21' is no tick; must be a whole number in [1, 20]") !=
        std::string::npos);
  CHECK(r.problems[2].find("data.csv:5:1: 'x' is no tick") != std::string::npos);
  CHECK(r.problems[3].find("data.csv:6:3: 'many' is no number") != std::string::npos);
}

TEST_CASE("a calibration needs factors and targets", "[experiment]") {
  Folder folder;
  CHECK(read("calibrate: {abc: {particles: 10}}\n", folder).problems ==
        Lines{"in.yaml:1:1: calibrate.factors: no factors; must have at least one, {KEY: prior}",
              "in.yaml:1:1: calibrate.target: the list is empty; must have at least one target"});
  CHECK(read("calibrate: {abc: {quantile: 1}}\n", folder).problems ==
        Lines{"in.yaml:1:29: calibrate.abc.quantile: 1 is out of range; must be a number in (0, 0.999]"});
}

}  // namespace experiment_calibrate_params_test
