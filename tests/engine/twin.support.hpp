#pragma once
// A slow twin of the model: written from docs/mechanisms, not from src/mechanisms, as a plain loop over
// agents and ties in double precision with the C library's exp, log and pow. It draws the same random
// numbers by calling Philox itself with the addresses that docs/model.md 6 promises, so that every purchase,
// review and complaint of the engine must be found here too.

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "metrics/totals.hpp"
#include "network/network.hpp"
#include "population/population.hpp"
#include "random/philox.hpp"
#include "scenario/scenario.hpp"

namespace shoal::twin {

/// The four words at an address: Philox 4x32-10 of counter {agent, time, purpose, index} under key `seed`.
std::array<std::uint32_t, 4> philox(std::uint64_t seed, std::uint32_t purpose, std::uint32_t agent,
                                    std::uint32_t time, std::uint32_t index = 0);
/// The upper 24 bits of a word as a number in [0, 1).
double unit(std::uint32_t word);

using Table = std::vector<std::vector<double>>;  ///< [agent][product]

/// What an agent shows of a product, one flag per sign.
struct Shown {
  bool bought = false, on_impulse = false, pleased = false, displeased = false, recommends = false,
       complains = false, owns = false;
  double told = 0;  ///< quality that its author received
};

/// Sums over the ties of one agent: of weights, and of weights where a sign is shown, by product.
struct Seen {
  double bought = 0, on_impulse = 0, pleased = 0, displeased = 0, recommends = 0, complains = 0, owns = 0;
};

struct Bought {
  std::size_t product;
  bool impulse;
  metrics::Cause cause;
  metrics::Channel channel;
  bool repeat = false;
  double paid = -1;  ///< not yet known
  double quality = 0, satisfaction = 0, reward = 0;
  bool pleased = false, displeased = false, recommends = false, complains = false, reviews = false,
       deceived = false;
};

/// Reviews of a product at one source.
struct Source {
  double n = 0, sum = 0;  ///< effective count, weighted sum of ratings
  double credibility = 0;
  std::int64_t ever = 0;
};

/// What an agent keeps in mind of a product's seller.
struct Mind {
  bool led_by_store = false, heard_advert = false, led_by_advert = false;
};

class Twin {
 public:
  /// The arguments must outlive the twin.
  Twin(const Scenario& scenario, const Network& network, const Population& population);
  /// One tick; what happened in it.
  const metrics::Totals& step();
  /// How near a random number came to the probability that it was compared with: a difference to the engine
  /// (single precision) that follows a margin below about 1e-6 is rounding, any other an error.
  double narrowest_margin() const { return narrowest_; }

  // For tests that look at single agents (internal order).
  const Table& memory() const { return memory_; }
  const Table& value() const { return value_; }
  const Table& belief() const { return belief_[0]; }

 private:
  // Set-up, twin.support.cpp.
  void start_learning();
  void start_showing();
  double trait(Trait t, AgentIndex i) const { return static_cast<double>(population_.trait(t)[i]); }
  double weight(TieIndex e) const {
    return network_.weights.empty() ? 1.0 : static_cast<double>(network_.weights[e]);
  }
  std::array<std::uint32_t, 4> words(random::Purpose purpose, AgentIndex i, std::uint32_t index = 0) const;
  /// A draw of decision, experience or talking: of four neighbours' block, the word of agent i.
  std::uint32_t shared(random::Purpose purpose, AgentIndex i, std::uint32_t number) const;
  /// Remembers how close two compared numbers were.
  void close_call(double margin);
  /// u < p, remembering how close it was.
  bool happens(double u, double p);

  // The tick, twin.support.cpp.
  void act(AgentIndex i);
  void show(AgentIndex i, const std::optional<Bought>& bought);
  void count(AgentIndex i, const Bought& bought);
  void measure();

