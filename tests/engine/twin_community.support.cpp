// How the twin's communities live: docs/mechanisms/{community,membership,bonds,roles}.md.

#include <algorithm>
#include <cmath>

#include "engine/twin.support.hpp"

namespace shoal::twin {

using metrics::Stage;

namespace {

constexpr std::uint32_t purpose_of(random::Purpose purpose, std::uint32_t further = 0) {
  return static_cast<std::uint32_t>(purpose) + further;
}

/// A level that gains a share of what it lacks and loses a share of what it has.
double moved(double level, double gain, double loss) {
  const double after = level + std::min(1.0, gain) * (1 - level) - std::min(1.0, loss) * level;
  return std::min(1.0, std::max(0.0, after));
}
double raised(double level, double share) { return level + std::min(1.0, share) * (1 - level); }
double lowered(double level, double share) { return level - std::min(1.0, share) * level; }

}  // namespace

void Twin::start_communities() {
  const CommunityParams& params = scenario_.community;
  const std::uint64_t seed = scenario_.population_seed();
  places_.resize(network_.communities());
  for (std::uint32_t c = 0; c < places_.size(); ++c) {
    Place& place = places_[c];
    const auto drawn = [&](const Distribution& d, std::uint32_t purpose) {
      return sample(d, seed, purpose, c);
    };
    place.openness = drawn(params.openness, purpose_of(random::Purpose::openness));
    for (std::uint32_t e = 0; e < element_count; ++e)
      place.element[e] = drawn(params.elements.level[e], purpose_of(random::Purpose::element, e));
    place.activity = params.life.enabled ? drawn(params.life.founding, purpose_of(random::Purpose::founding))
                                         : double{params.activity};
    place.warmth = params.warmth;
    for (const CommunityGroup& group : params.groups)
      for (const std::string& name : group.communities) {
        if (name != std::to_string(c)) continue;
        if (group.openness) place.openness = *group.openness;
        if (group.founding && params.life.enabled) place.activity = *group.founding;
        for (std::size_t e = 0; e < element_count; ++e)
          if (group.level[e]) place.element[e] = *group.level[e];
      }
    place.level = place.peak = place.activity;
  }
  member_.assign(agents_, true);
  if (scenario_.membership.enabled) choose_members();
  carries_ = next_carries_ = member_;
  for (AgentIndex i = 0; i < agents_; ++i) {
    if (!member_[i]) std::fill(shown_[i].begin(), shown_[i].end(), Shown{});
    places_[network_.community[i]].members += member_[i];
  }
  const BondParams& bonds = params.bonds;
  belonging_.assign(agents_, bonds.enabled ? bonds.newcomer.belonging : params.belonging);
  trust_.assign(agents_, bonds.enabled ? bonds.newcomer.trust : params.trust);
  displeasure_.assign(agents_, 0);
  for (AgentIndex i = 0; i < agents_; ++i) {
    const double interest = places_[network_.community[i]].element[0];
    const double u = unit(philox(seed, purpose_of(random::Purpose::interest), network_.agent_of[i], 0)[0]);
    fit_.push_back(interest + (1 - interest) * u);
    std::vector<bool> layers(256, false);
    for (TieIndex e = network_.offsets[i]; e < network_.offsets[i + 1]; ++e)
      layers[network_.layers.empty() ? 0 : network_.layers[e]] = true;
    layers_.push_back(std::max(1.0, static_cast<double>(std::count(layers.begin(), layers.end(), true))));
    stratum_.push_back(static_cast<int>(network_.role(i)));
  }
}

void Twin::choose_members() {
  const MembershipParams::Initial& initial = scenario_.membership.initial;
  const bool of_role = initial.by == MemberChoice::role;
  if (!initial.share && !initial.count && !initial.per_community && !of_role) return;
  struct Candidate {
    std::int64_t audience;
    std::array<std::uint32_t, 4> ticket;
    AgentIndex user, agent;
  };
  std::vector<std::int64_t> audience(agents_, 0);
  for (const AgentIndex j : network_.neighbours) audience[j] += initial.by == MemberChoice::highest_degree;
  std::vector<Candidate> queue;
  for (AgentIndex i = 0; i < agents_; ++i)
    if (!of_role || network_.role(i) == initial.role)
      queue.push_back({audience[i],
                       philox(scenario_.population_seed(), purpose_of(random::Purpose::initial_member),
                              network_.agent_of[i], 0),
                       network_.agent_of[i], i});
  std::sort(queue.begin(), queue.end(), [&](const Candidate& a, const Candidate& b) {
    if (a.audience != b.audience) return a.audience > b.audience;
    if (initial.by == MemberChoice::highest_degree) return a.user < b.user;
    return std::tie(a.ticket[0], a.ticket[1], a.user) < std::tie(b.ticket[0], b.ticket[1], b.user);
  });
  std::vector<std::int64_t> taken(places_.size(), 0);
  std::int64_t all = 0;
  member_.assign(agents_, false);
  for (const Candidate& candidate : queue) {
    const std::uint32_t c = network_.community[candidate.agent];
    const double size = network_.community_offsets[c + 1] - network_.community_offsets[c];
    if (initial.share && taken[c] >= static_cast<std::int64_t>(std::lround(*initial.share * size))) continue;
    if (initial.per_community && taken[c] >= initial.per_community->value) continue;
    if (initial.count && all >= initial.count->value) break;
    member_[candidate.agent] = true;
    taken[c] += 1;
    all += 1;
  }
}

// Once per tick, from what happened in the last one.
void Twin::open_communities() {
  for (std::size_t c = 0; c < places_.size(); ++c) {
    Place& place = places_[c];
    place.members += place.happened.referred + place.happened.acquired - place.happened.left;
    place.dissolved = 0;
    if (scenario_.community.life.enabled) live(c);
    place.happened = {};
  }
  const RoleParams& roles = scenario_.roles;
  if (!roles.enabled) return;
  const auto every = static_cast<std::uint32_t>(roles.every.value);
  const bool first = tick_ == every + 1;
  if (tick_ <= every || (tick_ - 1) % every != 0) return;
  if (roles.mobility == Mobility::none && (!network_.roles.empty() || !first)) return;
  for (std::size_t c = 0; c < places_.size(); ++c)
    if (places_[c].stage != Stage::dead) rank(c);
}

void Twin::live(std::size_t c) {
  Place& place = places_[c];
  if (place.stage == Stage::dead || (place.age == 0 && place.members == 0)) return;
  const LifeParams& p = scenario_.community.life;
  const auto share = [&](std::int64_t count) {
    return place.members > 0 ? static_cast<double>(count) / static_cast<double>(place.members) : 0.0;
  };
  double stimulus = 0;
  for (std::size_t k = 0; k < products_; ++k)
    if (launched(k)) stimulus += scenario_.market.products[k].stimulus / static_cast<double>(products_);
  const double interest = place.element[0], structure = place.element[1], operation = place.element[3];
  const double a = place.activity, h = place.warmth, f = place.fatigue, o = place.openness;
  double curiosity = 0, here = 0;
  for (AgentIndex i = 0; i < agents_; ++i)
    if (network_.community[i] == c) curiosity += trait(Trait::novelty_seeking, i), here += 1;
  curiosity /= here;
  double drive = p.novelty.weight * 2 * curiosity * 2 * interest *
                     std::exp(-static_cast<double>(place.age) / p.novelty.time) +
                 p.output.weight * (share(place.happened.talkers) + a * share(place.happened.sharers)) +
                 p.content * (operation + place.content) + p.promotion * place.promotion +
                 p.warmth.weight * h;
  if (place.members == 0) drive = 0;
  place.activity = moved(a, drive, p.decay + p.fatigue.weight * f);
  place.warmth = moved(h,
                       p.warmth.pleased * a * share(place.happened.pleased) + p.warmth.care * operation +
                           p.warmth.events * place.event_warmth + p.warmth.spread * a * h,
                       p.warmth.cooling + p.warmth.chill * share(place.happened.displeased));
  place.fatigue = moved(f,
                        p.fatigue.pressure * (place.pressure + stimulus) * (1 + o) / 2 +
                            p.fatigue.adverts * o * 2 * (1 - structure),
                        p.fatigue.recovery);
  place.age += 1;

  const double r = p.stages.smoothing;
  const double level = (1 - r) * place.level + r * place.activity;
  place.slope = (1 - r) * place.slope + r * (level - place.level);
  place.level = level;
  place.peak = std::max(place.peak, level);
  place.since += 1;
  const Stage next = next_stage(place);
  if (next != place.stage) place.since = 0;
  place.stage = next;

  place.below = place.activity < p.dead.below ? place.below + 1 : 0;
  if (place.below < p.dead.after) return;
  place.stage = Stage::dead;
  place.dissolved = place.members;
  place.members = 0;
  place.activity = place.warmth = place.fatigue = 0;
  for (AgentIndex i = 0; i < agents_; ++i)
    if (network_.community[i] == c) {
      member_[i] = carries_[i] = false;
      std::fill(shown_[i].begin(), shown_[i].end(), Shown{});
    }
}

Stage Twin::next_stage(const Place& place) {
  const LifeParams::Stages& p = scenario_.community.life.stages;
  if (place.since < p.least) return place.stage;
  close_call(place.slope - p.rise);
  close_call(std::abs(place.slope) - p.fall);
  close_call(place.level - p.settled * place.peak);
  const double s = place.slope;
  const bool settled = place.level >= p.settled * place.peak;
  switch (place.stage) {
    case Stage::formation:
      if (s > p.rise) return Stage::growth;
      if (s < -p.fall) return Stage::decline;
      if (s < p.fall && place.level >= p.mature) return Stage::maturity;
      break;
    case Stage::growth:
      if (s < -p.fall) return Stage::decline;
      if (s < p.fall) return Stage::maturity;
      break;
    case Stage::maturity:
      if (s > p.rise) return Stage::growth;
      if (s < -p.fall || !settled) return Stage::decline;
      break;
    case Stage::decline:
      if (s > p.rise) return Stage::growth;
      if (s > -p.fall / 2 && settled) return Stage::maturity;
      break;
    case Stage::dead: break;
  }
  return place.stage;
}

void Twin::rank(std::size_t c) {
  const RoleParams& roles = scenario_.roles;
  std::vector<AgentIndex> ranked;
  for (AgentIndex i = 0; i < agents_; ++i) {
    if (network_.community[i] != c) continue;
    if (!member_[i])
      stratum_[i] = 0;
    else if (roles.hubs == 0 && network_.role(i) == Role::hub)
      stratum_[i] = 3;
    else
      ranked.push_back(i);
  }
  std::sort(ranked.begin(), ranked.end(), [&](AgentIndex i, AgentIndex j) {
    return participation_[i] != participation_[j] ? participation_[i] > participation_[j]
                                                  : network_.agent_of[i] < network_.agent_of[j];
  });
  const double n = static_cast<double>(ranked.size()), structure = places_[c].element[1];
  const auto size = [&](double share) { return std::floor(std::min(1.0, 2 * structure * share) * n + 0.5); };
  const double hubs = static_cast<double>(roles.hubs), core = hubs + size(roles.core),
               active = core + size(roles.active);
  for (std::size_t place = 0; place < ranked.size(); ++place) {
    const double at = static_cast<double>(place);
    const int stratum = at < hubs ? 3 : at < core ? 2 : at < active ? 1 : 0;
    int& now = stratum_[ranked[place]];
    now = roles.mobility == Mobility::upward ? std::max(now, stratum) : stratum;
  }
}

void Twin::join(AgentIndex i) {
  const bool saw = member_[i];
  if (scenario_.membership.enabled) draw_membership(i);
  if (saw && member_[i]) return;
  total_ = 0;
  seen_.assign(products_, {});
  met_activity_ = met_warmth_ = 0;
}

void Twin::draw_membership(AgentIndex i) {
  const MembershipParams& p = scenario_.membership;
  Place& place = places_[network_.community[i]];
  const auto drawn = words(random::Purpose::membership, i);
  if (member_[i]) {
    const double odds = p.leave.base - p.leave.belonging * belonging_[i] - p.leave.activity * place.activity +
                        p.leave.fatigue * place.fatigue + p.leave.displeasure * displeasure_[i];
    if (!happens(unit(drawn[0]), 1 / (1 + std::exp(-odds)))) return;
    member_[i] = false;
    place.happened.left += 1;
    return;
  }
  if (place.stage == Stage::dead) return;
  const double eased = 2 * scenario_.platform.awareness * (p.closed + (1 - p.closed) * place.openness);
  double invitations = total_;
  for (const Seen& seen : seen_) invitations += p.heard * seen.recommends;
  const double rate = p.referral * 2 * place.element[4] * place.activity * fit_[i] * eased * invitations;
  if (happens(unit(drawn[0]), 1 - std::exp(-rate))) {
    place.happened.referred += 1;
  } else {
    if (!happens(unit(drawn[1]), std::min(1.0, p.acquisition.rate + place.reach))) return;
    place.happened.contacted +=
        happens(unit(drawn[1]), p.acquisition.rate);  // others are paid for by campaigns
    if (!happens(unit(drawn[2]), p.acquisition.acceptance * eased * fit_[i])) return;
    place.happened.acquired += 1;
  }
  member_[i] = true;
  if (!scenario_.community.bonds.enabled) return;
  belonging_[i] = scenario_.community.bonds.newcomer.belonging;
  trust_[i] = scenario_.community.bonds.newcomer.trust;
}

void Twin::talk(AgentIndex i) {
  talks_ = false;
  if (!scenario_.community.life.enabled || !member_[i]) return;
  Place& place = places_[network_.community[i]];
  const double loud = scenario_.roles.enabled ? 1 + scenario_.roles.voice * stratum_[i] : 1;
  const double p =
      scenario_.community.life.output.talk * 2 * place.element[2] * place.activity * belonging_[i] * loud;
  talks_ = happens(unit(shared(random::Purpose::talking, i, 0)), p);
  place.happened.talkers += talks_;
}

void Twin::bond(AgentIndex i, const std::optional<Bought>& bought) {
  const BondParams& p = scenario_.community.bonds;
  if (!p.enabled) return;
  displeasure_[i] *= 1 - p.displeasure.fading;
  if (!member_[i]) return;
  Place& place = places_[network_.community[i]];
  const double active = participation_[i];
  const double gain = p.belonging.growth * fit_[i] * (1 + p.belonging.closeness * (1 - place.openness)) *
                      (1 + p.belonging.layers * (layers_[i] - 1)) *
                      (1 + p.belonging.strata * stratum_[i] / 3.0) *
                      (active + p.belonging.warmth * place.warmth);
  belonging_[i] = raised(belonging_[i], gain);
  belonging_[i] =
      lowered(belonging_[i], p.belonging.inactivity * (1 - active) + p.belonging.fatigue * place.fatigue);
  trust_[i] = raised(trust_[i], p.trust.tenure);
  if (!bought) return;
  const bool led = bought->channel != metrics::Channel::search;
  if (bought->pleased && led) trust_[i] = raised(trust_[i], p.trust.good);
  if (bought->deceived) trust_[i] = lowered(trust_[i], p.trust.deceived);
  if (!bought->displeased) return;
  const std::size_t k = bought->product;
  const bool answered =
      bought->complains &&
      happens(unit(words(random::Purpose::service, i, static_cast<std::uint32_t>(k))[0]), now(k).service);
  const double felt = answered ? 1 - p.redress : 1;
  displeasure_[i] = raised(displeasure_[i], felt * p.displeasure.hit);
  belonging_[i] = lowered(belonging_[i], felt * p.belonging.hurt);
  if (led) trust_[i] = lowered(trust_[i], felt * p.trust.bad);
  if (!answered) return;
  place.happened.answered += 1;
  const double before = bought->quality - bought->satisfaction;
  double& mean = belief_[0][i][k];
  if (scenario_.learning.beliefs.enabled && mean < before) mean += p.redress * (before - mean);
}

void Twin::measure_communities() {
  totals_.members = 0;
  totals_.alive = scenario_.community.life.enabled;
  totals_.together = !one_at_a_time_;
  totals_.acquisition_cost = 0;
  totals_.by_community.assign(places_.size(), {});
  const bool bonds = scenario_.community.bonds.enabled;
  for (std::size_t c = 0; c < places_.size(); ++c) {
    const Place& place = places_[c];
    metrics::CommunityTotals& to = totals_.by_community[c];
    to.counts = place.happened;
    to.counts.left += place.dissolved;
    to.agents = totals_.community_agents[c];
    to.activity = place.activity;
    to.warmth = place.warmth;
    to.fatigue = place.fatigue;
    to.stage = place.stage;
    to.age = place.age;
    double belonging = 0, trust = 0, displeasure = 0;
    for (AgentIndex i = 0; i < agents_; ++i) {
      if (network_.community[i] != c || !member_[i]) continue;
      to.members += 1;
      to.counts.active_members += totals_.together && participation_[i] >= scenario_.community.active;
      belonging += belonging_[i];
      trust += trust_[i];
      displeasure += displeasure_[i];
    }
    const double n = static_cast<double>(to.members);
    to.belonging = !bonds ? double{scenario_.community.belonging} : n > 0 ? belonging / n : 0;
    to.trust = !bonds ? double{scenario_.community.trust} : n > 0 ? trust / n : 0;
    to.displeasure = bonds && n > 0 ? displeasure / n : 0;
    totals_.members += to.members;
    totals_.acquisition_cost +=
        static_cast<double>(place.happened.contacted) * scenario_.membership.acquisition.cost;
  }
}

}  // namespace shoal::twin
