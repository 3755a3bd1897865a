#include "mechanisms/registry.hpp"

#include <array>

#include "mechanisms/believe.hpp"
#include "mechanisms/bond.hpp"
#include "mechanisms/campaign.hpp"
#include "mechanisms/copy.hpp"
#include "mechanisms/feel.hpp"
#include "mechanisms/group_buy.hpp"
#include "mechanisms/inherit.hpp"
#include "mechanisms/join.hpp"
#include "mechanisms/live.hpp"
#include "mechanisms/observe.hpp"
#include "mechanisms/plan.hpp"
#include "mechanisms/rank.hpp"
#include "mechanisms/read.hpp"
#include "mechanisms/reinforce.hpp"
#include "mechanisms/resell.hpp"
#include "mechanisms/routine.hpp"
#include "mechanisms/rules.hpp"
#include "mechanisms/share.hpp"
#include "mechanisms/surround.hpp"
#include "mechanisms/undergo.hpp"
#include "mechanisms/watch.hpp"

namespace shoal {
namespace {

template <DecisionRule rule>
bool by(const Model& m) {
  return m.decision.rule == rule;
}
bool always(const Model&) { return true; }
bool one_by_one(const Model& m) { return !routine(m); }
bool campaigning(const Model& m) { return !m.campaigns.empty(); }
bool grouping(const Model& m) { return m.group_buy.enabled; }
bool reselling(const Model& m) { return m.resellers.enabled; }

bool inventing(const Model& m) {
  return m.decision.rule == DecisionRule::copy && m.decision.copy.innovate == InnovateBy::fresh;
}

// The order of a tick, model.md 3. Watching is the gather that observation, word of mouth, impulse and the
// classical rules share.
constexpr std::array of_a_block = {
    Phase{"surround", "community", "community", always, surround},
    Phase{"target", "campaigns", "campaigns", campaigning, target},
    Phase{"solicit", "resellers", "resellers", reselling, solicit},
    Phase{"watch", "learning.observation", "observation", watching, watch},
    Phase{"join", "membership", "membership", has_outsiders, join},
    Phase{"talk", "community.life", "community", [](const Model& m) { return m.community.life.enabled; },
          talk},
    Phase{"observe", "learning.observation", "observation",
          [](const Model& m) { return m.learning.observation.enabled; }, observe},
    Phase{"believe", "learning.beliefs", "beliefs", [](const Model& m) { return m.learning.beliefs.enabled; },
          believe},
    Phase{"decide", "decision.planned", "planned", routine, decide_routinely},
    Phase{"draw", "decision", "planned",
          [](const Model& m) { return m.decision.rule == DecisionRule::logit && !routine(m); },
          draw_decisions},
    Phase{"settle", "group_buy", "group_buy", grouping, settle},
    Phase{"plan", "decision.planned", "planned",
          [](const Model& m) {
            return m.decision.rule == DecisionRule::logit && m.decision.planned.enabled && !routine(m);
          },
          plan},
    Phase{"feel", "decision.impulse", "impulse",
          [](const Model& m) { return m.decision.rule == DecisionRule::logit && m.decision.impulse.enabled; },
          feel},
    Phase{"commit", "group_buy", "group_buy", grouping, commit},
    Phase{"threshold", "decision.threshold", "rules", by<DecisionRule::threshold>, adopt_at_threshold},
    Phase{"hazard", "decision.hazard", "rules", by<DecisionRule::hazard>, adopt_with_hazard},
    Phase{"cascade", "decision.cascade", "rules", by<DecisionRule::cascade>, adopt_by_cascade},
    Phase{"imitate", "decision.imitate", "rules", by<DecisionRule::imitate>, imitate},
    Phase{"bayes", "decision.bayes", "rules", by<DecisionRule::bayes>, infer},
    Phase{"copy", "decision.copy", "copying", by<DecisionRule::copy>, copy},
    Phase{"commission", "resellers", "resellers", reselling, pay_commission},
    Phase{"experience", "experience", "experience", one_by_one, undergo},
    Phase{"earn", "decision.copy.strategies", "strategies", has_strategies, earn},
    Phase{"judge", "reviews", "reviews", keeps_impressions, judge},
    Phase{"reinforce", "learning.reinforcement", "reinforcement",
          [](const Model& m) { return m.learning.reinforcement.enabled && !routine(m); }, reinforce},
    Phase{"share", "share", "sharing", [](const Model& m) { return m.share.enabled; }, share},
    Phase{"recruit", "resellers", "resellers", reselling, recruit},
    Phase{"bond", "community.bonds", "bonds", [](const Model& m) { return m.community.bonds.enabled; }, bond},
    Phase{"publish", "share", "sharing", one_by_one, publish},
    Phase{"endorse", "campaigns", "campaigns", campaigning, endorse},
};

constexpr std::array opening = {
    TickPhase{"campaigns", "campaigns", "campaigns",
              [](const Model& m) { return campaigning(m) || reselling(m); }, open_campaigns},
    TickPhase{"resellers", "resellers", "resellers", reselling, open_shops},
    TickPhase{"group_buy", "group_buy", "group_buy", grouping, open_group_buy},
    TickPhase{"count_members", "membership", "membership", has_outsiders, count_members},
    TickPhase{"live", "community.life", "community", [](const Model& m) { return m.community.life.enabled; },
              live},
    TickPhase{"invent", "decision.copy", "copying", inventing, invent},
    TickPhase{"rank", "roles", "roles", [](const Model& m) { return m.roles.enabled; }, rank},
    TickPhase{"find_hosts", "group_buy", "group_buy", grouping, find_hosts},  // after communities have died
};

constexpr std::array closing = {
    TickPhase{"inherit", "decision.copy.strategies", "strategies", has_strategies, inherit},
};

}  // namespace

std::span<const Phase> phases() { return of_a_block; }
std::span<const TickPhase> opening_phases() { return opening; }
std::span<const TickPhase> closing_phases() { return closing; }

}  // namespace shoal
