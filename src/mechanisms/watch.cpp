#include "mechanisms/watch.hpp"

#include <algorithm>

#include "mechanisms/join.hpp"
#include "mechanisms/live.hpp"
#include "mechanisms/watch_strata.hpp"
#include "random/philox.hpp"

namespace shoal {
namespace {

// A signal's bits as zeros and ones; element 7, membership, sums the weights of the members.
struct SignTable {
  alignas(32) float rows[256][8];
};
constexpr SignTable sign_table = [] {
  SignTable table{};
  for (unsigned s = 0; s < 256; ++s) {
    for (unsigned bit = 0; bit < 8; ++bit) table.rows[s][bit] = s >> bit & 1 ? 1.0f : 0.0f;
  }
  return table;
}();

void store_counts(Scratch& scratch, std::size_t k, std::uint32_t size) {
  const std::uint64_t* lanes = scratch.lanes.data() + k * block_size;
  for (int sign = 0; sign < shown_count; ++sign) {
    float* out = scratch.seen(static_cast<Shown>(sign), k);
    for (std::uint32_t a = 0; a < size; ++a)
      out[a] = static_cast<float>(static_cast<std::int32_t>(lanes[a] >> (8 * sign) & 255));
  }
}

// A row of more than 255 ties: counts of a byte would overflow.
void count_long_row(const Step& step, std::span<const AgentIndex> row, Scratch& scratch, std::uint32_t a) {
  for (std::size_t k = 0; k < scratch.products; ++k) {
    std::array<std::uint32_t, shown_count> count{};
    for (const AgentIndex j : row) {
      const Signal s = step.shown[j * scratch.products + k];
      for (int sign = 0; sign < shown_count; ++sign) count[static_cast<std::size_t>(sign)] += s >> sign & 1u;
    }
    for (int sign = 0; sign < shown_count; ++sign)
      scratch.seen(static_cast<Shown>(sign), k)[a] =
          static_cast<float>(count[static_cast<std::size_t>(sign)]);
  }
}

std::size_t members_among(const Step& step, std::span<const AgentIndex> row) {
  const std::size_t products = step.model.products.size();
  return static_cast<std::size_t>(std::count_if(row.begin(), row.end(), [&](AgentIndex j) {
    return (step.shown[j * products] & signal::member) != 0;
  }));
}

// All ties count alike: whole numbers, seven signs per addition.
void watch_counts(const Step& step, Block& block) {
  const Network& network = step.model.network;
  Scratch& scratch = block.scratch;
  const std::size_t products = scratch.products;
  const Signal* shown = step.shown;
  bool long_rows = false;
  const bool outsiders = !step.state.member.empty();
  const auto row_of = [&](std::uint32_t a) {
    const AgentIndex i = block.first + a;
    return outsiders && out_of_reach(step, i) ? std::span<const AgentIndex>{} : network.row(i);
  };
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const auto row = row_of(a);
    scratch.total[a] = static_cast<float>(row.size());
    if (row.size() > 255) {
      long_rows = true;
      continue;
    }
    if (products == 1) {
      std::uint64_t sum = 0;
      for (const AgentIndex j : row) sum += spread_table[shown[j]];
      scratch.lanes[a] = sum;
    } else {
      for (std::size_t k = 0; k < products; ++k) scratch.lanes[k * block_size + a] = 0;
      for (const AgentIndex j : row) {
        const Signal* s = shown + j * products;
        for (std::size_t k = 0; k < products; ++k) scratch.lanes[k * block_size + a] += spread_table[s[k]];
      }
    }
  }
  for (std::size_t k = 0; k < products; ++k) store_counts(scratch, k, block.size);
  if (outsiders)
    for (std::uint32_t a = 0; a < block.size; ++a)
      scratch.total[a] = static_cast<float>(static_cast<std::int32_t>(scratch.lanes[a] >> 56));
  if (!long_rows) return;
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const auto row = row_of(a);
    if (row.size() <= 255) continue;
    count_long_row(step, row, scratch, a);
    scratch.total[a] = static_cast<float>(outsiders ? members_among(step, row) : row.size());
  }
}

/// Positions 0..degree-1 of `m` distinct ties, ascending (Floyd's algorithm); `m` <= 64.
std::uint32_t sample_positions(const Step& step, AgentIndex i, std::uint32_t degree, std::uint32_t m,
                               std::array<std::uint32_t, 64>& chosen) {
  if (degree <= m) {
    for (std::uint32_t e = 0; e < degree; ++e) chosen[e] = e;
    return degree;
  }
  random::Stream stream(step.model.seed, random::Purpose::sampling, step.model.network.agent_of[i],
                        step.moment);
  for (std::uint32_t n = 0; n < m; ++n) {
    const std::uint32_t top = degree - m + n;
    std::uint32_t pick = stream.below(top + 1);
    if (std::find(chosen.begin(), chosen.begin() + n, pick) != chosen.begin() + n) pick = top;
    chosen[n] = pick;
  }
  std::sort(chosen.begin(), chosen.begin() + m);
  return m;
}

void store_sums(Scratch& scratch, std::uint32_t a, float total, std::span<const Eight> sums) {
  scratch.total[a] = total;
  for (std::size_t k = 0; k < scratch.products; ++k)
    for (int sign = 0; sign < shown_count; ++sign)
      scratch.seen(static_cast<Shown>(sign), k)[a] = sums[k][sign];
}

