#include "experiment/rule.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

namespace experiment_rule_test {
namespace {

using namespace shoal::experiment;

Replicates rule(double half_width, std::int64_t least, std::int64_t most) {
  Until until;
  until.measure = "m";
  until.half_width = half_width;
  return {least, most, until};
}

/// Values that alternate by `spread` around 10: sd is known in closed form.
MeasureOf alternating(double spread, std::uint64_t done = 1000000) {
  return [=](std::uint64_t r) -> std::optional<double> {
    if (r >= done) return std::nullopt;
    return 10 + (r % 2 ? spread : -spread);
  };
}

}  // namespace

TEST_CASE("without a rule the number of replicates is the file's", "[experiment]") {
  const Needed needed = needed_replicates({7, 7, std::nullopt}, alternating(1, 0));
  CHECK(needed.replicates == 7);
  CHECK(needed.decided);
}

TEST_CASE("replicates end with the first batch whose interval is narrow enough", "[experiment]") {
  // n even: sd = spread sqrt(n / (n - 1)); half width = t(0.975, n - 1) sd / sqrt(n).
  // t: 2.262 (9), 2.093 (19), 2.045 (29), 2.023 (39): half widths 0.754, 0.480, 0.380, 0.324.
  CHECK(needed_replicates(rule(0.8, 10, 100), alternating(1)).replicates == 10);
  CHECK(needed_replicates(rule(0.5, 10, 100), alternating(1)).replicates == 20);
  CHECK(needed_replicates(rule(0.39, 10, 100), alternating(1)).replicates == 30);
  CHECK(needed_replicates(rule(0.37, 10, 100), alternating(1)).replicates == 40);
  CHECK(needed_replicates(rule(0.37, 10, 35), alternating(1)).replicates == 35);
  CHECK(needed_replicates(rule(0.001, 10, 10), alternating(1)).replicates == 10);
  CHECK(needed_replicates(rule(0.1, 5, 50), alternating(0)).replicates == 5);
}

TEST_CASE("a rule asks for what is missing before it decides", "[experiment]") {
  for (std::uint64_t done = 0; done < 30; ++done) {
    const Needed needed = needed_replicates(rule(0.39, 10, 100), alternating(1, done));
    CHECK(!needed.decided);
    CHECK(needed.replicates == (done / 10 + 1) * 10);
  }
  CHECK(needed_replicates(rule(0.39, 10, 100), alternating(1, 30)).decided);
}

TEST_CASE("undefined measures count as replicates and not as knowledge", "[experiment]") {
  const auto never = [](std::uint64_t) { return std::optional(std::numeric_limits<double>::quiet_NaN()); };
  CHECK(needed_replicates(rule(1, 10, 50), never).replicates == 50);
}

}  // namespace experiment_rule_test
