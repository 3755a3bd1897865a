// What the model promises to move one way. Arms share all random numbers, so that one tick, or any tick where
// nothing feeds back, differs by the changed key alone.

#include <catch2/catch.hpp>

#include "mechanisms/monotone.support.hpp"

namespace mechanisms_monotone_test {

using namespace shoal;
using namespace shoal::monotone;

namespace {

const auto impulse = [](const metrics::Totals& t) { return t.counts.impulse; };
const auto planned = [](const metrics::Totals& t) { return t.counts.planned; };
const auto exposure = [](const metrics::Totals& t) { return t.sums.exposure; };
const auto memory = [](const metrics::Totals& t) { return t.sums.memory; };

/// In these worlds nobody buys, so that nothing feeds back: what the seed adopters did is all there is to
/// see.
const std::vector<std::string> idle = {"decision.planned.enabled=false", "decision.impulse.enabled=false",
                                       "decision.adoption=once"};
/// Half of all own and show a product.
const std::vector<std::string> busy = {"population.seed_adopters={share: 0.5, product: 0}",
                                       "decision.planned.enabled=false", "decision.impulse.base=-2",
                                       "population.agents=600"};

}  // namespace

TEST_CASE("more attention and a livelier community mean more exposure", "[mechanisms]") {
  check_rises("learning.observation.attention", probabilities, exposure, idle, 5);
  check_rises("community.activity", probabilities, exposure, idle, 5);
}

TEST_CASE("a longer memory takes longer to build up", "[mechanisms]") {
  check_falls("learning.observation.retention", probabilities, memory, idle, 5);
}

TEST_CASE("more adopters mean more exposure", "[mechanisms]") {
  check_rises("population.seed_adopters.share", probabilities, exposure, idle, 5);
}

TEST_CASE("more need means more planned purchases", "[mechanisms]") {
  check_rises("decision.planned.need", probabilities, planned,
              {"population.segments=[]", "decision.impulse.enabled=false"});
}

TEST_CASE("a stronger utilitarian motive means more planned purchases and no more on impulse",
          "[mechanisms]") {
  const std::string key = "population.traits.utilitarian_motivation";
  check_rises(key, probabilities, planned, {"decision.impulse.enabled=false"});
  check_falls(key, probabilities, impulse);  // who has made a planned purchase feels no urge in that tick
}

TEST_CASE("more search means more planned purchases", "[mechanisms]") {
  check_rises("decision.planned.search", probabilities, planned);
}

TEST_CASE("more fans mean more planned purchases from the first tick on", "[mechanisms]") {
  check_rises("market.products.0.loyalty", probabilities, planned);
  check_rises("market.products.0.loyalty", probabilities,
              [](const metrics::Totals& t) { return t.sums.loyalty; });
}

TEST_CASE("the longer a purchase lasts the fewer are planned", "[mechanisms]") {
  std::vector<double> results;
  for (const char* lasts : {"0", "5", "20", "60"})
    results.push_back(total(
        {std::string("decision.planned.lasts=") + lasts, "decision.impulse.enabled=false"}, planned, 40));
  CHECK(std::is_sorted(results.rbegin(), results.rend()));
  CHECK(results.back() < results.front());
}

TEST_CASE("the surer consumers are, the less they follow where they copy when uncertain", "[mechanisms]") {
  const auto drive = [](const metrics::Totals& t) { return t.sums.drive; };
  auto keys = idle;
  keys.push_back("learning.observation.precision=1");
  check_falls("learning.beliefs.prior.precision", {0.25, 0.5, 1, 2, 4}, drive, keys, 5);
  check_rises("learning.observation.precision", {0.25, 1, 4, 16}, drive, idle, 5);
}

TEST_CASE("every weight of the urge moves impulse purchases its own way", "[mechanisms]") {
  check_rises("decision.impulse.base", {-6, -4, -2, 0, 2}, impulse, busy);
  for (const char* term : {"trait", "hedonic", "stimulus", "observation", "warmth", "comparison"})
    check_rises(std::string("decision.impulse.") + term, weights, impulse, busy);
  check_rises(
      "decision.impulse.support", weights, impulse,
      {"decision.impulse.base=-2", "decision.planned.enabled=false", "population.agents=600",
       "community.belonging=1"},
      2);  // recommendations of the first tick are seen in the second, in which the weight first counts
  check_falls("decision.impulse.self_control", weights, impulse, busy);
  check_falls("decision.impulse.norm", probabilities, impulse, busy);
  check_rises("community.warmth", probabilities, impulse, busy);
}

TEST_CASE("a pleasant surprise is what the margin lets through", "[mechanisms]") {
  check_falls("experience.margin", probabilities,
              [](const metrics::Totals& t) { return t.counts.pleased + t.counts.displeased; });
}

TEST_CASE("who shares more is heard more", "[mechanisms]") {
  check_rises("share.review", probabilities, [](const metrics::Totals& t) { return t.counts.reviews; });
  check_rises("share.recommend", probabilities,
              [](const metrics::Totals& t) { return t.counts.recommendations; });
  check_rises("share.complain", probabilities, [](const metrics::Totals& t) { return t.counts.complaints; },
              {"population.agents=1500"});
  check_rises("share.negativity", {1, 1.5, 2, 4, 8},
              [](const metrics::Totals& t) { return t.counts.complaints + t.counts.reviews; });
  check_rises("community.belonging", probabilities,
              [](const metrics::Totals& t) { return t.counts.recommendations; });
}

TEST_CASE("better products please more", "[mechanisms]") {
  check_rises("market.products.0.quality", probabilities,
              [](const metrics::Totals& t) { return t.products[0].pleased - t.products[0].displeased; });
}

}  // namespace mechanisms_monotone_test
