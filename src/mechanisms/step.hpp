#pragma once
// What a phase is given: the run's constants (Model), the state, the tick (Step), a range of agents and
// buffers for it (Block). A phase reads the signals of t - 1 (Step::shown), writes only the state of its own
// agents, and allocates nothing.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "mechanisms/params.hpp"
#include "mechanisms/slices.hpp"
#include "mechanisms/state.hpp"
#include "mechanisms/upcoming.hpp"
#include "metrics/figures.hpp"
#include "metrics/totals.hpp"
#include "network/bit_rows.hpp"
#include "network/position_rows.hpp"
#include "population/population.hpp"
#include "random/philox.hpp"

namespace shoal {

/// A product in the form that kernels use.
struct Product {
  float price, hedonic, brand, stimulus, appeal;
  std::array<float, attribute_count> level;  ///< true attribute levels
  std::uint32_t launch;
};

/// Everything that stays the same during a run: parameters and what is derived from them.
struct Model {
  const Network& network;
  const Population& population;
  const MarketParams& market;
  const LearningParams& learning;
  const DecisionParams& decision;
  const ExperienceParams& experience;
  const ShareParams& share;
  const ReviewParams& reviews;
  const CommunityParams& community;
  const GroupBuyParams& group_buy;
  const ResellerParams& resellers;
  const MembershipParams& membership;
  const PlatformParams& platform;
  const RoleParams& roles;
  std::uint64_t seed = 0;             ///< of the dynamics
  std::uint64_t population_seed = 0;  ///< of what is drawn before the first tick

  std::vector<Product> products = {};
  std::vector<Campaign> campaigns = {};
  std::size_t group_product = 0;  ///< position of the product that groups buy
  std::vector<std::uint8_t> income_quarter =
      {};                           ///< [N] 0: the lowest quarter of incomes; empty: all earn alike
  Column need = {};                 ///< probability of a need per tick
  Column burden = {};               ///< of the only product's price (routine.hpp); else empty
  bool notices_in_passing = false;  ///< observation may be part of that pass
  Signs watched = 0;                ///< signs whose sums any mechanism that is on uses (watch.hpp)
  bool numbered_in_order = false;   ///< Network::agent_of is 0, 1, 2 ...
  Column follow_threshold = {};     ///< theta_i of observation rule `threshold`; else empty
  Column adopt_threshold = {};      ///< theta_i of decision rule `threshold`; else empty
  /// Ties of each row in the order of the users' numbers, where neighbours are drawn; empty: as stored. Whom
  /// an agent draws must not depend on how communities were found.
  std::vector<TieIndex> ties_by_number = {};
  std::vector<std::uint32_t> community_of_block = {};  ///< of the first agent of each block
  std::shared_ptr<const BitRows> bits = {};  ///< dense communities as bits, where planes of signals meet them
  /// Small communities as positions, where columns of signs are looked up (State::columns).
  std::shared_ptr<const PositionRows> positions = {};
  /// Internal positions by the users' numbers, where anybody may be met; empty: they are the same.
  std::vector<AgentIndex> position_of = {};
  bool appeals_differ = false;          ///< products have different appeal
  bool single_turns = false;            ///< agents act one at a time and see all earlier acts
  WorldState world = WorldState::good;  ///< what Bayesians try to find out; never `random` here

  /// The n-th tie of agent i, from 0, where neighbours are drawn.
  TieIndex drawn_tie(AgentIndex i, TieIndex n) const {
    const TieIndex e = network.offsets[i] + n;
    return ties_by_number.empty() ? e : ties_by_number[e];
  }
};

/// The forms other than the list in which ties are counted; null: not in this one.
struct TieForms {
  const PositionRows* positions;
  const BitRows* bits;         ///< not where there are positions
  const LeavingTies* leaving;  ///< of either
};
inline TieForms forms_of(const Model& model, bool by_position) {
  if (by_position) return {model.positions.get(), nullptr, model.positions.get()};
  const BitRows* bits = model.bits != nullptr && !model.bits->empty() ? model.bits.get() : nullptr;
  return {nullptr, bits, bits};
}

/// A purchase on its way through the phases of one tick.
struct Purchase {
  std::uint32_t agent;  ///< position in the block
  std::uint16_t product;
  bool impulse;
  bool repeat;
  metrics::Cause cause;
  metrics::Channel channel;
  bool pleased, displeased, reviewed, recommends, complains;
  bool deceived;       ///< a dishonest seller's reviews or advert had led to a purchase that displeased
  float paid;          ///< price
  float quality;       ///< received, in [0, 1]
  float satisfaction;  ///< S, in [-1, 1]
  float reward;        ///< r
  float learned;       ///< the value after learning (delta rule)
};

/// Events of one block in one tick; added up over blocks in order. Of what metrics::Figures names, what
/// nobody reads may be 0.
struct BlockTally {
  metrics::Counts counts;
  metrics::Sums sums;
  std::vector<metrics::ProductTotals> products;
  std::vector<double> rating_sum;  ///< [sources x products] of reviews posted
  std::vector<std::int64_t> segment_purchases, segment_impulse;
  std::int64_t first_buyers = 0;  ///< agents that bought anything for the first time
  void clear();
  void clear_events();  ///< all but the levels

