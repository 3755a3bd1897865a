#pragma once
// What changes while a run goes on (docs/model.md 2). Agent x product state is a matrix with one column of
// agents per product. A column exists only if a mechanism that uses it is on.

#include <array>
#include <cstdint>
#include <vector>

#include "mechanisms/agent_set.hpp"
#include "mechanisms/beliefs.hpp"
#include "mechanisms/clique_counts.hpp"
#include "mechanisms/community.hpp"
#include "mechanisms/planes.hpp"
#include "mechanisms/push.hpp"
#include "mechanisms/sign_columns.hpp"
#include "mechanisms/signal.hpp"
#include "metrics/totals.hpp"
#include "population/columns.hpp"

namespace shoal {

/// [padded agents x products], or empty.
class Matrix {
 public:
  void allocate(AgentIndex agents, std::size_t products, float fill) {
    rows_ = padded(agents);
    values_.assign(rows_ * products, fill);
  }
  bool empty() const { return values_.empty(); }
  float* at(AgentIndex first, std::size_t k) { return values_.data() + k * rows_ + first; }
  const float* at(AgentIndex first, std::size_t k) const { return values_.data() + k * rows_ + first; }
  float& operator()(AgentIndex i, std::size_t k) { return *at(i, k); }
  float operator()(AgentIndex i, std::size_t k) const { return *at(i, k); }
  void swap(Matrix& other) {
    values_.swap(other.values_);
    std::swap(rows_, other.rows_);
  }

 private:
  std::size_t rows_ = 0;
  Aligned<float> values_;  ///< [products][rows]
};

/// Reviews of a product at one source, with ratings in [0, 1].
struct Reviews {
  std::int64_t count = 0;  ///< since the start
  double weight = 0;       ///< effective count: recent reviews weigh more
  double rating_sum = 0;   ///< weighted alike
  double credibility = 1;  ///< in [0, 1]
  double rating() const { return weight > 0 ? rating_sum / weight : 0.5; }
};

/// Levels of the communities, as agents meet them in the current tick. [C]
struct Communities {
  std::vector<double> activity;                    ///< a_c, in [0, 1]
  std::vector<double> warmth;                      ///< in [0, 1]
  std::vector<double> fatigue;                     ///< f_c, in [0, 1]
  std::vector<metrics::CommunityCounts> happened;  ///< in the tick at hand; until it begins, in the last one

  std::vector<double> openness;                             ///< o_c, in [0, 1]
  std::array<std::vector<double>, element_count> elements;  ///< levels of the five elements, in [0, 1]
  double element(Element e, std::size_t c) const { return elements[static_cast<std::size_t>(e)][c]; }

  std::vector<std::int64_t>
      bought;  ///< [C x products] purchases since the start; empty: not kept (rule copy keeps it)
  std::vector<double> curiosity;        ///< mean trait novelty_seeking of a community's agents
  std::vector<std::int64_t> members;    ///< as of the end of the last tick
  std::vector<std::int64_t> dissolved;  ///< members that a community lost by its death, in the tick at hand
  std::vector<AgentIndex> ranking;      ///< space for ranking the members of a community
  // The course of life (mechanisms/live.hpp).
  std::vector<metrics::Stage> stage;
  std::vector<std::int64_t> age, since, below;  ///< ticks lived, in the stage, below dead.below
  std::vector<double> level, slope, peak;       ///< of the smoothed activity

