// How the twin learns: docs/mechanisms/{observation,beliefs,experience,reinforcement,sharing}.md.

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "engine/twin.support.hpp"
#include "engine/twin_stream.support.hpp"

namespace shoal::twin {

/// The agent's ties in the order of the users' numbers.
std::vector<TieIndex> Twin::ties_of(AgentIndex i) const {
  std::vector<TieIndex> ties;
  for (TieIndex e = network_.offsets[i]; e < network_.offsets[i + 1]; ++e) ties.push_back(e);
  std::sort(ties.begin(), ties.end(), [&](TieIndex a, TieIndex b) {
    return network_.agent_of[network_.neighbours[a]] < network_.agent_of[network_.neighbours[b]];
  });
  return ties;
}

/// All ties of the agent, or `sample` of them: Floyd's algorithm.
std::vector<TieIndex> Twin::watched_ties(AgentIndex i) const {
  const std::vector<TieIndex> ties = ties_of(i);
  const auto degree = static_cast<std::uint32_t>(ties.size());
  const auto sample = static_cast<std::uint32_t>(scenario_.learning.observation.sample);
  if (sample == 0 || degree <= sample) return ties;
  TwinStream stream(seed_, random::Purpose::sampling, network_.agent_of[i], time_);
  std::vector<TieIndex> chosen;
  for (std::uint32_t top = degree - sample; top < degree; ++top) {
    const TieIndex drawn = ties[stream.below(top + 1)];
    const bool taken = std::find(chosen.begin(), chosen.end(), drawn) != chosen.end();
    chosen.push_back(taken ? ties[top] : drawn);
  }
  return chosen;
}

void Twin::watch(AgentIndex i) {
  total_ = 0;
  seen_.assign(products_, {});
  const double admiration = scenario_.learning.observation.admiration;
  for (const TieIndex e : watched_ties(i)) {
    const AgentIndex j = network_.neighbours[e];
    if (!carries_[j]) continue;
    const int up = stratum_[j] - stratum_[i];
    const double w = weight(e) * std::pow(admiration, std::max(0, up));
    total_ += w;
    for (std::size_t k = 0; k < products_; ++k) {
      const Shown& s = shown_[j][k];
      seen_[k].bought += s.bought ? w : 0;
      seen_[k].on_impulse += s.on_impulse ? w : 0;
      seen_[k].pleased += s.pleased ? w : 0;
      seen_[k].displeased += s.displeased ? w : 0;
      seen_[k].recommends += s.recommends ? w : 0;
      seen_[k].complains += s.complains ? w : 0;
      seen_[k].owns += s.owns ? w : 0;
    }
  }
}

void Twin::observe(AgentIndex i) {
  const ObservationParams& params = scenario_.learning.observation;
  drive_.assign(products_, 0);
  if (!params.enabled) return;
  const double trust = params.trust ? trust_[i] : 1.0;
  for (std::size_t k = 0; k < products_; ++k) {
    const Seen& seen = seen_[k];
    const double exposure = total_ > 0 ? params.attention * met_activity_ * seen.bought / total_ : 0;
    double& m = memory_[i][k];
    m = params.retention * m + (1 - params.retention) * exposure;
    double& w = vicarious_[i][k];
    if (seen.bought > 0)
      w += params.vicarious_rate * ((seen.pleased - seen.displeased) / seen.bought - w);
    else
      w *= 1 - params.forgetting;

    double h = m;
    if (params.rule == ObservationRule::conformist) {
      const double gamma = 1 + trait(Trait::conformity, i);
      h = std::pow(m, gamma) / (std::pow(m, gamma) + std::pow(1 - m, gamma));
    } else if (params.rule == ObservationRule::threshold) {
      close_call(m - follow_at_[i]);
      h = m >= follow_at_[i] ? 1 : 0;
    }
    drive_[k] = trust * trait(Trait::susceptibility, i) * trait(Trait::production, i) *
                (h + params.motivation * m * w);
    if (params.precision) drive_[k] *= *params.precision / (*params.precision + precision_[0][i][k]);
    totals_.sums.exposure += exposure;
    totals_.sums.drive += drive_[k];
    totals_.products[k].exposure += exposure;
    totals_.products[k].exposed += exposure > 0;
  }
}

void Twin::take_in(AgentIndex i, std::size_t attribute, std::size_t k, double signal, double precision) {
  if (precision == 0) return;
  double& mean = belief_[attribute][i][k];
  double& tau = precision_[attribute][i][k];
  mean = (tau * mean + precision * signal) / (tau + precision);
  tau += precision;
}

void Twin::believe(AgentIndex i) {
  const BeliefParams& params = scenario_.learning.beliefs;
  if (!params.enabled) return;
  for (const Attribute attribute : params.attributes) {
    const auto b = static_cast<std::size_t>(attribute);
    for (std::size_t k = 0; k < products_; ++k) {
      double& tau = precision_[b][i][k];
      tau = params.prior.precision + (1 - params.forgetting) * (tau - params.prior.precision);
      if (params.social == SocialBelief::bayes) {
        const double heard = seen_[k].recommends + seen_[k].complains;
        if (heard == 0) continue;
        double x = seen_[k].recommends / heard;
        if (params.told == Told::level) {
          if (attribute != Attribute::quality) continue;
          double sum = 0, weights = 0;
          for (const TieIndex e : ties_of(i)) {
            const Shown& s = shown_[network_.neighbours[e]][k];
            if (!s.recommends && !s.complains) continue;
            sum += weight(e) * s.told;
            weights += weight(e);
          }
          x = sum / weights;
        }
        take_in(i, b, k, x, params.precision.word_of_mouth * trust_[i] * heard);
      } else if (params.social == SocialBelief::degroot) {
        if (!member_[i] || !carries_[i]) continue;
        const Table& opinion = one_at_a_time_ ? belief_[b] : opinion_[b];
        double sum = params.self_weight * opinion[i][k], weights = params.self_weight;
        for (TieIndex e = network_.offsets[i]; e < network_.offsets[i + 1]; ++e) {
          if (!carries_[network_.neighbours[e]]) continue;
          sum += weight(e) * opinion[network_.neighbours[e]][k];
          weights += weight(e);
        }
        if (weights > 0) belief_[b][i][k] = sum / weights;
      }
    }
  }
}

double Twin::quality_received(double level, std::uint32_t high, std::uint32_t low) {
  const ExperienceParams& params = scenario_.experience;
  if (params.noise == QualityNoise::bernoulli) return happens(unit(high), level) ? 1 : 0;
  if (params.quality_sd == 0) return level;
  const double u = std::ldexp(static_cast<double>((std::uint64_t{high} << 32 | low) >> 12) + 0.5, -52);
  const double q = level + params.quality_sd * boost::math::quantile(boost::math::normal_distribution<>(), u);
  return std::min(1.0, std::max(0.0, q));
}

double Twin::reward(double quality, double satisfaction) const {
  const ExperienceParams& params = scenario_.experience;
  return params.offset + params.quality * (2 * quality - 1) + params.surprise * satisfaction;
}

void Twin::experience(AgentIndex i, Bought& bought) {
  const ExperienceParams& params = scenario_.experience;
  const BeliefParams& beliefs = scenario_.learning.beliefs;
  const ProductParams& product = now(bought.product);
  const std::size_t k = bought.product;
  bought.quality = quality_received(product.quality, shared(random::Purpose::experience, i, 0),
                                    shared(random::Purpose::experience, i, 1));
  bought.satisfaction = bought.quality - (beliefs.enabled ? belief_[0][i][k] : trait(Trait::prior_belief, i));
  bought.reward = reward(bought.quality, bought.satisfaction);
  close_call(std::abs(bought.satisfaction) - params.margin);
  bought.pleased = bought.satisfaction > params.margin;
  bought.displeased = bought.satisfaction < -params.margin;

  const double levels[] = {product.quality, product.service, product.value_for_money};
  for (const Attribute attribute : beliefs.attributes) {
    if (!beliefs.enabled) break;
    const auto b = static_cast<std::uint32_t>(attribute);
    double q = bought.quality;
    if (b > 0) {
      const auto more = words(random::Purpose::experience_attribute, i, b);
      q = quality_received(levels[b], more[0], more[1]);
    }
    take_in(i, b, k, q, beliefs.precision.experience);
  }

  double& loyalty = loyalty_[i][k];
  if (bought.pleased && bought.repeat) loyalty += params.loyalty_gain * participation_[i] * (1 - loyalty);
  if (bought.displeased) loyalty *= 1 - params.loyalty_loss;
}

double Twin::delta_rate(AgentIndex i, const Bought& bought) const {
  const ReinforcementParams& params = scenario_.learning.reinforcement;
  const double v = value_[i][bought.product];
  double rate = trait(Trait::learning_rate, i);
  if (bought.reward >= v && params.rate_gain) rate = *params.rate_gain;
  if (bought.reward < v && params.rate_loss) rate = *params.rate_loss;
  const double recommended = total_ > 0 ? seen_[bought.product].recommends / total_ : 0;
  return std::min(1.0, rate * (1 + params.recommendation_boost * recommended));
}

void Twin::reinforce(AgentIndex i, const std::optional<Bought>& bought) {
  const ReinforcementParams& params = scenario_.learning.reinforcement;
  if (!params.enabled) return;
  std::vector<double>& v = value_[i];
  if (params.rule == ReinforcementRule::delta) {
    for (std::size_t k = 0; k < products_; ++k) {
      if (bought && bought->product == k)
        v[k] += delta_rate(i, *bought) * (bought->reward - v[k]);
      else
        v[k] *= 1 - params.forgetting;
    }
    return;
  }
  if (!bought) return;
  const std::size_t chosen = bought->product;
  const double before = v[chosen], n = ewa_weight_[i];
  ewa_weight_[i] = params.ewa.rho * n + 1;
  if (params.rule == ReinforcementRule::bush_mosteller) close_call(bought->reward);
  for (std::size_t k = 0; k < products_; ++k) {
    const bool mine = k == chosen;
    switch (params.rule) {
      case ReinforcementRule::delta: break;
      case ReinforcementRule::ewa: {
        const double payoff = mine ? bought->reward : reward(now(k).quality, 0);
        const double weight = params.ewa.delta + (1 - params.ewa.delta) * (mine ? 1 : 0);
        v[k] = (params.ewa.phi * n * v[k] + weight * payoff) / ewa_weight_[i];
        break;
      }
      case ReinforcementRule::bush_mosteller: {
        const double d1 = params.bush_mosteller.reward_step, d2 = params.bush_mosteller.loss_step;
        const double others = static_cast<double>(products_) - 1;
        if (bought->reward > 0)
          v[k] = mine ? v[k] + d1 * (1 - v[k]) : (1 - d1) * v[k];
        else
          v[k] = mine ? (1 - d2) * v[k] : v[k] + d2 * before / others;
        break;
      }
      case ReinforcementRule::roth_erev:
        v[k] = std::max(1e-6, (1 - params.roth_erev.forgetting) * v[k] + (mine ? bought->reward : 0));
        break;
    }
  }
}

void Twin::recognise(AgentIndex i) {
  const ShareParams& params = scenario_.share;
  if (!params.enabled || params.recognition == 0) return;
  if (recommended_before_[i] >= 0) {
    const Seen& seen = seen_[static_cast<std::size_t>(recommended_before_[i])];
    const double followed = total_ > 0 ? seen.bought / total_ : 0;
    recognition_[i] += params.recognition * (followed - recognition_[i]);
  }
  recommended_before_[i] = recommended_[i];
  recommended_[i] = -1;
}

void Twin::share(AgentIndex i, Bought& bought) {
  const ShareParams& params = scenario_.share;
  if (!params.enabled) return;
  const auto drawn = words(random::Purpose::sharing, i);
  const double s = bought.satisfaction;
  const double review =
      s < 0 ? 1 - std::pow(1 - params.review * std::abs(s), params.negativity) : params.review * s;
  if (happens(unit(drawn[0]), review)) {
    totals_.counts.reviews += 1;
    post(i, bought);
    bought.reviews = true;
  }
  if (!member_[i]) return;
  const double p = params.recommend * trust_[i] * belonging_[i];
  bought.recommends = bought.pleased && happens(unit(drawn[1]), p + (1 - p) * recognition_[i]);
  if (bought.recommends) recommended_[i] = static_cast<int>(bought.product);
  bought.complains =
      bought.displeased && happens(unit(drawn[2]), 1 - std::pow(1 - params.complain, params.negativity));
}

}  // namespace shoal::twin