 private:
  void clear_counts();
};

/// Buffers of one worker, for one block of agents. Arrays over products are [products][block_size].
struct Scratch {
  explicit Scratch(std::size_t products);

  std::size_t products;
  Aligned<float> total;                           ///< sum of weights of the observed neighbours
  std::array<Aligned<float>, shown_count> shown;  ///< weighted number of neighbours that showed a sign
  Aligned<std::uint32_t> count;                   ///< of one sign
  Aligned<AgentIndex> numbers;                    ///< of the block that begins with the first (numbers_of)
  Aligned<std::uint64_t> lanes;                   ///< counts of all signs, one byte each
  /// What the block's agents meet in this tick (phase `surround`): attention x activity of the community, its
  /// warmth; [products][block_size] marketing and scene stimulus, and the price asked of this agent.
  Aligned<float> attention, warmth, stimulus, price;
  std::optional<float> attention_everywhere;  ///< what attention holds, where it is left from block to block
  Aligned<float> took_part;  ///< 1: took part in the life of the community (where it is alive)
  Aligned<float> exposure, drive, urge;
  bool offering = false;              ///< there are resellers: `offered` means something
  std::vector<std::uint8_t> offered;  ///< [products][block_size] a neighbour resells it
  Aligned<float> best_urge, mask;
  Aligned<std::uint32_t> best, positions;
  std::array<Aligned<std::uint32_t>, 4> words;  ///< draws, of the decision by Luck
  Aligned<float> utilities;                     ///< [products][block_size], where many compare
  Aligned<float> utility;                       ///< [products]
  std::vector<Purchase> purchases;
  std::vector<std::pair<std::uint32_t, bool>> acts;  ///< earlier acts in order (rule bayes)

  float* row(Aligned<float>& v, std::size_t k) const { return v.data() + k * block_size; }
  const float* seen(Shown what, std::size_t k) const {
    return shown[static_cast<std::size_t>(what)].data() + k * block_size;
  }
  float* seen(Shown what, std::size_t k) {
    return shown[static_cast<std::size_t>(what)].data() + k * block_size;
  }
};

/// What the draws of a decision are for: their numbers. Values are part of the promise of reproducible bytes.
enum class Luck : std::uint32_t { need = 0, choice = 1, impulse = 2, search_or_target = 3 };

/// Stands for no agent.
inline constexpr AgentIndex nobody = static_cast<AgentIndex>(-1);

/// One moment of the run, the same for all agents that act in it.
struct Step {
  const Model& model;
  State& state;
  std::uint32_t tick;    ///< from 1
  std::uint32_t moment;  ///< time in the address of draws: the tick, or the turn where agents may act several
                         ///< times a tick
  const Signal* shown;   ///< signals that neighbours see
  Signal* showing;       ///< signals being written
  const SignalPlanes* planes = nullptr;           ///< the signals of `shown`, packed; null: they are not
  AgentIndex parent = nobody;                     ///< whom the acting agent imitates; nobody: whom it meets
  SliceOf slice = {};                             ///< counts of the only sign, taken for several runs
  metrics::Figures read = metrics::Figures::all;  ///< totals that somebody reads, of those that cost a pass
  Upcoming next = {};                             ///< what comes after the block at hand

  bool reads(metrics::Figures figures) const { return metrics::meet(read, figures); }
};

/// What a phase that runs once per tick is given: before agents act (totals and happenings are those of the
/// last tick) or after all have acted.
struct TickStep {
  const Model& model;
  State& state;
  std::uint32_t tick;  ///< from 1
  metrics::Totals& totals;
};

/// A range of agents [first, first + size), at most block_size, with a worker's buffers.
struct Block {
  AgentIndex first;
  std::uint32_t size;
  Scratch& scratch;
  BlockTally& tally;
};

/// Agent i as its draws are addressed (Network::agent_of); where that is the order of agents, without a look
/// at memory.
inline AgentIndex number_of(const Model& model, AgentIndex i) {
  return model.numbered_in_order ? i : model.network.agent_of[i];
}
/// The same of the block's agents, as a column.
const AgentIndex* numbers_of(const Step& step, Block& block);

/// Draw `number` of each of the block's agents (random::shared_word), as a column. Where agents stand in the
/// order of their numbers, the column that begins `along` is fetched into the cache meanwhile (null: none).
void draw_for_all(const Step& step, const Block& block, random::Purpose purpose, std::uint32_t number,
                  std::uint32_t* to, const void* along = nullptr);
/// The block's draws of one kind of luck, in scratch.words.
void draw_luck(const Step& step, Block& block, Luck of);
/// draw_for_all, while the block that comes next is fetched from memory: of its columns those that fall to
/// this draw.
void draw_fetching_ahead(const Step& step, Block& block, random::Purpose purpose, std::uint32_t number,
                         std::uint32_t* to, DrawOf draw);

}  // namespace shoal
