#include "bench/handwritten.hpp"

#include <algorithm>
#include <bit>

#include "maths/wide.hpp"
#include "mechanisms/chosen.hpp"
#include "network/tie_bits.hpp"
#include "random/philox.hpp"

namespace shoal::bench {
Handwritten::Handwritten(const World& world)
    : world_(world),
      rows_(make_bit_rows(world.network, block_size)),
      bought_(padded(world.network.agents) / 64 + 2),
      count_(padded(world.network.agents)),
      value_(padded(world.network.agents), static_cast<float>(world.scenario.learning.reinforcement.initial)),
      burden_(padded(world.network.agents)) {
  for (const AgentIndex i : world.population.seed_adopters) bought_[i / 64] |= std::uint64_t{1} << (i % 64);
  for (AgentIndex i = 0; i < world.network.agents; ++i)
    burden_[i] = 3.0f / world.population.trait(Trait::income)[i];
}

void Handwritten::observe() {
  const AgentIndex agents = world_.network.agents;
  for (std::size_t b = 0; b < block_count(agents); ++b) {
    const auto first = static_cast<AgentIndex>(b * block_size), last = std::min(agents, first + block_size);
    if (rows_.empty())
      observe_lists(first, last);
    else
      observe_bits(first, last, b);
  }
}

void Handwritten::observe_lists(AgentIndex first, AgentIndex last) {
  const TieIndex* offsets = world_.network.offsets.data();
  const TieIndex from = offsets[first], ties = offsets[last] - from;
  found_.resize(std::max(found_.size(), ties / std::size_t{64} + 8));
  look_up(bought_.data(), world_.network.neighbours.data() + from, ties, found_.data());
  count_ones(found_.data(), offsets + first, last - first, count_.data() + first);
}

void Handwritten::observe_bits(AgentIndex first, AgentIndex last, std::size_t block) {
  const Network& network = world_.network;
  for (AgentIndex begin = first; begin < last;) {
    const std::size_t c = network.community[begin], width = rows_.width[c];
    const AgentIndex home = network.community_offsets[c],
                     end = std::min(last, network.community_offsets[c + 1]);
    if (width == 0) {
      observe_lists(begin, end);
    } else {
      const AgentIndex size = network.community_offsets[c + 1] - home;
      RowWord here[BitRows::most_words];
      for (std::size_t w = 0; w < width; ++w) here[w] = members_on(bought_.data(), home, w);
      count_observed(rows_.words.data() + rows_.first[c] + (begin - home), size, {here, width}, end - begin,
                     count_.data() + begin);
    }
    begin = end;
  }
  const std::size_t from = rows_.block_offsets[block], ties = rows_.block_offsets[block + 1] - from;
  found_.resize(std::max(found_.size(), ties / 64 + 2));
  look_up(bought_.data(), rows_.observed.data() + from, ties, found_.data());
  add_ones(found_.data(), rows_.leaving.data() + first, last - first, count_.data() + first);
}

// A block of 1,024 agents at a time: everything between the columns stays in the first cache.
std::int64_t Handwritten::decide() {
  ++tick_;
  const Network& network = world_.network;
  const auto seed = world_.scenario.dynamics_seed();
  const float quality = static_cast<float>(world_.scenario.market.products[0].quality);
  alignas(64) std::uint32_t words[block_size];
  alignas(64) float utility[block_size], buys[block_size];
  std::int64_t purchases = 0;
  for (AgentIndex first = 0; first < network.agents; first += block_size) {
    const AgentIndex size = std::min(block_size, network.agents - first);
    random::shared_words_in_order(seed, random::Purpose::decision, first, tick_, 1, size, words);
    float* value = value_.data() + first;
    const auto compare = [=, to = +utility, count = count_.data() + first,
                          burden = burden_.data() + first](auto degree_of) {
      for (AgentIndex a = 0; a < size; ++a) {
        const float degree = static_cast<float>(static_cast<std::int32_t>(degree_of(a)));
        const float seen =
            static_cast<float>(static_cast<std::int32_t>(count[a])) / (degree > 0 ? degree : 1.0f);
        to[a] = 2.0f * value[a] + 3.0f * seen - burden[a];
      }
    };
    with_degrees(network, &rows_, first,
                 [&](auto degree_of) { maths::in_widest_vectors([=] { compare(degree_of); }); });
    const Chosen buyers = Chosen::succeeding(utility, words, size);
    buyers.mark(size, buys);
    random::shared_words_in_order(seed, random::Purpose::experience, first, tick_, 0, size, words);
    maths::in_widest_vectors([=, word = +words, bought_by = +buys] {
      for (AgentIndex a = 0; a < size; ++a) {
        const float reward = random::uniform(word[a]) < quality ? 1.0f : 0.0f;
        value[a] = bought_by[a] != 0.0f ? value[a] + 0.1f * (reward - value[a]) : value[a];
      }
    });
    std::copy(buyers.words().begin(), buyers.words().end(), bought_.data() + first / 64);
    purchases += buyers.count();
  }
  return purchases;
}

double herding_bytes(const World& world) {
  const Network& network = world.network;
  const BitRows rows = make_bit_rows(network, block_size);
  const double n = network.agents;
  const double ties = rows.empty()
                          ? static_cast<double>(network.ties()) * sizeof(AgentIndex) + n * sizeof(TieIndex)
                          : static_cast<double>(rows.bytes());
  // Burden; value is read and written; one bit read, one written.
  return ties + n * (3 * sizeof(float) + 0.25);
}

}  // namespace shoal::bench
