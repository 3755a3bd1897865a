// Communities: pure functions, and what must hold in every tick of any run.

#include <catch2/catch.hpp>
#include <cmath>

#include "config/source.hpp"
#include "engine/twin_check.support.hpp"
#include "mechanisms/bond.hpp"
#include "mechanisms/join.hpp"
#include "mechanisms/live.hpp"
#include "mechanisms/rank.hpp"

namespace mechanisms_community_test {

using namespace shoal;
using metrics::Stage;

namespace {

const std::vector<std::string> everything = {
    "community.life.enabled=true",
    "community.bonds.enabled=true",
    "membership={enabled: true, referral: 0.1, initial: {share: 0.4}, acquisition: {rate: 0.1}}",
    "membership.leave.base=-0.5",
    "roles={enabled: true, every: 5}",
    "community.elements.operation={uniform: [0, 1]}",
    "community.life.dead={below: 0.3, after: 5}",
    "community.life.novelty.time=6",
    "community.life.decay=0.12",
    "learning.observation.trust=true",
    "time.ticks=60"};

std::vector<std::string> with(std::vector<std::string> keys, std::initializer_list<std::string> more) {
  keys.insert(keys.end(), more);
  return keys;
}

bool in_unit(double x) { return x >= 0 && x <= 1; }

}  // namespace

TEST_CASE("a level gains of what it lacks, loses of what it has, and stays in [0, 1]", "[mechanisms]") {
  CHECK(level_after(0.5, 0.1, 0) == Approx(0.55));
  CHECK(level_after(0.5, 0, 0.1) == Approx(0.45));
  CHECK(level_after(0.2, 7, 0) == 1);
  CHECK(level_after(0.2, 0, 7) == 0);
  for (double level = 0; level <= 1; level += 0.125)
    for (double gain = 0; gain <= 2; gain += 0.25)
      for (double loss = 0; loss <= 2; loss += 0.25) CHECK(in_unit(level_after(level, gain, loss)));
  CHECK(gained(0.5f, 0.5f) == 0.75f);
  CHECK(gained(0.5f, 3.0f) == 1.0f);
  CHECK(lost(0.5f, 0.5f) == 0.25f);
  CHECK(lost(0.5f, 3.0f) == 0.0f);
}

TEST_CASE("stages follow slope and level with hysteresis", "[mechanisms]") {
  const LifeParams::Stages p;
  const double up = 2 * p.rise, flat = 0, down = -2 * p.fall, between = (p.rise + p.fall) / 2;
  CHECK(next_stage(p, Stage::formation, {0.2, up, 0.2, 6}) == Stage::formation);  // too soon
  CHECK(next_stage(p, Stage::formation, {0.2, up, 0.2, 7}) == Stage::growth);
  CHECK(next_stage(p, Stage::formation, {0.1, flat, 0.1, 99}) == Stage::formation);
  CHECK(next_stage(p, Stage::formation, {0.4, flat, 0.4, 99}) == Stage::maturity);
  CHECK(next_stage(p, Stage::formation, {0.2, down, 0.2, 9}) == Stage::decline);
  CHECK(next_stage(p, Stage::growth, {0.5, between, 0.5, 9}) == Stage::growth);
  CHECK(next_stage(p, Stage::growth, {0.5, flat, 0.5, 9}) == Stage::maturity);
  CHECK(next_stage(p, Stage::maturity, {0.5, between, 0.5, 9}) == Stage::maturity);
  CHECK(next_stage(p, Stage::maturity, {0.5, up, 0.5, 9}) == Stage::growth);
  CHECK(next_stage(p, Stage::maturity, {0.5, down, 0.5, 9}) == Stage::decline);
  CHECK(next_stage(p, Stage::maturity, {0.2, flat, 0.5, 9}) == Stage::decline);
  CHECK(next_stage(p, Stage::decline, {0.4, flat, 0.5, 9}) == Stage::maturity);
  CHECK(next_stage(p, Stage::decline, {0.2, flat, 0.5, 9}) == Stage::decline);
  CHECK(next_stage(p, Stage::decline, {0.2, up, 0.5, 9}) == Stage::growth);
  CHECK(next_stage(p, Stage::dead, {1, up, 1, 99}) == Stage::dead);
}

TEST_CASE("leaving and joining move as the model promises", "[mechanisms]") {
  const MembershipParams p;
  const auto leave = [&](double g, double a, double f, double d) {
    return leave_probability(p.leave, g, a, f, d);
  };
  for (double x = 0; x < 1; x += 0.1) {
    CHECK(leave(x + 0.1, 0.5, 0.5, 0.5) < leave(x, 0.5, 0.5, 0.5));
    CHECK(leave(0.5, x + 0.1, 0.5, 0.5) < leave(0.5, x, 0.5, 0.5));
    CHECK(leave(0.5, 0.5, x + 0.1, 0.5) > leave(0.5, 0.5, x, 0.5));
    CHECK(leave(0.5, 0.5, 0.5, x + 0.1) > leave(0.5, 0.5, 0.5, x));
    CHECK(join_probability(x + 0.1) > join_probability(x));
    CHECK(admission(p, x + 0.1) > admission(p, x));
  }
  CHECK(join_probability(0) == 0);
  CHECK(join_probability(1) == Approx(1 - std::exp(-1)));
  CHECK(admission(p, 0) == double{p.closed});
  CHECK(admission(p, 1) == 1);
}

TEST_CASE("belonging grows with fit, participation and closeness, and falls with idleness and fatigue",
          "[mechanisms]") {
  BondParams p;
  const auto after = [&](double openness, float close, float participation, double warmth, double fatigue) {
    Communities c;
    c.openness = {openness};
    c.warmth = {warmth};
    c.fatigue = {fatigue};
    return belonging_after(0.5f, bonding_of(p, c, 0), close, participation, 0.01f);
  };
  const float middle = after(0.5, 0.7f, 0.2f, 0.3, 0.1);
  CHECK(after(0.2, 0.7f, 0.2f, 0.3, 0.1) > middle);
  CHECK(after(0.5, 0.9f, 0.2f, 0.3, 0.1) > middle);
  CHECK(after(0.5, 0.7f, 0.4f, 0.3, 0.1) > middle);
  CHECK(after(0.5, 0.7f, 0.2f, 0.6, 0.1) > middle);
  CHECK(after(0.5, 0.7f, 0.2f, 0.3, 0.4) < middle);
  CHECK(after(0.5, 0.7f, 0.0f, 0.0, 0.1) < 0.5f);
}

TEST_CASE("strata take their shares, scaled by structure, and no more than there are", "[mechanisms]") {
  const RoleParams p;
  CHECK(strata_of(p, 0.5, 100).core == 5);
  CHECK(strata_of(p, 0.5, 100).active == 20);
  CHECK(strata_of(p, 1, 100).core == 10);
  CHECK(strata_of(p, 0, 100).core == 0);
  RoleParams many;
  many.hubs = 7;
  many.core = 0.9;
  many.active = 0.9;
  const Strata strata = strata_of(many, 1, 10);
  CHECK(strata.hubs == 7);
  CHECK(strata.core == 3);
  CHECK(strata.active == 0);
}

TEST_CASE("members and outsiders are all agents, every level is in [0, 1], and the dead stay dead",
          "[mechanisms]") {
  for (const auto& more : std::vector<std::vector<std::string>>{
           {}, {"membership.referral=0"}, {"community.openness=1", "membership.acquisition.rate=1"}}) {
    auto keys = everything;
    keys.insert(keys.end(), more.begin(), more.end());
    const World world(twin::village(), keys);
    Simulation simulation = world.simulation();
    std::vector<std::int64_t> members(world.network.communities());
    for (const std::uint8_t m : simulation.state().member) CHECK(m <= 1);
    for (AgentIndex i = 0; i < world.network.agents; ++i)
      members[world.network.community[i]] += simulation.state().member[i];
    std::vector<bool> dead(members.size(), false);
    std::int64_t joined = 0, left = 0;
    for (std::uint32_t t = 0; t < world.ticks(); ++t) {
      const metrics::Totals& now = simulation.step();
      const State& state = simulation.state();
      std::int64_t all = 0;
      for (std::size_t c = 0; c < members.size(); ++c) {
        const metrics::CommunityTotals& community = now.by_community[c];
        members[c] += community.counts.referred + community.counts.acquired - community.counts.left;
        CHECK(community.members == members[c]);
        CHECK((community.members >= 0 && community.members <= community.agents));
        CHECK(community.counts.active_members <= community.members);
        CHECK(community.counts.talkers <= community.members + community.counts.left);
        CHECK(community.counts.member_purchases <= community.counts.purchases);
        for (const double level : {community.activity, community.warmth, community.fatigue,
                                   community.belonging, community.trust, community.displeasure})
          CHECK(in_unit(level));
        if (dead[c]) CHECK(community.stage == Stage::dead);
        if (community.stage == Stage::dead) {
          dead[c] = true;
          CHECK(community.members == 0);
          CHECK(community.activity == 0);
          CHECK(community.counts.recommendations + community.counts.talkers + community.counts.referred == 0);
        }
        all += community.members;
        joined += community.counts.referred + community.counts.acquired;
        left += community.counts.left;
      }
      CHECK(now.members == all);
      std::int64_t counted = 0;
      for (AgentIndex i = 0; i < world.network.agents; ++i) {
        counted += state.member[i];
        CHECK((in_unit(state.trust[i]) && in_unit(state.belonging[i]) && in_unit(state.displeasure[i])));
        for (std::size_t k = 0; k < 3; ++k)
          CHECK((state.shown[i * 3 + k] & signal::member) == (state.member[i] != 0 ? signal::member : 0));
        if (state.member[i] == 0) CHECK(state.shown[i * 3] == 0);
      }
      CHECK(counted == now.members);
    }
    CHECK(left > 0);
    CHECK(std::count(dead.begin(), dead.end(), true) > 0);
    if (more.empty()) CHECK(joined > 0);
  }
}

TEST_CASE("outsiders see nothing of their peers and recommend nothing", "[mechanisms]") {
  const World world(twin::village(),
                    {"membership={enabled: true, referral: 0, initial: {share: 0}}", "time.ticks=20"});
  Simulation simulation = world.simulation();
  std::int64_t bought = 0;
  for (std::uint32_t t = 0; t < 20; ++t) {
    const metrics::Totals& now = simulation.step();
    CHECK(now.members == 0);
    CHECK(now.sums.exposure == 0);
    CHECK(now.counts.recommendations + now.counts.complaints == 0);
    CHECK(now.counts.by_channel[static_cast<int>(metrics::Channel::peers)] == 0);
    bought += now.counts.planned + now.counts.impulse;
  }
  CHECK(bought > 100);
}

TEST_CASE("roles are as many as the shares say, and those above took part no less", "[mechanisms]") {
  const World world(twin::village(), {"roles={enabled: true, every: 5, hubs: 1, core: 0.1, active: 0.3}",
                                      "community.bonds.enabled=true", "time.ticks=16"});
  Simulation simulation = world.simulation();
  Aligned<float> before;
  for (std::uint32_t t = 1; t <= 16; ++t) {
    before = simulation.state().participation;
    simulation.step();
    const State& state = simulation.state();
    if (t != 6 && t != 11 && t != 16) continue;
    for (std::size_t c = 0; c < world.network.communities(); ++c) {
      const AgentIndex first = world.network.community_offsets[c],
                       last = world.network.community_offsets[c + 1];
      std::array<std::int64_t, 4> count{};
      std::array<float, 4> least{2, 2, 2, 2}, most{-1, -1, -1, -1};
      for (AgentIndex i = first; i < last; ++i) {
        const auto r = static_cast<std::size_t>(state.role[i]);
        count[r] += 1;
        least[r] = std::min(least[r], before[i]);
        most[r] = std::max(most[r], before[i]);
      }
      const Strata expected = strata_of(world.scenario.roles, 0.5, last - first);
      CHECK(count[3] == static_cast<std::int64_t>(expected.hubs));
      CHECK(count[2] == static_cast<std::int64_t>(expected.core));
      CHECK(count[1] == static_cast<std::int64_t>(expected.active));
      for (std::size_t r = 1; r < 4; ++r) CHECK(least[r] >= most[r - 1]);
    }
  }
}

TEST_CASE("with upward mobility nobody falls while a member", "[mechanisms]") {
  const World world(twin::village(), {"roles={enabled: true, every: 3, mobility: upward}", "time.ticks=30"});
  Simulation simulation = world.simulation();
  std::vector<Role> before = simulation.state().role;
  for (std::uint32_t t = 0; t < 30; ++t) {
    simulation.step();
    for (AgentIndex i = 0; i < world.network.agents; ++i) CHECK(simulation.state().role[i] >= before[i]);
    before = simulation.state().role;
  }
  CHECK(std::count(before.begin(), before.end(), Role::active) > 0);
}

TEST_CASE("communities give the same bits on one and on four threads", "[mechanisms][threads]") {
  const World world(twin::village(), with(everything, {"population.agents=5300", "time.ticks=12",
                                                       "network.weights={uniform: [0.1, 1]}",
                                                       "learning.observation.admiration=2"}));
  Simulation one = world.simulation(1), four = world.simulation(4);
  for (int t = 0; t < 12; ++t) CHECK(bits_of(one.step()) == bits_of(four.step()));
  const World many(twin::village(), with(everything, {"population.agents=5300", "time.ticks=12",
                                                      "learning.beliefs.social=degroot"}));
  Simulation alone = many.simulation(1), three = many.simulation(3);
  for (int t = 0; t < 12; ++t) CHECK(bits_of(alone.step()) == bits_of(three.step()));
}

TEST_CASE("groups must name communities that there are, initial members agents that there are",
          "[mechanisms]") {
  const auto refusal = [](const std::string& key) {
    const World world(twin::village(), {"membership.enabled=true", key});
    try {
      world.simulation();
    } catch (const config::InvalidInput& invalid) {
      return std::string(invalid.what());
    }
    return std::string("accepted");
  };
  CHECK(refusal("community.groups=[{communities: ['0', '4'], openness: 1}]") ==
        "community.groups.0.communities.1: there is no community '4'; they are numbered 0 to 3");
  CHECK(refusal("membership.initial.count=151") ==
        "membership.initial.count: found 151; there are 150 agents to choose from");
  CHECK(refusal("membership.initial={by: role, role: hub}") ==
        "membership.initial.role: no agent of the network has the role 'hub'; generators star, "
        "core_periphery and "
        "tiered give roles");
}

}  // namespace mechanisms_community_test