  // Learning, twin_learn.support.cpp.
  std::vector<TieIndex> ties_of(AgentIndex i) const;
  std::vector<TieIndex> watched_ties(AgentIndex i) const;
  void watch(AgentIndex i);
  void observe(AgentIndex i);
  void believe(AgentIndex i);
  void take_in(AgentIndex i, std::size_t attribute, std::size_t k, double signal, double precision);
  void experience(AgentIndex i, Bought& bought);
  double quality_received(double level, std::uint32_t high, std::uint32_t low);
  double reward(double quality, double satisfaction) const;
  void reinforce(AgentIndex i, const std::optional<Bought>& bought);
  double delta_rate(AgentIndex i, const Bought& bought) const;
  void recognise(AgentIndex i);
  void share(AgentIndex i, Bought& bought);

  // Reviews, twin_reviews.support.cpp.
  void start_reviews();
  std::size_t where_to_read(AgentIndex i, std::size_t k);
  double read_reviews(AgentIndex i, const std::vector<std::size_t>& considered);
  void hear_advert(AgentIndex i, std::size_t k);
  void judge(AgentIndex i, Bought& bought);
  void post(AgentIndex i, const Bought& bought);
  void close_reviews(std::size_t k);

  // Communities, twin_community.support.cpp.
  struct Place {
    double activity = 0, warmth = 0, fatigue = 0, openness = 0;
    std::array<double, element_count> element{};
    double content = 0, event_warmth = 0, promotion = 0, pressure = 0, reach = 0;  ///< of this tick's sellers
    std::int64_t members = 0, dissolved = 0, age = 0, since = 0, below = 0;
    metrics::Stage stage = metrics::Stage::formation;
    double level = 0, slope = 0, peak = 0;
    metrics::CommunityCounts happened;
  };
  void start_communities();
  void choose_members();
  void open_communities();
  void live(std::size_t c);
  metrics::Stage next_stage(const Place& place);
  void rank(std::size_t c);
  void join(AgentIndex i);
  void draw_membership(AgentIndex i);
  void talk(AgentIndex i);
  void bond(AgentIndex i, const std::optional<Bought>& bought);
  void measure_communities();

  // Deciding, twin_decide.support.cpp and twin_rules.support.cpp.
  bool launched(std::size_t k) const;
  bool may_buy(AgentIndex i, std::size_t k);

  // Campaigns, twin_campaigns.support.cpp.
  struct Running {
    const CampaignParams* campaign;
    std::size_t position;
    double price_cut, stimulus, warmth, endorse, content, promotion, pressure, reach;
    std::vector<std::size_t> products;
  };
  std::vector<Running> running() const;
  /// `member`: whether the agent counts as a member.
  bool aims_at(const CampaignParams& campaign, AgentIndex i, bool member) const;
  void open_campaigns();
  double stimulus(AgentIndex i, std::size_t k) const;
  double warmth(AgentIndex i) const;
  double price(AgentIndex i, std::size_t k) const;
  void endorse(AgentIndex i);

  // Group buys, twin_group.support.cpp.
  void open_group();
  std::optional<Bought> settle(AgentIndex i);
  void commit(AgentIndex i, const std::optional<Bought>& bought);

  // Resellers, twin_resellers.support.cpp.
  void open_shops();
  double unsolicited(AgentIndex i, std::size_t k) const;
  bool offered(AgentIndex i, std::size_t k) const;
  void pay_commission(AgentIndex i, const Bought& bought);
  void recruit(AgentIndex i, const std::optional<Bought>& bought);
  bool noticed(AgentIndex i, std::size_t k);
  bool lasts(AgentIndex i, std::size_t k) const;
  std::optional<Bought> decide(AgentIndex i);
  std::optional<Bought> plan(AgentIndex i);
  std::optional<Bought> feel(AgentIndex i);
  double utility(AgentIndex i, std::size_t k, double price) const;
  struct Pick {
    std::optional<std::size_t> product;
    double probability = 1;
  };
  Pick pick(AgentIndex i, const std::vector<std::size_t>& considered, double u);
  std::optional<Bought> by_rule(AgentIndex i);
  bool reaches_threshold(AgentIndex i);
  bool meets_hazard(AgentIndex i);
  bool is_activated(AgentIndex i);
  std::optional<std::size_t> imitated(AgentIndex i);

