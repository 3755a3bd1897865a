// Communities and members of a run compared with each other, against sums formed by hand from the run's
// state.

#include "experiment/within_run.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "config/source.hpp"
#include "engine/model.hpp"
#include "engine/simulation.hpp"
#include "experiment/experiment.hpp"
#include "experiment/probe.hpp"
#include "experiment/survey.hpp"
#include "mechanisms/step.hpp"
#include "network/build.hpp"

namespace experiment_within_run_test {

using namespace shoal;
using namespace shoal::experiment;

std::string study(const std::string& measure, const std::string& more = "") {
  return R"(
scenario:
  seed: 5
  time: {ticks: 40}
  network: {generator: planted_partition, planted_partition: {communities: 8, mean_degree: 8, mixing: 0.2}}
  population: {agents: 240, traits: {susceptibility: {beta: [2, 2]}}, seed_adopters: {share: 0.1}}
  market:
    products: [{name: apple, price: 3, quality: 0.7, hedonic: 0.6}, {name: pear, price: 2, quality: 0.6, hedonic: 0.4}]
  decision: {planned: {need: 0.2}, impulse: {base: -3}}
  experience: {loyalty_gain: 0.5}
  community: {elements: {operation: {uniform: [0, 1]}}, life: {enabled: true}, bonds: {enabled: true}}
  membership: {enabled: true, initial: {share: 0.6}}
)" + more +
         "measure:\n  " + measure + "\n";
}

Experiment read(const std::string& text) { return parse_experiment(text, "in.yaml", "."); }

double measured(const std::string& measure, const std::string& more = "") {
  const Experiment experiment = read(study(measure, more));
  Scenario scenario = Plan(experiment).scenario(0);
  const Outcome outcome = attempt(make_probe(experiment), scenario);
  INFO(outcome.message);
  REQUIRE(outcome.status == "ok");
  return outcome.measures.at(0);
}

/// The run itself, tick by tick.
template <class F>
void follow(F each) {
  const Experiment experiment = read(study("members: final"));
  const Scenario& scenario = experiment.scenario;
  const Network network = network::build(
      scenario.network, static_cast<AgentIndex>(scenario.population.agents), scenario.network_seed());
  const Population people = make_population(scenario.population, network, scenario.population_seed());
  Simulation simulation(scenario, network, people, 1);
  for (std::uint32_t t = 1; t <= 40; ++t) {
    const metrics::Totals& totals = simulation.step();
    each(t, totals, simulation.state());
  }
}

/// Of pairs (x, y), by the textbook's sums.
double pearson_of(const std::vector<std::pair<double, double>>& pairs) {
  long double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  for (const auto& [a, b] : pairs) n += 1, x += a, y += b, xx += a * a, yy += b * b, xy += a * b;
  return static_cast<double>((n * xy - x * y) / std::sqrt((n * xx - x * x) * (n * yy - y * y)));
}

TEST_CASE("communities of a run are compared by their means over the window", "[experiment]") {
  std::vector<double> activity(8), bought(8), sold(8), active(8);
  follow([&](std::uint32_t t, const metrics::Totals& totals, const State&) {
    for (std::size_t c = 0; c < 8; ++c) {
      const metrics::CommunityTotals& community = totals.by_community[c];
      if (t == 10) active[c] = static_cast<double>(community.counts.active_members);
      if (t < 11 || t > 30) continue;
      REQUIRE(community.members > 0);
      activity[c] += community.activity;
      sold[c] += static_cast<double>(community.counts.member_purchases);
      bought[c] +=
          static_cast<double>(community.counts.member_purchases) / static_cast<double>(community.members);
    }
  });
  std::vector<std::pair<double, double>> together, later;
  for (std::size_t c = 0; c < 8; ++c) {
    together.emplace_back(activity[c] / 20, bought[c] / 20);
    later.emplace_back(active[c], sold[c] / 20);
  }
  CHECK(std::abs(pearson_of(together)) > 0.01);
  CHECK(measured("communities.activity: correlation(purchases_per_member)@11..30") ==
        Approx(pearson_of(together)).margin(1e-9));
  CHECK(measured("communities.active_members: prediction(member_purchases)@11..30") ==
        Approx(pearson_of(later)).margin(1e-9));
}

