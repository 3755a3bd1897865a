// From series to numbers.

#include "experiment/measure.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "config/derived.hpp"
#include "config/reader.hpp"

namespace experiment_measure_test {

using namespace shoal;
using namespace shoal::experiment;
using Lines = std::vector<std::string>;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

double value(const std::string& text, const std::vector<double>& series) {
  Reduction r;
  std::string why;
  INFO(text << ": " << why);
  REQUIRE(parse_reduction(text, r, why));
  CHECK(r.text() == text);
  return r.value(series);
}

std::string refusal(const std::string& text) {
  Reduction r;
  std::string why;
  CHECK_FALSE(parse_reduction(text, r, why));
  return why;
}

TEST_CASE("measures reduce a series to a number", "[experiment]") {
  const std::vector<double> s = {1, 5, 2, 5, 0, 3};
  CHECK(value("final", s) == 3);
  CHECK(value("at@2", s) == 5);
  CHECK(value("mean", s) == Approx(16.0 / 6));
  CHECK(value("median", s) == 2.5);
  CHECK(value("q0.9", s) == 5);
  CHECK(value("q0", s) == 0);
  CHECK(value("q0.25", s) == 1.25);
  CHECK(value("min", s) == 0);
  CHECK(value("max", s) == 5);
  CHECK(value("sum", s) == 16);
  CHECK(value("sd", s) == Approx(2.0655911179772889));
  CHECK(value("slope", s) == Approx(-0.057142857142857));  // R: coef(lm(c(1,5,2,5,0,3) ~ I(1:6)))
  CHECK(value("argmax", s) == 2);
  CHECK(value("argmin", s) == 5);
  CHECK(value("first>=5", s) == 2);
  CHECK(value("first>5", s) != value("first>5", s));
  CHECK(value("first<=0", s) == 5);
  CHECK(value("last>=2", s) == 6);
  CHECK(value("last<2", s) == 5);
  CHECK(value("count>1", s) == 4);
  CHECK(value("count>5", s) == 0);
  CHECK(value("ticks", s) == 6);
}

TEST_CASE("halfway is the median tick of events that are counted", "[experiment]") {
  Reduction r;
  std::string why;
  REQUIRE(parse_reduction("halfway@2..6", r, why));
  CHECK(r.text() == "halfway@2..6");
  CHECK(r.value(std::vector<double>{100, 1, 0, std::nan(""), 1, 2}) == 5);
  CHECK(r.value(std::vector<double>{100, 3, 0, 0, 1, 1}) == 2);
  CHECK(std::isnan(r.value(std::vector<double>(6, 0.0))));
}

TEST_CASE("a ratio is of sums, over the ticks in which both metrics are defined", "[experiment]") {
  Reduction r;
  std::string why;
  REQUIRE(parse_reduction("ratio(purchases)@2..4", r, why));
  CHECK(r.kind == Reduction::Kind::ratio);
  CHECK(r.other == "purchases");
  CHECK(r.text() == "ratio(purchases)@2..4");
  const std::vector<double> part = {9, 1, std::nan(""), 2, 9}, whole = {9, 4, 50, 8, 9};
  CHECK(r.value(part, whole) == 3.0 / 12);
  CHECK(std::isnan(r.value(part, std::vector<double>(5, 0.0))));
  CHECK(refusal("ratio") == "'ratio' must name the other metric, such as ratio(adopters)");
}

TEST_CASE("a correlation is with another metric, over the ticks in which both are defined", "[experiment]") {
  Reduction r;
  std::string why;
  REQUIRE(parse_reduction("correlation(adopters)", r, why));
  CHECK(r.other == "adopters");
  CHECK(r.text() == "correlation(adopters)");
  const std::vector<double> x{1, 2, 3, 4, nan, 6}, y{2, 1, nan, 5, 9, 4};
  CHECK(r.value(x, y) == Approx(0.74104827).epsilon(1e-7));  // NumPy: corrcoef([1, 2, 4, 6], [2, 1, 5, 4])
  REQUIRE(parse_reduction("correlation(impulse share)@2..4", r, why));
  CHECK(r.text() == "correlation(impulse share)@2..4");
  CHECK(r.value(x, y) == Approx(1));  // two ticks: 2, 1 and 4, 5
  CHECK(std::isnan(r.value(std::vector<double>{5, 5, 5, 5}, std::vector<double>{1, 2, 3, 4})));
  CHECK(std::isnan(r.value(std::vector<double>{5}, std::vector<double>{1})));
  CHECK(refusal("correlation") == "'correlation' must name the other metric, such as correlation(adopters)");
  CHECK(refusal("correlation()") ==
        "'correlation()' must name the other metric, such as correlation(adopters)");
  CHECK(refusal("mean(x)") == "mean takes no comparison; first, last and count do");
}

TEST_CASE("a window holds both of its ticks", "[experiment]") {
  const std::vector<double> s = {1, 5, 2, 5, 0, 3};
  CHECK(value("mean@2..3", s) == 3.5);
  CHECK(value("sum@5..", s) == 3);
  CHECK(value("argmax@3..6", s) == 4);
  CHECK(value("first>=5@3..", s) == 4);
  CHECK(value("slope@2..4", s) == 0);
  CHECK(value("ticks@2..4", s) == 3);
  CHECK(value("max@3..3", s) == 2);
}

TEST_CASE("a run that ended early gives what its ticks give", "[experiment]") {
  const std::vector<double> s = {1, 2};
  CHECK(value("mean@2..10", s) == 2);
  CHECK(std::isnan(value("mean@3..10", s)));
  CHECK(std::isnan(value("at@3", s)));
  CHECK(std::isnan(value("sum@9..", s)));
  CHECK(value("count>0@9..", s) == 0);
  CHECK(value("ticks@9..", s) == 0);
}

TEST_CASE("undefined ticks are left out, and nothing makes nothing", "[experiment]") {
  const std::vector<double> s = {nan, 2, nan, 4, nan};
  CHECK(value("mean", s) == 3);
  CHECK(value("argmax", s) == 4);
  CHECK(value("slope", s) == 1);
  CHECK(value("first>=3", s) == 4);
  CHECK(std::isnan(value("final", s)));
  CHECK(value("ticks", s) == 5);
  for (const char* measure : {"final", "mean", "median", "min", "max", "sum", "sd", "slope", "argmax",
                              "argmin", "first>=0", "last>=0", "q0.5"}) {
    INFO(measure);
    CHECK(std::isnan(value(measure, {})));
    CHECK(std::isnan(value(measure, {nan, nan})));
  }
  CHECK(std::isnan(value("sd", {1})));
  CHECK(std::isnan(value("slope", {1})));
}

TEST_CASE("equal measures have one name", "[experiment]") {
  Reduction a, b;
  std::string why;
  REQUIRE(parse_reduction("first>=0.50", a, why));
  REQUIRE(parse_reduction("first>=0.5", b, why));
  CHECK(a == b);
  CHECK(Measure("adopters", a).name() == "adopters.first>=0.5");
}

TEST_CASE("what is no measure is refused with what to try", "[experiment]") {
  CHECK(refusal("maen").find("unknown measure 'maen'; did you mean 'mean'? must be final, ") == 0);
  CHECK(refusal("at") == "at needs a tick, such as at@100");
  CHECK(refusal("at@0") == "'0' is no tick; must be a whole number from 1");
  CHECK(refusal("mean@5") == "'5' is no window; must be A..B or A.., ticks from 1");
  CHECK(refusal("mean@9..5") == "the window 9..5 ends before it begins; exchange the ticks");
  CHECK(refusal("mean@0..5") == "'0..5' is no window; must be A..B or A.., ticks from 1");
  CHECK(refusal("final@1..2") == "final has no window; write at@TICK");
  CHECK(refusal("first") == "'first' must be first with >=, >, <= or < and a number, such as first>=0.5");
  CHECK(refusal("first>=x").find("must be first with") != std::string::npos);
  CHECK(refusal("first==1").find("must be first with") != std::string::npos);
  CHECK(refusal("mean>=1") == "mean takes no comparison; first, last and count do");
  CHECK(refusal("q1.5") == "'q1.5' is no quantile; must be q with a number in [0, 1], such as q0.9");
  CHECK(refusal("").find("unknown measure ''") == 0);
  CHECK(refusal("q").find("unknown measure 'q'") == 0);
}

struct Params {
  MeasureParams measure;
};
void describe(config::Section& s, Params& p) { s.field("measure", p.measure, "Measures."); }

Lines problems_of(std::string_view yaml, Params& p) {
  config::Problems problems;
  const config::Node root = config::parse_source(yaml, "in.yaml", "/tmp", problems);
  config::Section section("Measures.");
  describe(section, p);
  config::Reader reader(problems);
  reader.read(section, root);
  check(p.measure, "measure", {"impulse_share", "adopters"}, 300, reader);
  Lines lines;
  for (const config::Problem& problem : problems) lines.push_back(problem.text());
  return lines;
}

TEST_CASE("the map of measures keeps its order and takes one or several", "[experiment]") {
  Params p;
  REQUIRE(problems_of("measure: {impulse_share: [final, mean@100..200], adopters: \"first>=0.5\"}\n", p) ==
          Lines{});
  Lines names;
  for (const Measure& measure : measures(p.measure)) names.push_back(measure.name());
  CHECK(names == Lines{"impulse_share.final", "impulse_share.mean@100..200", "adopters.first>=0.5"});
  config::Section section("Measures.");
  describe(section, p);
  CHECK(config::to_yaml(config::values(section, config::Form::rerun)) ==
        "measure:\n  impulse_share: [final, \"mean@100..200\"]\n  adopters: [\"first>=0.5\"]\n");
}

TEST_CASE("problems with measures name their place", "[experiment]") {
  Params p;
  CHECK(problems_of("measure:\n  impulse_shar: [final]\n  adopters: [mean@100..301]\n", p) ==
        Lines{"in.yaml:2:17: measure.impulse_shar: unknown metric; did you mean 'impulse_share'?",
              "in.yaml:3:13: measure.adopters: mean@100..301 looks beyond the 300 ticks of the run"});
  const Lines bad = problems_of("measure:\n  adopters: [final, final, fnal, [1]]\n", p);
  REQUIRE(bad.size() == 3);
  CHECK(bad[0] == "in.yaml:2:21: measure.adopters: the measure final is there twice");
  CHECK(bad[1].find("in.yaml:2:28: measure.adopters: unknown measure 'fnal'; did you mean 'final'?") == 0);
  CHECK(bad[2].find("in.yaml:2:34: measure.adopters: found a list") == 0);
}

}  // namespace experiment_measure_test
