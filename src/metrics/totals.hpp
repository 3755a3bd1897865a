#pragma once
// What is counted and summed while a tick runs. Counts are whole numbers; sums are formed per block of agents
// and then over blocks in order, so that nothing depends on threads.

#include <cstdint>
#include <memory>
#include <vector>

#include "metrics/network_figures.hpp"

namespace shoal::metrics {

/// Causes of an impulse purchase, in the order of model.md 4.5.
enum class Cause : std::uint8_t { trait, motive, stimulus, social };
enum class Channel : std::uint8_t { search, peers, campaign, reseller };
enum class ReaderOutcome : std::uint8_t { unaffected, confirmed, changed, abandoned };

/// Where reviews are posted and read.
enum class ReviewSource : std::uint8_t { store, third_party };
inline constexpr std::size_t review_sources = 2;

/// Events of one tick.
struct Counts {
  std::int64_t planned = 0, impulse = 0;
  std::int64_t by_cause[4] = {};
  std::int64_t by_channel[4] = {};
  std::int64_t first_time_by_income[4] = {};  ///< by quarters of income, the lowest first
  std::int64_t first_time = 0, repeat = 0;    ///< the agent's first purchase of that product, or not
  std::int64_t pleased = 0, displeased = 0;
  std::int64_t recommendations = 0, complaints = 0, reviews = 0;
  std::int64_t readers[4] = {};
  std::int64_t group_commitments = 0, group_purchases = 0, group_refunds = 0;
  std::int64_t recruited = 0, quit = 0;  ///< resellers
  std::int64_t needs = 0;                ///< agents in whom a need arose
  void add(const Counts& o);
};

/// Sums over the agents that acted, over all agents (levels at the end of the tick) and over the tick's
/// purchases. What belongs to a product is averaged over products first.
struct Sums {
  double exposure = 0, drive = 0;  ///< over agents that acted
  double memory = 0, vicarious_value = 0, value = 0, belief = 0, belief_error = 0, precision = 0,
         loyalty = 0;                   ///< over agents
  double satisfaction = 0, reward = 0;  ///< over purchases
  double ewa_experience = 0;            ///< over agents
  void add(const Sums& o);
};

/// Reviews of a product at one source.
struct SourceTotals {
  std::int64_t posted = 0, fakes = 0;  ///< in the tick, by buyers and by the seller
  std::int64_t readings = 0;           ///< consumers that read about the product
  std::int64_t disconfirmed = 0;       ///< buyers displeased after its reviews had led them
  std::int64_t count = 0;              ///< since the start, fakes included
  double rating = 0;                   ///< mean rating as readers see it; NaN without reviews
  double credibility = 1;
};

struct ProductTotals {
  std::int64_t purchases = 0, planned = 0, impulse = 0, first_time = 0, adopters = 0;
  std::int64_t pleased = 0, displeased = 0, recommendations = 0, complaints = 0;
  std::int64_t cumulative_purchases = 0;
  std::int64_t review_count = 0;  ///< in the store, since the start
  double review_rating = 0;       ///< mean rating in [0, 1]; NaN without reviews
  SourceTotals sources[review_sources];
  std::int64_t deceived = 0;  ///< purchases at which a seller's deception came to light
  double price = 0, unit_cost = 0,
         marketing_cost = 0;  ///< cost of goods per unit; marketing per tick while launched
  std::int64_t by_channel[4] = {};
  std::int64_t cumulative_first_time = 0;
  double commission = 0;              ///< paid to resellers on the tick's purchases
  double cumulative_acquisition = 0;  ///< marketing cost and commission since the start
  double discounts = 0;               ///< list price minus price paid, summed over the tick's purchases
  double exposure = 0, memory = 0, value = 0, belief = 0;  ///< means over agents
  std::int64_t exposed = 0;                                ///< agents that noticed a peer's purchase
  std::int64_t holders = 0;  ///< agents that show its purchase at the end of the tick (rules imitate, copy)
  double satisfaction = 0;   ///< sum over the tick's purchases
};

/// What happened in a community in one tick. Whole numbers, so that blocks may add to them in any order.
struct CommunityCounts {
  std::int64_t buyers = 0, purchases = 0, impulse = 0;
  std::int64_t pleased = 0, displeased = 0;  ///< purchases of members
  std::int64_t sharers = 0;                  ///< members that bought and reviewed, recommended or complained
  std::int64_t recommendations = 0, complaints = 0;
  std::int64_t member_purchases = 0;                  ///< of `purchases`, by members
  std::int64_t talkers = 0;                           ///< members that talked, apart from purchases
  std::int64_t referred = 0, acquired = 0, left = 0;  ///< joined by referral; by paid means; left
  std::int64_t contacted = 0;                         ///< outsiders contacted by membership.acquisition
  std::int64_t answered = 0;                          ///< complaints
  // At the end of the tick, over members.
  std::int64_t active_members = 0;
  std::int64_t belonging = 0, trust = 0, displeasure = 0;  ///< sums, in units of 2^-30, where bonds are on
};

/// Where a community stands in its life.
enum class Stage : std::uint8_t { formation, growth, maturity, decline, dead };

/// A community at the end of a tick.
struct CommunityTotals {
  CommunityCounts counts;
  std::int64_t agents = 0, members = 0;
  double activity = 0, warmth = 0, fatigue = 0;      ///< as agents met them in the tick
  double belonging = 0, trust = 0, displeasure = 0;  ///< means over members
  Stage stage = Stage::formation;                    ///< meaningful where communities live
  std::int64_t age = 0;                              ///< ticks lived
};

/// Strategies of learning in a tick and what they earned (rule copy); all 0 where agents have none.
struct LearnerTotals {
  std::int64_t social = 0, individual = 0;          ///< agents
  double social_payoff = 0, individual_payoff = 0;  ///< sums over them
};

struct Totals {
  std::uint32_t tick = 0;
  std::int64_t agents = 0, members = 0, communities = 0;
  std::int64_t acting = 0;  ///< agents that acted: all of them, or turns where agents act one at a time
  Counts counts;
  Sums sums;
  std::vector<ProductTotals> products;
  std::vector<std::int64_t> segment_purchases, segment_impulse, segment_agents;
  std::vector<std::int64_t> community_buyers;  ///< [C] agents that bought in this tick
  std::vector<std::int64_t> community_agents;  ///< [C]
  std::vector<CommunityTotals> by_community;   ///< [C]
  std::int64_t resellers = 0;                  ///< in the tick
  std::int64_t campaigns = 0;                  ///< that were on in the tick
  std::int64_t changes = 0;                    ///< of the environment so far
  std::int64_t removed = 0;                    ///< agents that interventions took out
  std::int64_t buyers_ever = 0;                ///< agents that own at least one product
  bool together = true;  ///< all agents act in every tick, so that members can be measured
  bool alive = false;    ///< communities live: stages and ages mean something
  std::vector<std::int64_t>
      community_products;  ///< [C x products] purchases since the start; empty: not kept
  std::shared_ptr<const NetworkFigures> network;  ///< null: not known
  LearnerTotals learners;
  double acquisition_cost = 0;  ///< of membership.acquisition, currency
};

}  // namespace shoal::metrics