  // What campaigns and resellers do to a community in the tick at hand: written afresh each tick before the
  // life of the communities reads it, zero where nothing is done.
  std::vector<double> content;  ///< posts and events that keep members busy, as a share of a full programme
  std::vector<double> event_warmth;  ///< warmth added by events, raffles, red packets
  std::vector<double> pressure;      ///< commercial pressure: adverts, hard selling, resellers
  std::vector<double> promotion;     ///< pull of promotions on activity
  std::vector<double> reach;         ///< share of outsiders that are invited by paid means
};

/// The group buy at hand.
struct GroupOrders {
  std::uint32_t opened = 0;   ///< tick; 0: none yet
  std::uint32_t settled = 0;  ///< tick in which those who committed buy or are refunded
  std::size_t product = 0;
  float price = 0;
  std::int64_t size = 0;                    ///< commitments in a community from which it buys
  bool started = false;                     ///< somebody had committed before this tick
  std::vector<std::uint32_t> committed_at;  ///< [N] tick; 0: not committed. Empty: no group buys
  std::vector<std::uint8_t> invited;        ///< [N] a neighbour had committed before
  std::vector<std::int64_t> orders;         ///< [C] commitments
  AgentSet hosts;  ///< members that had committed before this tick; empty where agents act one at a time
};

/// Who resells what.
struct ResellerState {
  std::vector<std::uint8_t> selling;       ///< [N] product + 1 in this tick, 0: none. Empty: no resellers
  AgentSet shops;                          ///< all that are selling
  std::vector<std::uint8_t> next;          ///< from the next tick on
  std::vector<std::int64_t> earned;        ///< [N] commission of this tick, 10^-6 currency units
  std::vector<std::int64_t> in_community;  ///< [C]
  std::int64_t count = 0;
};

/// Strategies of learning (rule copy). Empty: agents have none.
struct Learners {
  std::vector<std::uint8_t> social;  ///< [N] 1: copies, 0: innovates
  std::vector<std::uint8_t> before;  ///< [N] the same before anybody was replaced in the tick
  std::vector<float> payoff;         ///< [N] of the tick at hand
};

struct State {
  Matrix memory;           ///< M, retained trace of observed purchases, in [0, 1]
  Matrix vicarious_value;  ///< W, learned from observed outcomes, in [-1, 1]
  Matrix value;            ///< V; EWA: attraction A; Bush-Mosteller: probability; Roth-Erev: propensity
  Matrix loyalty;          ///< L, in [0, 1]
  bool vicarious_moves = true, loyalty_moves = true;  ///< false: the column is and stays 0
  std::array<Matrix, attribute_count> belief;         ///< B, posterior mean, in [0, 1]
  std::array<Matrix, attribute_count>
      belief_seen;                                ///< B of the last tick, as neighbours see it (degroot only)
  std::array<Matrix, attribute_count> precision;  ///< tau > 0
  Matrix told;     ///< quality that authors of what `shown` shares received (told: level); else stale
  Matrix telling;  ///< the same of what is being written. Unused by schedules of single turns

  Aligned<float> budget;          ///< left in this budget period, currency
  Aligned<float> participation;   ///< smoothed share of ticks in which the agent took part, in [0, 1]
  Aligned<float> recognition;     ///< R, added propensity to share, in [0, 1]
  Aligned<float> ewa_experience;  ///< N of experience-weighted attraction

  Column trust;                          ///< T_i, in [0, 1]; varying only where it is alive
  Column belonging;                      ///< g_i, in [0, 1]; varying only where it is alive
  std::vector<std::uint8_t> member;      ///< [N] 0: outsider; empty: everybody is a member
  std::vector<std::uint32_t> joined_at;  ///< [N] tick in which a member joined; empty: nobody joins
  Aligned<float> displeasure;            ///< in [0, 1]; empty: not kept
  Column layers;           ///< number of layers of ties that the agent has; 1 where there is one
  Column fit;              ///< interest in what the community is about, in [0, 1]
  std::vector<Role> role;  ///< [N] strata; empty: all mass
  Communities communities;

  std::vector<std::uint32_t> bought_at;  ///< [agents x products, agent-major] tick of the last purchase, 0:
                                         ///< none; empty where no purchase lasts
  std::vector<std::uint8_t> removed;     ///< [N] 1: taken out of the run for good; empty: nobody
  std::vector<std::uint32_t> campaigns_on;  ///< positions of the campaigns that are on in this tick
  std::vector<double> campaign_cost;        ///< [products] in this tick
  GroupOrders group;
  ResellerState resellers;
  Learners learners;

  std::vector<Signal>
      shown;             ///< [agents x products, agent-major] what neighbours see: the last tick's signals
  Pushed pushed;         ///< counts of the only sign that is watched, in ticks in which few show it
  SignalPlanes planes;   ///< `shown` packed for counting; empty where nobody counts so
  SignColumns columns;   ///< the same, where positions are looked up
  CliqueCounts cliques;  ///< what is shown in each community, where that is all there is to know
  std::vector<Signal>
      showing;  ///< what is being written; the same meaning. Unused by schedules of single turns
  std::vector<Signal>
      idle;  ///< what an agent shows without acting: ownership; all of the act where adoption is once
  std::vector<std::uint8_t> all_own;  ///< [blocks] 1: every agent of the block owns the only product
  std::vector<std::uint8_t>
      recommended;  ///< product + 1 recommended in the last tick, 0: none (recognition only)
  std::vector<std::uint8_t> recommended_then;  ///< the tick before that
  std::vector<std::uint8_t> novelty;           ///< [N] product + 1 that an innovator turns to (copy: new)
  std::uint32_t changes = 0;                   ///< of the environment so far
  std::vector<std::uint32_t> acted_at;         ///< turn of the first act + 1, 0: not yet (rule bayes only)

  /// [source][products] as of the end of the last tick
  std::array<std::vector<Reviews>, metrics::review_sources> reviews;
  std::vector<std::uint8_t> impressions;  ///< [agents x products, agent-major] bits (read.hpp)
};

inline bool is_member(const State& state, AgentIndex i) {
  return state.member.empty() || state.member[i] != 0;
}
inline bool is_removed(const State& state, AgentIndex i) {
  return !state.removed.empty() && state.removed[i] != 0;
}

}  // namespace shoal
