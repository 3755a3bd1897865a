// Communities that live, members, bonds and roles against the slow twin.

#include <catch2/catch.hpp>

#include "engine/twin_check.support.hpp"

namespace engine_twin_community_test {

using namespace shoal;
using namespace shoal::twin;

namespace {

const std::string life = "community.life.enabled=true", bonds = "community.bonds.enabled=true",
                  members = "membership.enabled=true", half = "membership.initial={share: 0.5}",
                  roles = "roles={enabled: true, every: 6, core: 0.1}";
/// Joining and leaving often enough to be seen in 30 ticks of 150 agents.
const std::string lively = "membership.referral=0.1", fickle = "membership.leave.base=0";
const std::string varied =
    "community.elements={interest: {uniform: [0, 1]}, structure: {uniform: [0, 1]}, output: {uniform: [0.3, "
    "1]}, "
    "operation: {uniform: [0, 1]}, replication: {uniform: [0, 1]}}";
const std::string open_or_closed = "community.openness={uniform: [0, 1]}";
const std::string short_lived = "community.life.dead={below: 0.45, after: 4}";
const std::string layers = "network.layers=[{name: online}, {name: offline}, {name: kin}]";
const std::string tiered =
    "network={generator: tiered, tiered: {communities: 2, top_share: 0.08, middle_share: 0.2}}";

}  // namespace

TEST_CASE("communities live as those of the slow twin do", "[engine][twin]") {
  check_cases({
      {"life", {life}},
      {"drawn levels", {life, varied, open_or_closed, "community.life.founding={uniform: [0.05, 0.6]}"}},
      {"levels of single communities",
       {life,
        "community.groups=[{communities: ['0', '2'], openness: 0.9, operation: 1, founding: 0.7}, "
        "{communities: "
        "['3'], output: 0}]"}},
      {"quick stages",
       {life, "community.life.stages={least: 1, smoothing: 0.6, rise: 0.02, fall: 0.005}",
        "community.life.novelty={weight: 0.3, time: 4}", "community.life.decay=0.2"}},
      {"death", {life, short_lived, varied, "community.life.novelty.time=3", "community.life.decay=0.15"}},
      {"warm and tired",
       {life, "community.life.warmth={spread: 0.3, pleased: 3}", "community.openness=1",
        "community.life.fatigue={pressure: 0.4, adverts: 0.2, weight: 0.5}"}},
  });
}

TEST_CASE("agents join and leave as those of the slow twin do", "[engine][twin]") {
  check_cases({
      {"half of each community at the start", {members, half, lively, fickle}},
      {"some at the start", {members, "membership.initial={count: 20}", lively, fickle}},
      {"seed users", {members, "membership.initial={per_community: 3, by: highest_degree}", lively}},
      {"the core at the start",
       {tiered, members, "membership.initial={by: role, role: active}", lively, fickle}},
      {"everybody at the start", {members, fickle}},
      {"paid acquisition",
       {members, half, fickle, "membership.referral=0",
        "membership.acquisition={rate: 0.3, acceptance: 0.5, cost: 2}", "platform.awareness=0.8"}},
      {"closed communities",
       {members, half, lively, fickle, varied, open_or_closed, "membership.closed=0.1"}},
      {"recommendations heard", {members, half, "membership.heard=20", fickle}},
      {"weighted ties, some watched",
       {members, half, lively, fickle, "network.weights={uniform: [0.1, 1]}",
        "learning.observation.sample=4"}},
      {"durable goods", {members, half, lively, fickle, "decision.adoption=once"}},
      {"averaging of opinions", {members, half, lively, fickle, "learning.beliefs.social=degroot"}},
      {"imitation",
       {members, half, lively, fickle, "decision.rule=imitate", "population.seed_adopters={share: 0.5}"}},
      {"rows of more than 255 ties",
       {members, half, "membership.referral=0.002", fickle,
        "network={generator: erdos_renyi, erdos_renyi: {mean_degree: 280}}", "population.agents=300",
        "time.ticks=10"}},
      {"groups in which everybody observes everybody else",
       {members, half, "membership.referral=0.02", fickle,
        "network={generator: planted_partition, planted_partition: {communities: 10, mean_degree: 39, "
        "mixing: 0}}",
        "population.agents=400", "time.ticks=10"}},
      {"members of communities that live and die",
       {life, members, half, lively, fickle, short_lived, varied, "community.life.novelty.time=5",
        "community.life.decay=0.12"}},
  });
}

TEST_CASE("bonds and roles are those of the slow twin", "[engine][twin]") {
  const std::string trusting = "learning.observation.trust=true";
  check_cases({
      {"bonds", {bonds, trusting}},
      {"bonds in layers", {bonds, trusting, layers}},
      {"bonds in closed and open communities",
       {bonds, varied, open_or_closed, "community.bonds.redress=0.9"}},
      {"complaints that nobody answers", {bonds, "community.bonds.redress=0"}},
      {"bonds in living communities", {bonds, trusting, life, open_or_closed, layers}},
      {"bonds of those who come and go", {bonds, trusting, members, half, lively, fickle, layers}},
      {"strata", {roles, "learning.observation.admiration=3"}},
      {"strata that rise", {"roles={enabled: true, every: 4, mobility: upward, hubs: 2}", varied, bonds}},
      {"strata for good",
       {"roles={enabled: true, every: 4, mobility: none}", bonds, "learning.observation.admiration=2"}},
      {"strata of the network for good",
       {tiered, "roles={enabled: true, every: 4, mobility: none}", "learning.observation.admiration=2"}},
      {"hubs of the network",
       {"network={generator: star, star: {hubs: 5}}", roles, members, half, lively, fickle,
        "learning.observation.admiration=2"}},
      {"everything",
       {life, bonds, members, half, lively, fickle, roles, varied, open_or_closed, layers, trusting,
        "learning.observation.admiration=2", "network.weights={uniform: [0.2, 1]}"}},
  });
}

}  // namespace engine_twin_community_test