  // Copying and the environment, twin_copy.support.cpp.
  /// The product whose levels product k has now.
  const ProductParams& now(std::size_t k) const;
  void change_environment();
  std::optional<std::size_t> shows(AgentIndex i) const;
  double fitness(AgentIndex i) const;
  AgentIndex met(AgentIndex i, std::uint32_t word, bool by_fitness);
  AgentIndex anybody(std::uint32_t user) const;
  AgentIndex replaced(std::uint32_t n);
  void invent();
  std::size_t some_product(std::uint32_t word, std::optional<std::size_t> except) const;
  std::size_t innovation(AgentIndex i, std::optional<std::size_t> own, std::uint32_t word) const;
  std::optional<Bought> copy(AgentIndex i);
  void start_strategies();
  void inherit();
  std::optional<Bought> infer(AgentIndex i);

  const Scenario& scenario_;
  const Network& network_;
  const Population& population_;
  std::size_t agents_, products_;
  std::uint64_t seed_;
  bool one_at_a_time_;
  bool good_world_ = true;
  std::vector<AgentIndex> turns_;             ///< internal positions in the order of turns
  std::vector<double> follow_at_, adopt_at_;  ///< thresholds of observation and of rule threshold

  // State.
  Table memory_, vicarious_, value_, loyalty_;
  Table bought_at_;                                    ///< tick, 0: never
  std::array<Table, 3> belief_, precision_, opinion_;  ///< opinion: beliefs at the end of the last tick
  std::vector<double> budget_, participation_, recognition_, ewa_weight_;
  std::vector<int> recommended_, recommended_before_;  ///< product, -1: none
  std::vector<int> income_quarter_;                    ///< empty: all earn alike
  std::vector<std::uint32_t> acted_at_;                ///< rule bayes: 0 not yet
  std::vector<std::vector<bool>> owned_;
  std::vector<std::vector<Shown>> shown_, next_;
  std::array<std::vector<Source>, 2> sources_;  ///< store, third party
  std::vector<std::vector<Mind>> minds_;
  std::vector<std::vector<Shown>> own_;  ///< what an agent shows or, as an outsider, would show
  std::vector<Place> places_;
  std::vector<bool> member_, carries_, next_carries_;  ///< carries: was a member when it last showed
  std::vector<double> belonging_, trust_, displeasure_, fit_, layers_;
  std::vector<int> stratum_;

  // Of the agent that acts.
  std::uint32_t tick_ = 0, time_ = 0;
  double total_ = 0, met_activity_ = 0, met_warmth_ = 0;
  bool talks_ = false;
  std::vector<Running> running_;       ///< campaigns of the tick
  std::vector<double> campaign_cost_;  ///< by product

  // The group buy at hand.
  std::int64_t group_opened_ = 0, group_settled_ = 0, group_size_ = 0;  ///< opened: 0 not yet
  std::size_t group_product_ = 0;
  double group_price_ = 0;
  std::vector<std::int64_t> committed_at_, group_orders_;  ///< by agent, 0: not; by community
  std::vector<bool> group_invited_;

  std::vector<int> selling_, selling_next_;  ///< product, -1: none
  std::vector<std::int64_t> earned_;         ///< of this tick, 10^-6
  std::optional<AgentIndex> parent_;         ///< whom the acting agent imitates
  std::vector<std::optional<std::size_t>> novelty_;
  std::size_t changes_ = 0;
  std::vector<bool> social_;    ///< strategies of learning; empty: agents have none
  std::vector<double> payoff_;  ///< of the tick
  std::vector<Seen> seen_;
  std::vector<double> drive_;
  std::array<std::vector<double>, 2> new_ratings_;  ///< sums, by source and product, of this tick

  metrics::Totals totals_;
  double narrowest_ = std::numeric_limits<double>::infinity();
};

}  // namespace shoal::twin
