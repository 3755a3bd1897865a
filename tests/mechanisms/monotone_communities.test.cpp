// What the model promises of communities and selling to move one way. Arms share all random numbers, so that
// the first tick in which a key counts differs by that key alone.

#include "mechanisms/monotone.support.hpp"

namespace mechanisms_monotone_communities_test {

using namespace shoal;
using namespace shoal::monotone;

namespace {

const std::vector<std::string> people = {"population.agents=900"};
const std::vector<std::string> alive = {"population.agents=900", "community.life.enabled=true"};
const std::vector<std::string> half = {"population.agents=900", "community.life.enabled=true",
                                       "community.bonds.enabled=true",
                                       "membership={enabled: true, referral: 0.05, initial: {share: 0.5}, "
                                       "acquisition: {rate: 0.3, acceptance: 0.3}}"};

std::vector<std::string> with(std::vector<std::string> keys, const std::string& more) {
  keys.push_back(more);
  return keys;
}

template <class Value>
auto over_communities(Value value) {
  return [value](const metrics::Totals& t) {
    double sum = 0;
    for (const metrics::CommunityTotals& c : t.by_community) sum += static_cast<double>(value(c));
    return sum;
  };
}
const auto activity = over_communities([](const auto& c) { return c.activity; });
const auto warmth = over_communities([](const auto& c) { return c.warmth; });
const auto fatigue = over_communities([](const auto& c) { return c.fatigue; });
const auto belonging = over_communities([](const auto& c) { return c.belonging; });
const auto trust = over_communities([](const auto& c) { return c.trust; });
const auto joined = over_communities([](const auto& c) { return c.counts.referred + c.counts.acquired; });
const auto referred = over_communities([](const auto& c) { return c.counts.referred; });
const auto acquired = over_communities([](const auto& c) { return c.counts.acquired; });
const auto left = over_communities([](const auto& c) { return c.counts.left; });
const auto talkers = over_communities([](const auto& c) { return c.counts.talkers; });

}  // namespace

TEST_CASE("novelty, interest, operation and events raise activity, decay and fatigue lower it",
          "[mechanisms]") {
  check_rises("population.traits.novelty_seeking", probabilities, activity, alive);
  check_rises("community.life.novelty.weight", weights, activity, alive);
  for (const char* element : {"interest", "operation"})
    check_rises(std::string("community.elements.") + element, probabilities, activity, alive);
  check_rises("campaigns.0.intensity", probabilities, activity, with(alive, "campaigns=[{kind: event}]"));
  check_falls("community.life.decay", probabilities, activity, alive);
  check_falls("community.life.fatigue.weight", probabilities, activity,
              with(alive, "community.life.fatigue.adverts=0.5"), 2);  // the first tick makes them tired
}

TEST_CASE("care, events and contagion warm, cooling cools", "[mechanisms]") {
  for (const char* key :
       {"community.elements.operation", "community.life.warmth.care", "community.life.warmth.spread"})
    check_rises(key, probabilities, warmth, alive);
  check_rises("campaigns.0.intensity", probabilities, warmth, with(alive, "campaigns=[{kind: red_packet}]"));
  check_falls("community.life.warmth.cooling", probabilities, warmth, alive);
}

TEST_CASE("open communities without rules tire more, and adverts tire all", "[mechanisms]") {
  check_rises("community.openness", probabilities, fatigue, alive);
  check_falls("community.elements.structure", probabilities, fatigue, alive);
  check_rises("campaigns.0.intensity", probabilities, fatigue, with(alive, "campaigns=[{kind: advert}]"));
  check_rises("resellers.pressure", probabilities, fatigue,
              {"population.agents=900", "community.life.enabled=true", "experience.loyalty_gain=0.8",
               "resellers={enabled: true, rate: 1, quit: 0}"},
              12);
}

TEST_CASE("who is eager and at home talks more", "[mechanisms]") {
  check_rises("community.life.output.talk", probabilities, talkers, alive);
  check_rises("community.elements.output", probabilities, talkers, alive);
  check_rises("community.belonging", probabilities, talkers, alive);
}

TEST_CASE("invitations, openness and a known platform bring members in, what holds them keeps them",
          "[mechanisms]") {
  check_rises("membership.referral", probabilities, referred, half);
  check_rises("community.elements.replication", probabilities, referred, half);
  check_rises("membership.acquisition.rate", probabilities, acquired, with(half, "membership.referral=0"));
  check_rises("membership.acquisition.acceptance", probabilities, acquired, half);
  for (const char* key :
       {"platform.awareness", "community.openness", "membership.closed", "community.elements.interest"})
    check_rises(key, probabilities, joined, half);
  check_rises("membership.leave.base", {-6, -3, 0, 3, 6}, left, half);
  for (const char* held_by : {"belonging", "activity"})
    check_falls(std::string("membership.leave.") + held_by, weights, left,
                with(half, "membership.leave.base=0"));
}

TEST_CASE("belonging and trust of members move with what feeds and what hurts them", "[mechanisms]") {
  const std::vector<std::string> bound = {"population.agents=900", "community.bonds.enabled=true"};
  check_rises("community.elements.interest", probabilities, belonging, bound, 5);
  check_falls("community.openness", probabilities, belonging, bound, 5);
  check_rises("community.bonds.belonging.growth", probabilities, belonging, bound, 5);
  check_falls("community.bonds.belonging.inactivity", probabilities, belonging, bound);
  check_rises("community.bonds.trust.tenure", probabilities, trust, bound);
  check_falls("community.bonds.trust.bad", probabilities, trust, bound);
}

TEST_CASE("groups fill with notice, discount and invitations, and are refunded if they must be large",
          "[mechanisms]") {
  const auto committed = [](const metrics::Totals& t) { return t.counts.group_commitments; };
  const auto refunded = [](const metrics::Totals& t) { return t.counts.group_refunds; };
  const std::vector<std::string> group = with(people, "group_buy={enabled: true, notice: 0.1, invite: 0.2}");
  check_rises("group_buy.notice", probabilities, committed, group);
  check_rises("group_buy.discount", probabilities, committed, group);
  check_rises("group_buy.invite", probabilities, committed, group, 2);  // the first tick's hosts
  check_rises("group_buy.size", {1, 20, 40, 60, 80, 1000}, refunded, group, 8);
}

TEST_CASE("a stronger campaign sells more on impulse, a deeper cut asks a lower price", "[mechanisms]") {
  check_rises(
      "campaigns.0.intensity", probabilities, [](const metrics::Totals& t) { return t.counts.impulse; },
      with(people, "campaigns=[{kind: pop_up}]"));
  check_rises(
      "campaigns.0.effect.price_cut", probabilities,
      [](const metrics::Totals& t) {
        double discounts = 0;
        for (const auto& p : t.products) discounts += p.discounts;
        return discounts;
      },
      with(people, "campaigns=[{kind: discount}]"));
}

}  // namespace mechanisms_monotone_communities_test
