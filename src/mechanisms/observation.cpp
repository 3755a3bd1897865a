#include "mechanisms/observation.hpp"

#include <algorithm>

#include "maths/elementary.hpp"
#include "maths/wide.hpp"
#include "mechanisms/observe.hpp"
#include "mechanisms/routine.hpp"

namespace shoal {

void describe(config::Section& s, ObservationParams& p) {
  s.field("enabled", p.enabled, "Whether agents learn by observing peers.",
          {.source = "Bandura 1971, 1977; model 4.1"})
      .field("attention", p.attention, "Share of peers' purchases that an agent notices.",
             {.equation = "E = attention a_c sum_j w_ij bought_j(t-1) / sum_j w_ij",
              .source = "model 4.1, attention"})
      .field(
          "retention", p.retention,
          "Share of the memory trace that is kept from one tick to the next; 0: only the last tick counts.",
          {.unit = "per tick",
           .equation = "M <- retention M + (1 - retention) E",
           .source = "model 4.1, retention"})
      .field("rule", p.rule,
             "How the retained trace becomes drive: as it is, exaggerating the majority (exponent 1 + "
             "conformity), or all or nothing.",
             {.equation = "linear h = M; conformist h = M^g / (M^g + (1-M)^g); threshold h = 1[M >= theta]",
              .source = "model 4.1; Boyd & Richerson 1985; Granovetter 1978"})
      .field("threshold", p.threshold, "Trace from which an agent follows, under `rule: threshold`.",
             {.equation = "theta_i"})
      .field("motivation", p.motivation,
             "Weight of what purchases did to the peers who made them (vicarious reinforcement).",
             {.equation = "O = susceptibility production (h(M) + motivation M W)",
              .source = "model 4.1, motivation; Bandura 1965"})
      .field("vicarious_rate", p.vicarious_rate, "Learning rate from observed outcomes.",
             {.unit = "per tick",
              .equation = "W <- W + vicarious_rate (X - W), X = (pleased - displeased) / bought"})
      .field("forgetting", p.forgetting, "Decay of the vicarious value in ticks without an observed buyer.",
             {.unit = "per tick", .equation = "W <- (1 - forgetting) W"})
      .field("admiration", p.admiration,
             "How many times more an agent attends to a peer one stratum above its own; 1: no difference.",
             {.equation = "pi = admiration^max(0, r_j - r_i)", .source = "model 4.1"})
      .field("sample", p.sample,
             "Neighbours watched per tick, drawn afresh without replacement; 0: all of them.",
             {.unit = "neighbours"})
      .field("trust", p.trust, "Whether the drive is scaled by the agent's trust in its community.",
             {.equation = "O <- T_i O"})
      .field("precision", p.precision,
             "Precision of what is observed, held against the agent's own: those who are less sure of the "
             "product's quality follow further (copy when uncertain). Not set: all follow alike.",
             {.equation = "O <- O precision / (precision + tau_ik)",
              .source = "Boyd & Richerson 1988; Laland 2004; claim L24"});
}

namespace {

// h(M) for a block, other than linear. Conformist: M^g / (M^g + (1-M)^g) = logistic(g ln(M / (1-M))), which
// has the right limits 0 and 1.
void carry_out(const ObservationParams& params, const float* memory, const float* conformity,
               const float* threshold, std::uint32_t size, float* h) {
  switch (params.rule) {
    case ObservationRule::linear: return;
    case ObservationRule::conformist:
      for (std::uint32_t a = 0; a < size; ++a) h[a] = conformist(memory[a], 1.0f + conformity[a]);
      return;
    case ObservationRule::threshold:
      for (std::uint32_t a = 0; a < size; ++a) h[a] = memory[a] >= threshold[a] ? 1.0f : 0.0f;
      return;
  }
}

// The drive against what the agent knows itself: the weight that Bayes' rule gives a signal of precision
// `own` against a belief of precision `tau`.
void weigh(float own, const float* tau, std::uint32_t size, float* drive) {
  for (std::uint32_t a = 0; a < size; ++a) drive[a] *= observed_weight(own, tau[a]);
}

/// What is noticed, and what is left of it: exposure and memory; and in the same pass, where the drive is
/// memory times a number, the drive. `retain` gives memory from memory and exposure.
template <class Retain>
void notice(const Scratch& scratch, std::size_t k, std::uint32_t size, Retain retain, float by,
            float* memory_, float* exposure_, float* drive_) {
  const float* __restrict attention = scratch.attention.data();
  const float* __restrict bought = scratch.seen(shown_bought, k);
  const float* __restrict total = scratch.total.data();
  float* __restrict memory = memory_;
  float* __restrict exposure = exposure_;
  float* __restrict drive = drive_;
  for (std::uint32_t a = 0; a < size; ++a) exposure[a] = exposed(attention[a], bought[a], total[a]);
  for (std::uint32_t a = 0; a < size; ++a) {
    const float m = retain(memory[a], exposure[a]);
    memory[a] = m;
    drive[a] = by * m;
  }
}

void observe_block(const Step& step, Block& block) {
  const Model& model = step.model;
  const ObservationParams& params = model.learning.observation;
  Scratch& scratch = block.scratch;
  const std::uint32_t size = block.size;
  const auto& population = model.population;

  const float keep = static_cast<float>(params.retention), take = 1.0f - keep;
  const float rate = static_cast<float>(params.vicarious_rate),
              fade = 1.0f - static_cast<float>(params.forgetting);
  const float motivation = static_cast<float>(params.motivation);
  const Column &susceptibility = population.trait(Trait::susceptibility),
               &production = population.trait(Trait::production);
  const float* trust = params.trust ? step.state.trust.block(block.first) : nullptr;
  const float* conformity = population.trait(Trait::conformity).block(block.first);
  const float* threshold =
      params.rule == ObservationRule::threshold ? model.follow_threshold.block(block.first) : nullptr;
  const bool linear = params.rule == ObservationRule::linear;
  const bool alike = !trust && !susceptibility.varies() && !production.varies();
  const float by = susceptibility[0] * production[0];

  for (std::size_t k = 0; k < scratch.products; ++k) {
    const float* bought = scratch.seen(shown_bought, k);
    const float* pleased = scratch.seen(shown_pleased, k);
    const float* displeased = scratch.seen(shown_displeased, k);
    float* exposure = scratch.row(scratch.exposure, k);
    float* drive = scratch.row(scratch.drive, k);
    float* memory = step.state.memory.at(block.first, k);
    float* vicarious = step.state.vicarious_value.at(block.first, k);
    if (keep == 0.0f)  // without a look at what was there
      notice(
          scratch, k, size, [](float, float e) { return e; }, by, memory, exposure, drive);
    else
      notice(
          scratch, k, size, [=](float m, float e) { return retained(m, e, keep, take); }, by, memory,
          exposure, drive);
    if (rate > 0.0f || fade < 1.0f)
      for (std::uint32_t a = 0; a < size; ++a)
        vicarious[a] = vicarious_update(vicarious[a], bought[a], pleased[a], displeased[a], rate, fade);
    const auto scale = [&](const float* h) {  // drive = trust (susceptibility production) h
      if (alike) {
        for (std::uint32_t a = 0; a < size; ++a) drive[a] = by * h[a];
        return;
      }
      const float *s = susceptibility.block(block.first), *p = production.block(block.first);
      if (trust)
        for (std::uint32_t a = 0; a < size; ++a) drive[a] = trust[a] * (s[a] * p[a]) * h[a];
      else
        for (std::uint32_t a = 0; a < size; ++a) drive[a] = (s[a] * p[a]) * h[a];
    };
    if (linear && !(motivation > 0.0f)) {
      if (!alike) scale(memory);
    } else {
      if (linear)
        std::copy_n(memory, size, drive);
      else
        carry_out(params, memory, conformity, threshold, size, drive);
      if (motivation > 0.0f)
        for (std::uint32_t a = 0; a < size; ++a) drive[a] += motivation * (memory[a] * vicarious[a]);
      scale(drive);
    }
    if (params.precision)
      weigh(static_cast<float>(*params.precision), step.state.precision[0].at(block.first, k), size, drive);
  }
}

}  // namespace

void observe(const Step& step, Block& block) {
  if (notices_in_passing(step)) return;  // the pass of routine.hpp does it
  maths::in_widest_vectors([&] { observe_block(step, block); });
}

}  // namespace shoal
