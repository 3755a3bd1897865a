#include "mechanisms/impulse.hpp"

#include <algorithm>
#include <bit>
#include <span>

#include "maths/wide.hpp"
#include "mechanisms/chosen.hpp"
#include "mechanisms/feel.hpp"
#include "mechanisms/planes.hpp"
#include "mechanisms/purchase.hpp"
#include "mechanisms/read.hpp"
#include "random/philox.hpp"

namespace shoal {

void describe(config::Section& s, ImpulseParams& p) {
  s.field("enabled", p.enabled, "Whether agents buy on impulse.", {.source = "model 4.5"})
      .field("base", p.base, "Urge without any reason, in log odds.", {.equation = "g_0"})
      .field("trait", p.trait, "Weight of impulsivity, in the presence of a stimulus.",
             {.equation = "g_t impulsivity_i s_k"})
      .field("hedonic", p.hedonic, "Weight of the hedonic motive for a hedonic product.",
             {.equation = "g_h hedonic_i hedonic_k"})
      .field("stimulus", p.stimulus, "Weight of marketing and scene.", {.equation = "g_s s_k"})
      .field("observation", p.observation,
             "Weight of the observational drive. Large, because few peers buy in any one tick, so that the "
             "drive is small.",
             {.equation = "g_o O_ik"})
      .field("warmth", p.warmth, "Weight of the community's warmth.", {.equation = "g_e warmth_c"})
      .field("comparison", p.comparison, "Weight of the share of peers who own what the agent does not.",
             {.equation = "g_m comparison_ik", .source = "Festinger 1954"})
      .field("support", p.support, "Weight of the share of peers who recommend the product.",
             {.equation = "g_u support_ik"})
      .field("self_control", p.self_control, "Weight of self-control.", {.equation = "- g_c self_control_i"})
      .field("norm", p.norm, "How much an urge without the approval of peers is held back.",
             {.equation = "passes with 1 - norm (1 - approval)", .source = "Rook & Fisher 1995"})
      .field("target", p.target,
             "Which product the urge is for: the one with the largest urge, or one drawn at random.");
}

namespace {

constexpr float no_urge = -3.4e38f;

struct Weights {
  float base, trait, hedonic, stimulus, observation, warmth, comparison, support, self_control, norm;
  explicit Weights(const ImpulseParams& p)
      : base(static_cast<float>(p.base)),
        trait(static_cast<float>(p.trait)),
        hedonic(static_cast<float>(p.hedonic)),
        stimulus(static_cast<float>(p.stimulus)),
        observation(static_cast<float>(p.observation)),
        warmth(static_cast<float>(p.warmth)),
        comparison(static_cast<float>(p.comparison)),
        support(static_cast<float>(p.support)),
        self_control(static_cast<float>(p.self_control)),
        norm(static_cast<float>(p.norm)) {}
};

// What agent a's urge for product k is made of.
UrgeTerms terms(const Step& step, const Block& block, const Weights& w, std::uint32_t a, std::size_t k) {
  const Model& model = step.model;
  const Product& product = model.products[k];
  const AgentIndex i = block.first + a;
  const float total = block.scratch.total[a];
  const float each = total > 0 ? 1.0f / total : 0.0f;
  const float lacks = owns(step.state, i, model.products.size(), k) ? 0.0f : 1.0f;
  const float stimulus = block.scratch.stimulus[k * block_size + a];
  return {.trait = w.trait * stimulus * model.population.trait(Trait::impulsivity)[i],
          .motive = w.hedonic * product.hedonic * model.population.trait(Trait::hedonic_motivation)[i],
          .stimulus = w.stimulus * stimulus + w.warmth * block.scratch.warmth[a],
          .social = w.observation * block.scratch.drive[k * block_size + a] +
                    w.comparison * (lacks * (block.scratch.seen(shown_owns, k)[a] * each)) +
                    w.support * (block.scratch.seen(shown_recommends, k)[a] * each)};
}

// What the block's agents own, by position in the block: bit k is product k.
void find_owned(const Step& step, const Block& block, std::uint64_t* owned) {
  constexpr unsigned owns_bit = std::countr_zero(static_cast<unsigned>(signal::owns));
  const std::size_t products = step.model.products.size(), signals = products * block.size;
  const Signal* idle = step.state.idle.data() + block.first * products;
  std::fill_n(owned, block.size, std::uint64_t{0});
  for (std::size_t k = 0; k < products; k += 8)
    for (std::uint32_t a = 0; a < block.size; ++a) {
      const std::size_t at = a * products + k;
      owned[a] |= signs_of_eight(idle + at, products - k, signals - at, owns_bit) << k;
    }
}

// Ones where the block's agents do not own product k; `owned`: where there are several products.
void find_lacking(const Step& step, const Block& block, const std::uint64_t* owned, std::size_t k,
                  float* lacks) {
  maths::in_widest_vectors([=, size = block.size, several = step.model.products.size() > 1,
                            idle = step.state.idle.data() + block.first] {
    if (several)
      for (std::uint32_t a = 0; a < size; ++a) lacks[a] = (owned[a] >> k & 1) != 0 ? 0.0f : 1.0f;
    else
      for (std::uint32_t a = 0; a < size; ++a) lacks[a] = (idle[a] & signal::owns) != 0 ? 0.0f : 1.0f;
  });
}

// The urge of all agents for product k, where `lacks` is 1 if they do not own it.
void urges(const Step& step, Block& block, const Weights& w, std::size_t k, const float* lacks_,
           float* urge_) {
  const Model& model = step.model;
  const Scratch& scratch = block.scratch;
  const auto& population = model.population;
  const float* __restrict impulsivity = population.trait(Trait::impulsivity).block(block.first);
  const float* __restrict hedonic = population.trait(Trait::hedonic_motivation).block(block.first);
  const float* __restrict self_control = population.trait(Trait::self_control).block(block.first);
  const float* __restrict drive = scratch.drive.data() + k * block_size;
  const float* __restrict owners = scratch.seen(shown_owns, k);
  const float* __restrict recommends = scratch.seen(shown_recommends, k);
  const float* __restrict total = scratch.total.data();
  const float* __restrict stimulus = scratch.stimulus.data() + k * block_size;
  const float* __restrict warmth = scratch.warmth.data();
  const float* __restrict lacks = lacks_;
  float* __restrict urge = urge_;
  const bool once = model.decision.adoption == Adoption::once;
  const float by_motive = w.hedonic * model.products[k].hedonic;
  maths::in_widest_vectors([=, size = block.size] {
    for (std::uint32_t a = 0; a < size; ++a) {
      const float each = total[a] > 0 ? 1.0f / total[a] : 0.0f;
      const float social = w.observation * drive[a] + w.comparison * (lacks[a] * (owners[a] * each)) +
                           w.support * (recommends[a] * each);
      const float by_trait = w.trait * stimulus[a];
      const float by_stimulus = w.stimulus * stimulus[a] + w.warmth * warmth[a];
      const float felt = w.base +
                         (by_trait * impulsivity[a] + by_motive * hedonic[a] + by_stimulus + social) -
                         w.self_control * self_control[a];
      urge[a] = once && lacks[a] == 0.0f ? no_urge : felt;
    }
  });
}

// Who of the agents targets product k, the `position`-th of `launched`, in place of an earlier one.
void retarget(Block& block, ImpulseTarget target, std::size_t k, std::uint32_t position,
              std::uint32_t launched) {
  Scratch& scratch = block.scratch;
  const std::uint32_t* __restrict word = scratch.words[3].data();
  const float* __restrict urge = scratch.urge.data();
  float* __restrict best_urge = scratch.best_urge.data();
  std::uint32_t* __restrict best = scratch.best.data();
  const auto product = static_cast<std::uint32_t>(k);
  const auto take = [=, size = block.size](auto targeted_by) {
    maths::in_widest_vectors([=] {
      for (std::uint32_t a = 0; a < size; ++a) {
        const bool targeted = targeted_by(a);
        best_urge[a] = targeted ? urge[a] : best_urge[a];
        best[a] = targeted ? product : best[a];
      }
    });
  };
  if (target == ImpulseTarget::draw)
    take([=](std::uint32_t a) { return (std::uint64_t{word[a]} * launched >> 32) == position; });
  else
    take([=](std::uint32_t a) { return urge[a] > best_urge[a]; });
}

// The product that each agent feels for, in scratch.best, and the urge, in scratch.best_urge.
void find_targets(const Step& step, Block& block, const Weights& w) {
  Scratch& scratch = block.scratch;
  const Model& model = step.model;
  std::uint32_t launched = 0;
  for (const Product& p : model.products) launched += step.tick >= p.launch ? 1 : 0;
  std::fill_n(scratch.best_urge.begin(), block.size, no_urge);
  std::fill_n(scratch.best.begin(), block.size, 0u);
  if (scratch.products > 1) find_owned(step, block, scratch.lanes.data());
  std::uint32_t position = 0;
  for (std::size_t k = 0; k < scratch.products; ++k) {
    if (step.tick < model.products[k].launch) continue;
    find_lacking(step, block, scratch.lanes.data(), k, scratch.mask.data());
    urges(step, block, w, k, scratch.mask.data(), scratch.urge.data());
    retarget(block, model.decision.impulse.target, k, position, launched);
    ++position;
  }
}

// Of those at whom scratch.mask is not 0, the agents whose urge passes the norm too, in scratch.positions.
std::span<const std::uint32_t> approved(Block& block, float norm) {
  Scratch& scratch = block.scratch;
  std::uint32_t* positions = scratch.positions.data();
  std::uint32_t felt = 0, passed = 0;
  Chosen::where(scratch.mask.data(), block.size).for_each([&](std::uint32_t a) { positions[felt++] = a; });
  maths::in_widest_vectors([=, total = scratch.total.data(), seen = scratch.seen(shown_on_impulse, 0),
                            best = scratch.best.data(), word = scratch.words[2].data(),
                            urge = scratch.best_urge.data(), passes_ = scratch.mask.data()] {
    float* __restrict passes = passes_;
    for (std::uint32_t n = 0; n < felt; ++n) {
      const std::uint32_t a = positions[n];
      const float approval = total[a] > 0 ? seen[best[a] * block_size + a] / total[a] : 0.0f;
      passes[n] = random::uniform(word[a]) < impulse_probability(urge[a], norm, approval) ? 1.0f : 0.0f;
    }
  });
  for (std::uint32_t n = 0; n < felt; ++n) {
    positions[passed] = positions[n];
    passed += scratch.mask[n] != 0.0f;
  }
  return {positions, passed};
}

}  // namespace

void feel(const Step& step, Block& block) {
  const Model& model = step.model;
  Scratch& scratch = block.scratch;
  const Weights w(model.decision.impulse);
  const bool adverts = adverts_tell(model);
  find_targets(step, block, w);
  // No probability is above sigma(urge): most agents are settled here, without a look at their neighbours'
  // approval.
  maths::in_widest_vectors([size = block.size, word = scratch.words[2].data(), mask = scratch.mask.data(),
                            urge = scratch.best_urge.data()] {
    for (std::uint32_t a = 0; a < size; ++a)
      mask[a] = random::uniform(word[a]) < maths::logistic(urge[a]) ? 1.0f : 0.0f;
  });
  for (const Purchase& p : scratch.purchases) scratch.mask[p.agent] = 0.0f;  // a planned purchase was made
  for (const std::uint32_t a : approved(block, w.norm)) {
    const std::size_t k = scratch.best[a];
    if (!available(step, block, a, k)) continue;
    const bool stimulated = scratch.stimulus[k * block_size + a] > 0.0f;
    if (stimulated && adverts) hear_advert(step, block, a, k);
    const auto channel = noticed(step, block, a, k)        ? metrics::Channel::peers
                         : is_offered(block.scratch, a, k) ? metrics::Channel::reseller
                         : stimulated                      ? metrics::Channel::campaign
                                                           : metrics::Channel::search;
    buy(step, block, a, k, true, attribute_to(terms(step, block, w, a, k)), channel);
  }
}

}  // namespace shoal
