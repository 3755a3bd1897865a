// Reviews: pure functions, and what holds in every run.

#include <catch2/catch.hpp>
#include <cmath>

#include "engine/twin_check.support.hpp"
#include "mechanisms/read.hpp"

namespace mechanisms_reviews_test {

using namespace shoal;

namespace {

ReviewParams params(double loss, double recovery) {
  ReviewParams p;
  p.credibility = config::Probability{0.8};
  p.credibility_loss = config::Probability{loss};
  p.credibility_recovery = config::Probability{recovery};
  return p;
}

ProductParams seller(double honesty, double rate, std::int64_t launch = 1) {
  ProductParams p;
  p.honesty = config::Probability{honesty};
  p.fake_reviews = config::NonNegative{rate};
  p.launch.value = launch;
  return p;
}

const std::vector<std::string> manipulated = {
    "reviews={read: 0.8, credibility: 0.9, credibility_loss: 0.02, third_party: {enabled: true}}",
    "market.products.apple.honesty=0.4", "market.products.apple.fake_reviews=3",
    "learning.beliefs.precision.advert=2"};

std::vector<std::string> with(std::vector<std::string> keys, const std::string& more) {
  keys.push_back(more);
  return keys;
}

struct Sums {
  std::int64_t posted = 0, fakes = 0, readings[2] = {}, disconfirmed = 0, deceived = 0;
};

Sums run(const std::vector<std::string>& keys) {
  const World world(twin::village(), keys);
  Simulation simulation = world.simulation();
  Sums sums;
  for (std::uint32_t t = 0; t < world.ticks(); ++t)
    for (const metrics::ProductTotals& p : simulation.step().products) {
      for (std::size_t s = 0; s < 2; ++s) {
        sums.posted += p.sources[s].posted;
        sums.fakes += p.sources[s].fakes;
        sums.readings[s] += p.sources[s].readings;
        sums.disconfirmed += p.sources[s].disconfirmed;
      }
      sums.deceived += p.deceived;
    }
  return sums;
}

}  // namespace

TEST_CASE("an honest seller advertises the truth, a dishonest one perfection", "[mechanisms]") {
  CHECK(advertised(0.4, 1) == 0.4);
  CHECK(advertised(0.4, 0) == 1);
  CHECK(advertised(0.4, 0.5) == Approx(0.7));
  for (double h = 0; h < 1; h += 0.1) CHECK(advertised(0.6, h) > advertised(0.6, h + 0.05));
}

TEST_CASE("fake reviews follow their rate, from the launch on, and only of dishonest sellers",
          "[mechanisms]") {
  const auto until = [](const ProductParams& p, std::uint32_t ticks) {
    std::int64_t sum = 0;
    for (std::uint32_t t = 1; t <= ticks; ++t) sum += fakes_in(p, t);
    return sum;
  };
  CHECK(until(seller(0, 3), 10) == 30);
  CHECK(until(seller(0.5, 3), 10) == 15);
  CHECK(until(seller(0.5, 0.5), 10) == 2);
  CHECK(until(seller(0, 3, 8), 10) == 9);
  CHECK(until(seller(1, 3), 1000) == 0);
  CHECK(until(seller(0, 0), 1000) == 0);
}

TEST_CASE("credibility falls with every disconfirmed reader, comes back, and stays in its bounds",
          "[mechanisms]") {
  CHECK(credibility_after(0.8, params(0.1, 0), 0) == 0.8);
  CHECK(credibility_after(0.8, params(0.1, 0), 1) == Approx(0.72));
  CHECK(credibility_after(0.8, params(0.1, 0), 3) == Approx(0.8 * 0.729));
  CHECK(credibility_after(0.8, params(1, 0), 2) == 0);
  CHECK(credibility_after(0.8, params(0, 0), 50) == 0.8);
  CHECK(credibility_after(0.4, params(0.1, 0.5), 0) == Approx(0.6));
  CHECK(credibility_after(0.8, params(0.1, 1), 100) == Approx(0.8));
  for (const double loss : {0.0, 0.001, 0.3, 1.0})
    for (const double recovery : {0.0, 0.01, 1.0})
      for (double c = 0; c <= 0.8; c += 0.08)
        for (std::int64_t d = 0; d < 5; ++d) {
          const double after = credibility_after(c, params(loss, recovery), d);
          CHECK(after >= 0);
          CHECK(after <= 0.8);
          CHECK(after >= credibility_after(c, params(loss, recovery), d + 1));
        }
}

TEST_CASE("the precision of reviews grows with credibility, usefulness and number and falls with knowledge",
          "[mechanisms]") {
  const double plain = review_precision(2, 0.5, 1, 9, 0.6);
  CHECK(plain == Approx(2 * 0.5 * std::log(10.0) * 0.6));
  CHECK(review_precision(2, 0.6, 1, 9, 0.6) > plain);
  CHECK(review_precision(2, 0.5, 1.1, 9, 0.6) > plain);
  CHECK(review_precision(2, 0.5, 1, 10, 0.6) > plain);
  CHECK(review_precision(2, 0.5, 1, 9, 0.5) < plain);
  CHECK(review_precision(2, 0.5, 1, 0, 0.6) == 0);
}

TEST_CASE(
    "credibility of the store stays in its bounds, falls only with disconfirmed readers, and the third "
    "party keeps its own",
    "[mechanisms]") {
  for (const char* recovery : {"reviews.credibility_recovery=0", "reviews.credibility_recovery=0.05"}) {
    const World world(twin::village(), with(manipulated, recovery));
    Simulation simulation = world.simulation();
    std::vector<double> before(3, 0.9);
    bool fell = false;
    for (std::uint32_t t = 0; t < world.ticks(); ++t) {
      const metrics::Totals& now = simulation.step();
      for (std::size_t k = 0; k < 3; ++k) {
        const metrics::SourceTotals& store = now.products[k].sources[0];
        CHECK(store.credibility >= 0);
        CHECK(store.credibility <= 0.9);
        if (store.disconfirmed == 0) CHECK(store.credibility >= before[k]);
        fell = fell || store.credibility < before[k];
        before[k] = store.credibility;
        CHECK(now.products[k].sources[1].credibility == 0.8);
        CHECK(now.products[k].sources[1].fakes == 0);
        CHECK(now.products[k].sources[1].disconfirmed == 0);
        CHECK((store.rating >= 0 || std::isnan(store.rating)));
        CHECK((store.rating <= 1 || std::isnan(store.rating)));
      }
    }
    CHECK(fell);
  }
}

TEST_CASE("reviews that are posted are those that buyers wrote and sellers made up", "[mechanisms]") {
  const World world(twin::village(), manipulated);
  Simulation simulation = world.simulation();
  std::int64_t written = 0, made_up = 0;
  for (std::uint32_t t = 0; t < world.ticks(); ++t) {
    const metrics::Totals& now = simulation.step();
    std::int64_t posted = 0, held = 0;
    for (const metrics::ProductTotals& p : now.products)
      for (const metrics::SourceTotals& s : p.sources) {
        posted += s.posted;
        made_up += s.fakes;
        held += s.count;
      }
    CHECK(posted == now.counts.reviews);
    written += posted;
    CHECK(held == written + made_up);
  }
  CHECK(made_up == static_cast<std::int64_t>(std::floor(3 * 0.6 * world.ticks())));
}

TEST_CASE("where all sellers are honest nobody is deceived and nothing is faked", "[mechanisms]") {
  const Sums honest = run(with(manipulated, "market.products.apple.honesty=1"));
  CHECK(honest.fakes == 0);
  CHECK(honest.deceived == 0);
  const Sums crooked = run(manipulated);
  CHECK(crooked.fakes > 0);
  CHECK(crooked.deceived > 0);
  CHECK(crooked.disconfirmed > 0);
}

TEST_CASE("without a third party nobody posts or reads there", "[mechanisms]") {
  const Sums sums = run(with(manipulated, "reviews.third_party.enabled=false"));
  CHECK(sums.readings[0] > 0);
  CHECK(sums.readings[1] == 0);
  const Sums both = run(manipulated);
  CHECK(both.readings[1] > 0);
}

TEST_CASE("a store that has lost all credibility is not read where there is another source", "[mechanisms]") {
  const std::vector<std::string> keys = {"reviews={read: 1, credibility: 0, third_party: {enabled: true}}"};
  const World world(twin::village(), keys);
  Simulation simulation = world.simulation();
  std::vector<std::int64_t> held(3, 0);  // at the third party before the tick
  for (std::uint32_t t = 0; t < world.ticks(); ++t) {
    const metrics::Totals& now = simulation.step();
    for (std::size_t k = 0; k < 3; ++k) {
      if (held[k] > 0) CHECK(now.products[k].sources[0].readings == 0);
      held[k] = now.products[k].sources[1].count;
    }
  }
  CHECK(held[0] > 0);
}

}  // namespace mechanisms_reviews_test