TEST_CASE("what members were is held against what they then did, over those who stayed", "[experiment]") {
  std::map<AgentIndex, double> loyal, tenure, trusted;
  std::map<AgentIndex, std::pair<double, double>> did;  // recommendations, purchases of what was owned
  std::map<AgentIndex, std::vector<bool>> owned;
  std::size_t at_first = 0;
  follow([&](std::uint32_t t, const metrics::Totals&, const State& state) {
    for (AgentIndex i = 0; i < 240; ++i) {
      const bool in = state.member[i] != 0;
      if (t == 20 && in) loyal[i] = double{state.loyalty(i, 0)}, tenure[i] = 20.0 - state.joined_at[i];
      if (t == 20) at_first = loyal.size();
      if (t > 20 && t <= 35 && (!in || state.joined_at[i] > 20)) loyal.erase(i);
      std::vector<bool>& mine = owned.try_emplace(i, std::vector<bool>(2)).first->second;
      for (std::size_t k = 0; k < 2; ++k) {
        const Signal shown = state.shown[i * 2 + k];
        if (t > 20 && t <= 35) {
          if (shown & signal::recommends) did[i].first += 1;
          if ((shown & signal::bought) && mine[k]) did[i].second += 1;
        }
        mine[k] = (state.idle[i * 2 + k] & signal::owns) != 0;
      }
      if (t > 20 && t <= 35) trusted[i] += double{state.trust[i]};
    }
  });
  std::vector<std::pair<double, double>> by_loyalty, by_tenure, by_trust;
  for (const auto& [i, l] : loyal) {
    by_loyalty.emplace_back(l, did[i].second / 15);
    by_tenure.emplace_back(tenure[i], did[i].first / 15);
    by_trust.emplace_back(trusted[i] / 15, did[i].second / 15);
  }
  REQUIRE(by_loyalty.size() > 50);
  CHECK(by_loyalty.size() < at_first);
  CHECK(measured("members.loyalty_of_apple: prediction(repeat_purchases)@21..35") ==
        Approx(pearson_of(by_loyalty)).margin(1e-9));
  CHECK(measured("members.tenure: prediction(recommendations)@21..35") ==
        Approx(pearson_of(by_tenure)).margin(1e-9));
  CHECK(measured("members.trust: correlation(repeat_purchases)@21..35") ==
        Approx(pearson_of(by_trust)).margin(1e-9));

  // Thirds: each member stands where the middle of its equals stands.
  double sum[3] = {}, count[3] = {};
  for (const auto& [l, repeats] : by_loyalty) {
    double below = 0, equal = 0;
    for (const auto& other : by_loyalty) below += other.first < l, equal += other.first == l;
    const auto third =
        static_cast<std::size_t>(3 * (below + equal / 2) / static_cast<double>(by_loyalty.size()));
    sum[third] += repeats, count[third] += 1;
  }
  for (const std::size_t n : {0u, 1u, 2u}) {
    const double value =
        measured("members.loyalty_of_apple: tercile" + std::to_string(n + 1) + "(repeat_purchases)@21..35");
    if (count[n] == 0)
      CHECK(std::isnan(value));
    else
      CHECK(value == Approx(sum[n] / count[n]).margin(1e-9));
  }
  CHECK(count[2] > 0);
}

TEST_CASE("a window from the first tick has the members of the start", "[experiment]") {
  CHECK(std::isnan(measured("members.tenure: prediction(purchases)")));  // all joined at once
  CHECK(measured("members.tenure: tercile2(purchases)") > 0);            // all in the middle third
  CHECK(std::isnan(measured("members.tenure: tercile3(purchases)")));
  // Only those of more than middling loyalty find the apple worth buying.
  const double fans =
      measured("members.loyalty_of_apple: prediction(purchases)@1..20",
               "set: {market.products.apple.loyalty: {beta: [1, 1]}, decision.impulse.enabled: "
               "false, decision.planned.weights: {loyalty: 2, quality: -2, price: 0, uncertainty: 0}}\n");
  CHECK(fans > 0.3);
}

TEST_CASE("members are compared in traits and levels; what a run does not have is undefined",
          "[experiment]") {
  CHECK(measured("members.susceptibility: correlation(purchases)") > -1);
  CHECK(std::isnan(
      measured("members.displeasure: correlation(purchases)", "set: {community.bonds.enabled: false}\n")));
}

TEST_CASE("a durable good is bought once, however long its purchase is seen", "[experiment]") {
  // Of those who did not have it, the first third by tenure is everybody: the middle third.
  const double bought =
      measured("members.tenure: tercile2(purchases)@1..40", "set: {decision.adoption: once}\n");
  CHECK(bought > 0);
  CHECK(bought <= 2.0 / 40);
}

TEST_CASE("what cannot be compared over communities or members is refused with what can", "[experiment]") {
  const auto refusal = [](const std::string& measure, const std::string& more = "") -> std::string {
    try {
      const Experiment experiment = read(study(measure, more));
      survey(Plan(experiment));
    } catch (const config::InvalidInput& error) {
      return error.what();
    }
    return {};
  };
  using Catch::Contains;
  CHECK_THAT(refusal("communities.activty: correlation(members)"),
             Contains("there is no 'activty' of communities; did you mean 'activity'?"));
  CHECK_THAT(refusal("communities.activity: correlation(loyalty_of_apple)"),
             Contains("there is no 'loyalty_of_apple' of communities"));
  CHECK_THAT(refusal("members.loyalty: prediction(purchases)"),
             Contains("there is no 'loyalty' of members; did you mean 'loyalty_of_pear'?") ||
                 Contains("there is no 'loyalty' of members; did you mean 'loyalty_of_apple'?") ||
                 Contains("there is no 'loyalty' of members; see docs/measures.md"));
  CHECK_THAT(refusal("members.trust: [mean@1..10]"),
             Contains("mean@1..10 cannot be taken of communities.* or members.*"));
  CHECK_THAT(refusal("members.trust: correlation(belonging)@10..41"), Contains("looks beyond the 40 ticks"));
  CHECK_THAT(refusal("communities.activity: prediction(members)"), Contains("must begin after tick 1"));
  CHECK_THAT(refusal("adopters: prediction(members)"), Contains("prediction(members) is of communities.*"));
  CHECK_THAT(refusal("adopters: tercile4(members)"), Contains("unknown measure 'tercile4(members)'"));
  CHECK_THAT(refusal("adopters: tercile(members)"), Contains("unknown measure 'tercile(members)'"));
  CHECK_THAT(refusal("members.trust: tercile1"), Contains("must name the other metric"));
  CHECK_THAT(refusal("members.trust: correlation(belonging)", "set: {schedule: asynchronous}\n"),
             Contains("schedule: synchronous"));
  CHECK_THAT(refusal("members.trust: correlation(belonging)", "arms: {a: {schedule: asynchronous}}\n"),
             Contains("schedule: synchronous"));
  CHECK(refusal("members.trust: tercile1(belonging)@2..") == "");
}

}  // namespace experiment_within_run_test
