// How the twin copies, passes acts on, and how its environment changes:
// docs/mechanisms/{copying,environment}.md.

#include <algorithm>
#include <cmath>

#include "engine/twin.support.hpp"
#include "engine/twin_stream.support.hpp"

namespace shoal::twin {

const ProductParams& Twin::now(std::size_t k) const {
  return scenario_.market.products[(k + products_ - changes_ % products_) % products_];
}

void Twin::change_environment() {
  const double rate = scenario_.market.change.rate;
  const auto drawn = philox(seed_, static_cast<std::uint32_t>(random::Purpose::environment), 0, tick_);
  if (happens(unit(drawn[0]), rate)) ++changes_;
  totals_.changes = static_cast<std::int64_t>(changes_);
}

std::optional<std::size_t> Twin::shows(AgentIndex i) const {
  for (std::size_t k = 0; k < products_; ++k)
    if (shown_[i][k].bought) return k;
  return {};
}

double Twin::fitness(AgentIndex i) const {
  const auto k = shows(i);
  return k ? double{scenario_.market.products[*k].appeal} : 1.0;
}

AgentIndex Twin::anybody(std::uint32_t user) const {
  return static_cast<AgentIndex>(std::find(network_.agent_of.begin(), network_.agent_of.end(), user) -
                                 network_.agent_of.begin());
}

AgentIndex Twin::met(AgentIndex i, std::uint32_t word, bool by_fitness) {
  const std::vector<TieIndex> ties = ties_of(i);
  std::size_t n = std::uint64_t{word} * ties.size() >> 32;
  if (!network_.weights.empty() || by_fitness) {
    const auto share = [&](TieIndex e) {
      return weight(e) * (by_fitness ? fitness(network_.neighbours[e]) : 1.0);
    };
    double total = 0, reached = 0;
    for (const TieIndex e : ties) total += share(e);
    for (n = 0; n + 1 < ties.size(); ++n) {
      reached += share(ties[n]);
      close_call(unit(word) - reached / total);
      if (unit(word) * total < reached) break;
    }
  }
  return network_.neighbours[ties[n]];
}

// The n-th replacement of the run.
AgentIndex Twin::replaced(std::uint32_t n) {
  double fittest = 1;
  for (const ProductParams& product : scenario_.market.products)
    fittest = std::max(fittest, double{product.appeal});
  TwinStream stream(seed_, random::Purpose::replacement, 0, n);
  for (;;) {
    const AgentIndex parent = anybody(stream.below(static_cast<std::uint32_t>(agents_)));
    if (!happens(unit(stream.word()), fitness(parent) / fittest)) continue;
    parent_ = parent;
    return ties_of(parent).empty() ? parent : met(parent, stream.word(), false);
  }
}

void Twin::invent() {
  const CopyParams& params = scenario_.decision.copy;
  if (scenario_.decision.rule != DecisionRule::copy || params.innovate != InnovateBy::fresh) return;
  time_ = tick_;
  novelty_.assign(agents_, std::nullopt);
  std::vector<bool> taken(products_, false);
  for (AgentIndex i = 0; i < agents_; ++i)
    if (const auto k = shows(i)) taken[*k] = true;
  for (std::uint32_t user = 0; user < agents_; ++user) {
    const AgentIndex i = anybody(user);
    const auto drawn = words(random::Purpose::rule, i);
    if (shows(i) && unit(drawn[0]) < params.inertia) continue;
    if ((social_.empty() || social_[i]) && !(unit(drawn[1]) < params.innovation)) continue;
    for (std::size_t k = 0; k < products_ && !novelty_[i]; ++k)
      if (!taken[k] && launched(k)) {
        novelty_[i] = k;
        taken[k] = true;
      }
  }
}

std::size_t Twin::some_product(std::uint32_t word, std::optional<std::size_t> except) const {
  std::vector<std::size_t> choices;
  for (std::size_t k = 0; k < products_; ++k)
    if (launched(k) && except != k) choices.push_back(k);
  if (choices.empty()) return *except;
  return choices[std::uint64_t{word} * choices.size() >> 32];
}

std::size_t Twin::innovation(AgentIndex i, std::optional<std::size_t> own, std::uint32_t word) const {
  switch (scenario_.decision.copy.innovate) {
    case InnovateBy::other: return some_product(word, own);
    case InnovateBy::fresh: return novelty_[i] ? *novelty_[i] : some_product(word, {});
    case InnovateBy::any: break;
    case InnovateBy::best: {
      std::optional<std::size_t> best;
      for (std::size_t k = 0; k < products_; ++k)
        if (launched(k) && (!best || now(k).quality > now(*best).quality)) best = k;
      return *best;
    }
  }
  return some_product(word, {});
}

std::optional<Bought> Twin::copy(AgentIndex i) {
  const CopyParams& params = scenario_.decision.copy;
  const auto drawn = words(random::Purpose::rule, i);
  const auto own = shows(i);
  if (!payoff_.empty()) payoff_[i] = 0;
  std::optional<std::size_t> chosen = own;
  bool peers = false;
  if (!own || !happens(unit(drawn[0]), params.inertia)) {
    const bool alone = !social_.empty() && !social_[i];
    if (alone || happens(unit(drawn[1]), params.innovation)) {
      if (!payoff_.empty()) payoff_[i] -= params.strategies.cost;
      chosen = innovation(i, own, drawn[3]);
    } else {
      std::vector<double> n(products_, 0);
      if (params.models == 0) {
        for (const TieIndex e : ties_of(i))
          if (const auto k = shows(network_.neighbours[e]); k && member_[i] && carries_[i])
            n[*k] += weight(e);
      } else if (member_[i] && carries_[i]) {
        for (std::uint32_t m = 0; m < static_cast<std::uint32_t>(params.models); ++m) {
          const std::uint32_t word = words(random::Purpose::rule, i, 1 + m / 4)[m % 4];
          if (params.from == CopyFrom::neighbours && ties_of(i).empty()) break;
          const AgentIndex j = params.from == CopyFrom::everybody
                                   ? anybody(static_cast<std::uint32_t>(std::uint64_t{word} * agents_ >> 32))
                                   : met(i, word, false);
          if (const auto k = shows(j)) n[*k] += 1;
        }
      }
      double total = 0, reached = 0;
      std::vector<double> w(products_, 0);
      for (std::size_t k = 0; k < products_; ++k) {
        if (launched(k))
          w[k] = scenario_.market.products[k].appeal * std::pow(params.prior + n[k], double{params.exponent});
        total += w[k];
      }
      for (std::size_t k = 0; k < products_ && total > 0; ++k) {
        if (w[k] == 0) continue;
        chosen = k;
        reached += w[k];
        if (reached < total) close_call(unit(drawn[2]) - reached / total);
        if (unit(drawn[2]) * total < reached) break;
      }
      peers = total > 0 && n[*chosen] > 0;
    }
  }
  if (!chosen || !may_buy(i, *chosen)) return {};
  return Bought{.product = *chosen,
                .impulse = false,
                .cause = metrics::Cause::trait,
                .channel = peers ? metrics::Channel::peers : metrics::Channel::search};
}

void Twin::start_strategies() {
  const StrategyParams& params = scenario_.decision.copy.strategies;
  if (!params.enabled) return;
  payoff_.assign(agents_, 0);
  for (AgentIndex i = 0; i < agents_; ++i)
    social_.push_back(
        unit(philox(scenario_.population_seed(), static_cast<std::uint32_t>(random::Purpose::strategy),
                    network_.agent_of[i], 0)[0]) < params.social);
}

// docs/mechanisms/strategies.md, from the signals that the tick has left.
void Twin::inherit() {
  const CopyParams& copying = scenario_.decision.copy;
  const StrategyParams& params = copying.strategies;
  if (!params.enabled) return;
  totals_.learners = {};
  for (AgentIndex i = 0; i < agents_; ++i) {
    (social_[i] ? totals_.learners.social : totals_.learners.individual) += 1;
    (social_[i] ? totals_.learners.social_payoff : totals_.learners.individual_payoff) += payoff_[i];
  }
  time_ = tick_;
  std::vector<bool> next = social_;
  for (AgentIndex i = 0; i < agents_; ++i) {
    const auto drawn = words(random::Purpose::turnover, i);
    if (!happens(unit(drawn[0]), params.turnover)) continue;
    if (happens(unit(drawn[1]), params.mutation)) {
      next[i] = !social_[i];
      continue;
    }
    if (copying.from == CopyFrom::neighbours && ties_of(i).empty()) continue;
    const AgentIndex j = copying.from == CopyFrom::everybody
                             ? anybody(static_cast<std::uint32_t>(std::uint64_t{drawn[2]} * agents_ >> 32))
                             : met(i, drawn[2], false);
    if (happens(unit(drawn[3]), 1 / (1 + std::exp(-params.selection * (payoff_[j] - payoff_[i])))))
      next[i] = social_[j];
  }
  social_ = next;
}

}  // namespace shoal::twin
