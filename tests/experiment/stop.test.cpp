#include "experiment/stop.hpp"

#include <catch2/catch.hpp>
#include <limits>

namespace experiment_stop_test {
namespace {

using namespace shoal::experiment;

bool holds(const std::string& text, std::vector<double> values) {
  return parse_condition(text).holds(values);
}

ConditionError error_of(const std::string& text) {
  try {
    parse_condition(text);
  } catch (const ConditionError& error) {
    return error;
  }
  FAIL("no error in " << text);
  return {};
}

}  // namespace

TEST_CASE("a stop condition compares metrics with numbers", "[experiment]") {
  CHECK(holds("a < 2", {1.5}));
  CHECK(!holds("a < 2", {2}));
  CHECK(holds("a<=2", {2}));
  CHECK(holds("a > -1e3", {-999}));
  CHECK(holds("a >= 2", {2}));
  CHECK(holds("a == 2", {2}));
  CHECK(!holds("a != 2", {2}));
  CHECK(parse_condition("a < 1 or b > 2 or a > 3").names() == std::vector<std::string>{"a", "b"});
}

TEST_CASE("in a stop condition and binds before or, and brackets before both", "[experiment]") {
  // Every assignment of truth to three comparisons, against the language's own operators.
  for (int bits = 0; bits < 8; ++bits) {
    const bool a = bits & 1, b = bits & 2, c = bits & 4;
    const std::vector<double> values{a ? 1.0 : 0.0, b ? 1.0 : 0.0, c ? 1.0 : 0.0};
    CHECK(holds("a > 0 or b > 0 and c > 0", values) == (a || (b && c)));
    CHECK(holds("(a > 0 or b > 0) and c > 0", values) == ((a || b) && c));
    CHECK(holds("a > 0 and b > 0 or c > 0", values) == ((a && b) || c));
    CHECK(holds("a > 0 and (b > 0 or c > 0)", values) == (a && (b || c)));
  }
}

TEST_CASE("an undefined metric stops nothing", "[experiment]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const char* relation : {"<", "<=", ">", ">=", "==", "!="})
    CHECK(!holds("a " + std::string(relation) + " 0", {nan}));
}

TEST_CASE("a wrong stop condition says where and what is allowed", "[experiment]") {
  CHECK(error_of("members =< 3").column == 9);
  CHECK_THAT(error_of("members =< 3").message, Catch::Matchers::Contains("allowed after a name: <, <="));
  CHECK(error_of("members < x").column == 11);
  CHECK(error_of("members <").column == 10);
  CHECK(error_of("members < 3 xor a < 2").column == 13);
  CHECK(error_of("(members < 3").column == 13);
  CHECK(error_of("members < 3 and").column == 16);
  CHECK(error_of("").column == 1);
  CHECK(error_of(std::string(60, '(')).message == "brackets are nested too deeply");
}

}  // namespace experiment_stop_test
