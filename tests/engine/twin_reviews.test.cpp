// Reviews, their sources and those who bend them, against the slow twin; and a twin that differs in one
// number is told apart.

#include <catch2/catch.hpp>

#include "engine/twin_check.support.hpp"

namespace engine_twin_reviews_test {

using namespace shoal;
using namespace shoal::twin;

namespace {

const std::string third = "reviews.third_party.enabled=true", reads = "reviews.read=0.8",
                  advert = "learning.beliefs.precision.advert=3", crook = "market.products.apple.honesty=0.3",
                  fakes = "market.products.apple.fake_reviews=1.7", loss = "reviews.credibility_loss=0.03";

}  // namespace

TEST_CASE("the engine posts, reads and bends reviews as its slow twin does", "[engine][twin]") {
  check_cases({
      {"reviews age", {reads, "reviews.recency=0.1"}},
      {"only the reviews of the tick count", {reads, "reviews.recency=1"}},
      {"reviews tell more", {reads, "reviews.usefulness=3"}},
      {"a third party", {reads, third}},
      {"all reviews go to the third party", {reads, third, "reviews.third_party.share=1"}},
      {"a third party that nobody believes", {reads, third, "reviews.third_party.credibility=0"}},
      {"a useful third party", {reads, third, "reviews.third_party.usefulness=4"}},
      {"two sources that nobody believes",
       {reads, third, "reviews.credibility=0", "reviews.third_party.credibility=0"}},
      {"credibility is lost", {reads, loss}},
      {"credibility is lost at once", {reads, "reviews.credibility_loss=1"}},
      {"credibility is lost and comes back", {reads, loss, "reviews.credibility_recovery=0.05"}},
      {"fake reviews", {reads, crook, fakes}},
      {"fake reviews of a late product",
       {reads, "market.products.pear.honesty=0", "market.products.pear.fake_reviews=0.4"}},
      {"adverts of honest sellers", {advert}},
      {"adverts of a dishonest seller", {advert, crook}},
      {"adverts without reviews", {advert, crook, "reviews.read=0"}},
      {"adverts that only impulse buyers meet", {advert, crook, "decision.planned.search=0"}},
      {"everything",
       {reads, third, loss, crook, fakes, advert, "reviews.recency=0.05", "reviews.credibility_recovery=0.01",
        "learning.beliefs.attributes=[quality, service]"}},
      {"everything, in single turns",
       {reads, third, loss, crook, fakes, advert, "schedule=asynchronous", "time.ticks=12"}},
      {"everything, one agent per tick",
       {reads, third, loss, crook, fakes, advert, "schedule=sequential", "time.ticks=400"}},
      {"everything, three blocks of agents",
       {reads, third, loss, crook, fakes, advert, "population.agents=2500", "time.ticks=10"}},
  });
}

TEST_CASE("a twin with other reviews is told apart", "[engine][twin]") {
  const std::vector<std::string> common = {
      reads, third, loss, crook, fakes, advert, "reviews.recency=0.05", "reviews.credibility_recovery=0.02"};
  const World plain(village(), common);
  REQUIRE(compare(plain, plain).differences.empty());
  for (const char* change : {"reviews.usefulness=1.01", "reviews.recency=0.051",
                             "reviews.credibility_loss=0.031", "reviews.credibility_recovery=0.021",
                             "reviews.third_party.enabled=false", "reviews.third_party.share=0.35",
                             "reviews.third_party.credibility=0.81", "reviews.third_party.usefulness=1.1",
                             "market.products.apple.honesty=0.31", "market.products.apple.fake_reviews=1.8",
                             "market.products.plum.honesty=0.9", "learning.beliefs.precision.advert=3.01"}) {
    INFO(change);
    std::vector<std::string> keys = common;
    keys.push_back(change);
    CHECK_FALSE(compare(plain, World(village(), keys)).differences.empty());
  }
}

}  // namespace engine_twin_reviews_test
