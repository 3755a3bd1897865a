// Pure functions of the planned purchase.

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "mechanisms/plan.hpp"

namespace mechanisms_planned_test {

using namespace shoal;
using metrics::ReaderOutcome;

namespace {

constexpr float just_below_one = 1 - 0x1p-24f;  // the largest number that a uniform draw can be

/// Length of the part of [0, 1) on which each product, and last the outside option, is chosen.
std::vector<double> shares(const std::vector<float>& utility, float temperature, bool outside) {
  std::vector<double> share(utility.size() + 1);
  constexpr int steps = 1 << 16;
  for (int n = 0; n < steps; ++n) {
    const Choice c = choose(utility, temperature, outside, (static_cast<float>(n) + 0.5f) / steps);
    share[c.product == no_product ? utility.size() : c.product] += 1.0 / steps;
  }
  return share;
}

}  // namespace

TEST_CASE("products are chosen in proportion to exp(U / T)", "[mechanisms]") {
  const std::vector<float> utility = {0.3f, -0.2f, 0.9f};
  for (const bool outside : {true, false})
    for (const float temperature : {0.2f, 1.0f, 5.0f}) {
      std::vector<double> weight;
      for (const float u : utility) weight.push_back(std::exp(static_cast<double>(u / temperature)));
      weight.push_back(outside ? 1 : 0);
      double sum = 0;
      for (const double w : weight) sum += w;
      const auto share = shares(utility, temperature, outside);
      for (std::size_t k = 0; k < weight.size(); ++k) {
        CHECK(share[k] == Approx(weight[k] / sum).margin(2e-5));  // a step of 1.5e-5
      }
      const Choice first = choose(utility, temperature, outside, 0);
      CHECK(first.product == 0);
      CHECK(static_cast<double>(first.probability) == Approx(weight[0] / sum).epsilon(1e-5));
    }
}

TEST_CASE("the probability of a choice is that of what was chosen", "[mechanisms]") {
  const std::vector<float> utility = {0.1f, 0.4f};
  double sum = 0;
  for (const float u : {0.1f, 0.5f, 0.99f})
    sum += static_cast<double>(choose(utility, 1, true, u).probability);
  CHECK(sum == Approx(1).epsilon(1e-6));
}

TEST_CASE("with nothing to choose from nothing is chosen", "[mechanisms]") {
  const std::vector<float> none = {not_considered, not_considered};
  CHECK(choose(none, 1, false, 0.3f).product == no_product);
  CHECK(choose(none, 1, true, 0.3f).product == no_product);
  CHECK(choose(none, 1, true, 0.3f).probability == 1);
  CHECK(choose({}, 1, false, 0).product == no_product);
}

TEST_CASE("products that are not considered are never chosen", "[mechanisms]") {
  const std::vector<float> utility = {not_considered, 0.2f, not_considered, 0.2f};
  const auto share = shares(utility, 1, false);
  CHECK(share[0] == 0);
  CHECK(share[1] == Approx(0.5).margin(1e-4));
  CHECK(share[2] == 0);
  CHECK(share[4] == 0);
}

TEST_CASE("the largest random number still chooses something", "[mechanisms]") {
  for (int products = 1; products <= 64; ++products) {
    std::vector<float> utility;
    for (int k = 0; k < products; ++k) utility.push_back(0.37f * static_cast<float>(k % 7) - 1);
    const Choice last = choose(utility, 0.13f, false, just_below_one);
    CHECK(last.product < utility.size());
    CHECK(choose(utility, 0.13f, false, std::nextafter(1.0f, 2.0f)).product == utility.size() - 1);
    CHECK(choose(utility, 0.13f, true, 1).product == no_product);
  }
}

TEST_CASE("huge utilities and tiny temperatures overflow nothing", "[mechanisms]") {
  const std::vector<float> utility = {1e30f, -1e30f, 1e30f};
  const Choice c = choose(utility, 1e-6f, true, 0.75f);
  CHECK(c.product == 2);
  CHECK(c.probability == Approx(0.5));
  const std::vector<float> hopeless = {-1e30f};
  CHECK(choose(hopeless, 1e-3f, true, 0.5f).product == no_product);
  CHECK(choose(hopeless, 1e-3f, false, 0.5f).product == 0);
}

TEST_CASE("adding the same to all utilities changes no choice without an outside option", "[mechanisms]") {
  for (const float u : {0.05f, 0.3f, 0.6f, 0.95f})
    CHECK(choose(std::vector<float>{0.5f, 1, 0.25f}, 0.5f, false, u).product ==
          choose(std::vector<float>{64.5f, 65, 64.25f}, 0.5f, false, u).product);
}

TEST_CASE("readers are unaffected, confirmed, changed or abandon", "[mechanisms]") {
  const Choice apple{0, 0.5f}, surer{0, 0.7f}, less{0, 0.4f}, pear{1, 0.5f}, nothing{no_product, 0.5f},
      likelier_nothing{no_product, 0.6f}, unlikelier_nothing{no_product, 0.4f};
  const float epsilon = 0.01f;
  CHECK(reader_outcome(apple, pear, 0.009f, epsilon) == ReaderOutcome::unaffected);
  CHECK(reader_outcome(apple, surer, 0.01f, epsilon) == ReaderOutcome::confirmed);
  CHECK(reader_outcome(apple, apple, 0.5f, epsilon) == ReaderOutcome::confirmed);
  CHECK(reader_outcome(apple, less, 0.5f, epsilon) == ReaderOutcome::changed);
  CHECK(reader_outcome(apple, pear, 0.5f, epsilon) == ReaderOutcome::changed);
  CHECK(reader_outcome(apple, nothing, 0.5f, epsilon) == ReaderOutcome::abandoned);
  CHECK(reader_outcome(nothing, apple, 0.5f, epsilon) == ReaderOutcome::changed);
  CHECK(reader_outcome(nothing, likelier_nothing, 0.5f, epsilon) == ReaderOutcome::confirmed);
  CHECK(reader_outcome(nothing, unlikelier_nothing, 0.5f, epsilon) == ReaderOutcome::changed);
}

}  // namespace mechanisms_planned_test