// Ties differ (by weight or by admiration), or only some are watched.
void watch_weighted(const Step& step, Block& block) {
  const Network& network = step.model.network;
  const ObservationParams& params = step.model.learning.observation;
  Scratch& scratch = block.scratch;
  const std::size_t products = scratch.products;
  std::array<float, 4> admiration{1, 1, 1, 1};  // pi by strata looked up
  for (std::size_t d = 1; d < 4; ++d)
    admiration[d] = admiration[d - 1] * static_cast<float>(params.admiration);
  std::array<std::array<float, strata_count>, strata_count> weights;  // [observer's stratum][observed's]
  for (std::size_t own = 0; own < strata_count; ++own)
    for (std::size_t r = 0; r < strata_count; ++r) weights[own][r] = admiration[r > own ? r - own : 0];
  const std::vector<Role>& roles = step.state.role;
  const bool admiring = params.admiration > 1 && !roles.empty();
  const bool outsiders = !step.state.member.empty();
  const auto sample = static_cast<std::uint32_t>(params.sample);
  const bool by_strata = admiring && network.weights.empty() && sample == 0;

  StrataCount strata;
  std::array<std::uint32_t, 64> chosen;
  std::array<Eight, max_products> sums;
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const AgentIndex i = block.first + a;
    const std::uint32_t degree = outsiders && out_of_reach(step, i) ? 0 : network.degree(i);
    if (by_strata && degree <= StrataCount::most_ties) {
      const auto row = network.row(i).first(degree);
      const std::array<float, strata_count>& weight = weights[static_cast<std::size_t>(roles[i])];
      strata.count(step, network.offsets[i], network.offsets[i] + degree, weight);
      store_sums(scratch, a, outsiders ? strata.sums[0][7] : weight_of_row(step, row, weight), strata.sums);
      continue;
    }
    const std::uint32_t watched = sample > 0 ? sample_positions(step, i, degree, sample, chosen) : degree;
    std::fill_n(sums.begin(), products, Eight{});
    float total = 0;
    for (std::uint32_t n = 0; n < watched; ++n) {
      const TieIndex e = sample > 0 ? step.model.drawn_tie(i, chosen[n]) : network.offsets[i] + n;
      const AgentIndex j = network.neighbours[e];
      float weight = network.weights.empty() ? 1.0f : network.weights[e];
      if (admiring) {
        const int up = static_cast<int>(roles[j]) - static_cast<int>(roles[i]);
        weight = weight * admiration[static_cast<std::size_t>(std::max(up, 0))];
      }
      total += weight;
      const Signal* s = step.shown + j * products;
      for (std::size_t k = 0; k < products; ++k) {
        Eight signs;
        __builtin_memcpy(&signs, sign_table.rows[s[k]], sizeof signs);
        sums[k] += signs * weight;
      }
    }
    store_sums(scratch, a, outsiders ? sums[0][7] : total, sums);
  }
}

}  // namespace

Signs watched_signs(const Model& model) {
  const DecisionParams& decision = model.decision;
  const LearningParams& learning = model.learning;
  const ImpulseParams& impulse = decision.impulse;
  const bool by_rule = decision.rule == DecisionRule::threshold || decision.rule == DecisionRule::hazard ||
                       decision.rule == DecisionRule::cascade;
  const bool recognised = model.share.enabled && model.share.recognition > 0;
  const bool vicarious = learning.observation.enabled && learning.observation.vicarious_rate > 0;
  const bool hearing = learning.beliefs.enabled && learning.beliefs.social == SocialBelief::bayes &&
                       learning.beliefs.precision.word_of_mouth > 0;
  const bool boosted = learning.reinforcement.enabled && learning.reinforcement.recommendation_boost > 0;
  const bool urged = decision.rule == DecisionRule::logit && impulse.enabled;
  const bool outsiders = has_outsiders(model);
  Signs signs = 0;
  if (by_rule || recognised || learning.observation.enabled) signs |= signal::bought;
  if (urged && impulse.norm > 0) signs |= signal::on_impulse;
  if (vicarious) signs |= signal::pleased | signal::displeased;
  if (hearing || boosted || outsiders || (urged && impulse.support > 0)) signs |= signal::recommends;
  if (hearing) signs |= signal::complains;
  if (urged && impulse.comparison > 0) signs |= signal::owns;
  if (outsiders) signs |= signal::member;
  return signs;
}

bool watching(const Model& model) { return watched_signs(model) != 0; }

bool countable(const Model& model) {
  const ObservationParams& params = model.learning.observation;
  return model.network.weights.empty() && params.sample == 0 && !(params.admiration > 1) &&
         !model.single_turns;
}

void watch(const Step& step, Block& block) {
  const ObservationParams& params = step.model.learning.observation;
  const bool admiring = params.admiration > 1 && !step.state.role.empty();
  const bool packed =
      step.planes != nullptr && (step.state.member.empty() || (step.planes->signs() & signal::member) != 0);
  if (step.model.network.weights.empty() && !admiring && params.sample == 0)
    packed ? watch_packed(step, block) : watch_counts(step, block);
  else
    watch_weighted(step, block);
}

}  // namespace shoal
