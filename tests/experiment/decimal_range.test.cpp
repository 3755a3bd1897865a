// Evenly spaced numbers in decimal.

#include "experiment/decimal_range.hpp"

#include <catch2/catch.hpp>

#include "config/reader.hpp"

namespace experiment_decimal_range_test {

using namespace shoal::experiment;
using Texts = std::vector<std::string>;

std::string refusal(const std::string& from, const std::string& to, const std::string& step) {
  std::string why;
  CHECK(stepped(from, to, step, why).empty());
  return why;
}

TEST_CASE("steps of 0.1 are written as people write them", "[experiment]") {
  std::string why;
  CHECK(stepped("0", "1", "0.1", why) ==
        Texts{"0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1"});
  CHECK(stepped("0.5", "-0.25", "-0.25", why) == Texts{"0.5", "0.25", "0", "-0.25"});
  CHECK(stepped("1e-3", "3e-3", "1e-3", why) == Texts{"0.001", "0.002", "0.003"});
  CHECK(stepped("1e6", "3e6", "1e6", why) == Texts{"1000000", "2000000", "3000000"});
  CHECK(stepped("7", "7", "0.1", why) == Texts{"7"});
  CHECK(why.empty());
}

TEST_CASE("every step of a thousand reads back as the nearest number to its decimal", "[experiment]") {
  std::string why;
  const Texts values = stepped("0", "1", "0.001", why);
  REQUIRE(values.size() == 1001);
  for (int i = 0; i <= 1000; ++i) {
    double x = -1;
    REQUIRE(shoal::config::parse_number(values[static_cast<std::size_t>(i)], x));
    CHECK(x == i / 1000.0);  // one rounding: the double nearest to the decimal
    CHECK(values[static_cast<std::size_t>(i)].size() <= 5);
  }
}

TEST_CASE("steps that cannot be taken are refused with what to write", "[experiment]") {
  CHECK(refusal("0", "1", "0") == "step is 0");
  CHECK(refusal("0", "1", "-0.1") == "step -0.1 leads away from 0 to 1; write 0.1");
  CHECK(refusal("1", "0", "0.5") == "step 0.5 leads away from 1 to 0; write -0.5");
  CHECK(refusal("0", "1", "0.3") ==
        "step 0.3 does not divide the way from 0 to 1; the last values would be 0.9 and 1.2");
  CHECK(refusal("0", "1", "1e-9") == "1000000001 values; must be at most 1000000");
  CHECK(refusal("0", "1e30", "1e-5") == "these numbers differ by too many digits; must fit in 15");
  CHECK(refusal("0", "1", "x") == "'x' is no number of at most 15 digits");
}

TEST_CASE("a number of values is spread evenly with both ends", "[experiment]") {
  std::string why;
  CHECK(spaced("0.1", "0.9", 5, why) == Texts{"0.1", "0.3", "0.5", "0.7", "0.9"});
  CHECK(spaced("0", "1", 4, why) == Texts{"0", "0.3333333333333333", "0.6666666666666666", "1"});
  CHECK(spaced("1", "0", 3, why) == Texts{"1", "0.5", "0"});
  CHECK(spaced("1e-300", "1", 2, why) == Texts{"1e-300", "1"});
  CHECK(why.empty());
  CHECK(spaced("1", "1.0", 3, why).empty());
  CHECK(why == "from and to are the same");
}

}  // namespace experiment_decimal_range_test
