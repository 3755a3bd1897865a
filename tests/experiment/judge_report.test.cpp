// Verdicts as table, CSV and JUnit XML.

#include <boost/property_tree/xml_parser.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <sstream>

#include "experiment/expectations.support.hpp"

namespace experiment_judge_report_test {

using namespace expectations_support;
using Catch::Matchers::Contains;

Verdict sample() {
  Verdict v;
  v.claim = "observation is faster";
  v.test = "paired_t";
  v.comparison = "adopters.first>=0.5: observation > both";
  v.n = 30;
  v.effect = 1.5, v.ci_low = 0.1 + 0.2, v.ci_high = 2.75;
  v.size = 0.8, v.size_name = "d_z";
  v.statistic = 4.25, v.statistic_name = "t(29)";
  v.p = 1.23456789e-4, v.p_adjusted = 2.46913578e-4, v.alpha = 0.001;
  v.holds = true;
  return v;
}

Verdict failure(const std::string& claim, const std::string& reason) {
  Verdict v = sample();
  const double nothing = std::nan("");
  v.claim = claim, v.reason = reason, v.holds = false, v.n = 0;
  v.effect = v.ci_low = v.ci_high = v.size = v.statistic = v.p = v.p_adjusted = nothing;
  return v;
}

TEST_CASE("The table says claim, comparison, numbers and verdict", "[experiment]") {
  CHECK(verdict_table({sample(), failure("so", "3 of 60 runs failed")}) ==
        "holds  observation is faster\n"
        "       adopters.first>=0.5: observation > both\n"
        "       paired_t, n 30, effect 1.5 [0.3, 2.75] (99.9 %), d_z 0.8, t(29) 4.25, p 0.0001235, adjusted "
        "0.0002469, alpha 0.001\n"
        "FAILS  so\n"
        "       adopters.first>=0.5: observation > both\n"
        "       paired_t, n 0\n"
        "       3 of 60 runs failed\n"
        "1 of 2 expectations hold\n");
}

TEST_CASE("Several files end with a line for each, and how many hold", "[experiment]") {
  CHECK(account(
            {{"one.yaml", {sample()}}, {"two.yaml", {sample(), failure("so", "why")}}, {"three.yaml", {}}}) ==
        "holds           one.yaml: 1 of 1\n"
        "FAILS           two.yaml: 1 of 2\n"
        "holds           three.yaml: 0 of 0\n"
        "2 of 3 experiments hold, 2 of 3 expectations\n");
  CHECK(account({{"told.yaml", {failure("so", "why")}, "as told", 2},
                 {"wrong.yaml", {sample()}, "it holds"},
                 {"late.yaml", {}, "", 0, "interrupted"}}) ==
        "not reproduced  told.yaml: 0 of 1, 2 runs failed\n"
        "FAILS           wrong.yaml: 1 of 1, but the file says `not_reproduced`\n"
        "not judged      late.yaml: interrupted\n"
        "1 of 3 experiments hold, 1 of 2 expectations; 1 not judged\n");
}

TEST_CASE("What was not judged is an error in JUnit XML, never a pass", "[experiment]") {
  const std::string xml = junit_xml(
      {{"one.yaml", {sample()}}, {"late.yaml", {}, "", 0, "interrupted"}, {"told.yaml", {}, "why", 0, "x"}});
  CHECK_THAT(xml, Catch::Matchers::Contains("tests=\"3\" failures=\"0\" errors=\"2\">") &&
                      Catch::Matchers::Contains("<testsuite name=\"late.yaml\" tests=\"1\" failures=\"0\" "
                                                "errors=\"1\" skipped=\"0\">") &&
                      Catch::Matchers::Contains("<error message=\"interrupted\"/>"));
}

TEST_CASE("expectations.csv has a row per expectation, p to six digits, cells in quotes where they must be",
          "[experiment]") {
  Verdict infinite = sample();
  infinite.statistic = -std::numeric_limits<double>::infinity();
  CHECK(expectations_csv({sample(), failure("a, \"b\"", "line\nbreak"), infinite}) ==
        "claim,test,comparison,n,effect,ci_low,ci_high,size,size_name,statistic,statistic_name,p,p_adjusted,"
        "alpha,"
        "verdict,reason\n"
        "observation is faster,paired_t,adopters.first>=0.5: observation > "
        "both,30,1.5,0.3,2.75,0.8,d_z,4.25,t(29),"
        "0.000123457,0.000246914,0.001,holds,\n"
        "\"a, \"\"b\"\"\",paired_t,adopters.first>=0.5: observation > "
        "both,0,,,,,d_z,,t(29),,,0.001,fails,\"line\nbreak\"\n"
        "observation is faster,paired_t,adopters.first>=0.5: observation > "
        "both,30,1.5,0.3,2.75,0.8,d_z,-inf,t(29),"
        "0.000123457,0.000246914,0.001,holds,\n");
}

TEST_CASE("JUnit XML can be parsed, whatever the claims hold", "[experiment]") {
  const std::string nasty = "a<b> & \"c\" 'd' ]]> \xE2\x89\xA5 1";
  const std::string broken =
      std::string("bell \x07, half \xE2\x89, null ") + '\0' + ", surrogate \xED\xA0\x80, two\nlines";
  const std::string xml =
      junit_xml({{"one&two.yaml", {sample(), failure(nasty, broken)}}, {"empty.yaml", {}}});
  std::istringstream stream(xml);
  boost::property_tree::ptree tree;
  REQUIRE_NOTHROW(boost::property_tree::read_xml(stream, tree));
  const auto& root = tree.get_child("testsuites");
  CHECK(root.get<int>("<xmlattr>.tests") == 2);
  CHECK(root.get<int>("<xmlattr>.failures") == 1);
  std::vector<boost::property_tree::ptree> suites;
  for (const auto& [name, child] : root)
    if (name == "testsuite") suites.push_back(child);
  REQUIRE(suites.size() == 2);
  CHECK(suites[0].get<std::string>("<xmlattr>.name") == "one&two.yaml");
  CHECK(suites[1].get<int>("<xmlattr>.tests") == 0);
  std::vector<boost::property_tree::ptree> cases;
  for (const auto& [name, child] : suites[0])
    if (name == "testcase") cases.push_back(child);
  REQUIRE(cases.size() == 2);
  CHECK(cases[0].get<std::string>("<xmlattr>.name") == "observation is faster");
  CHECK(cases[0].count("failure") == 0);
  CHECK_THAT(cases[0].get<std::string>("system-out"), Contains("t(29) 4.25"));
  CHECK(cases[1].get<std::string>("<xmlattr>.name") == nasty);
  const std::string bad = "\xEF\xBF\xBD";
  CHECK(cases[1].get<std::string>("failure.<xmlattr>.message") == "bell " + bad + ", half " + bad + bad +
                                                                      ", null " + bad + ", surrogate " + bad +
                                                                      bad + bad + ", two\nlines");
  // What the parser of this test lets through and XML does not.
  for (const char c : xml) CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
  CHECK(xml.find("]]>") == std::string::npos);
  CHECK(junit_xml({sample()}, "x") == junit_xml({{"x", {sample()}}}));
}

}  // namespace experiment_judge_report_test
