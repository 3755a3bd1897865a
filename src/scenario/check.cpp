#include "scenario/check.hpp"

#include <algorithm>
#include <set>

#include "mechanisms/agent_columns.hpp"
#include "scenario/measurable.hpp"

namespace shoal {
namespace {

void check_seed_products(const SeedAdopterParams& p, const std::string& path, std::size_t products,
                         config::Reader& reader) {
  if (!p.products.empty() && p.products.size() != products)
    reader.problem_at(path + ".products", "has " + std::to_string(p.products.size()) +
                                              " shares; the market has " + std::to_string(products) +
                                              " products");
}

void check_market(const Scenario& s, config::Reader& reader) {
  const auto& products = s.market.products;
  if (products.empty()) reader.problem_at("market.products", "is an empty list; allowed: 1 to 64 products");
  if (products.size() > max_products)
    reader.problem_at("market.products",
                      "has " + std::to_string(products.size()) + " products; allowed: 1 to 64 products");
  std::set<std::string> names;
  for (std::size_t k = 0; k < products.size(); ++k) {
    const std::string path = "market.products." + std::to_string(k);
    if (products[k].name.empty())
      reader.problem_at(path, "has no name; every product needs one");
    else if (!names.insert(products[k].name).second)
      reader.problem_at(path + ".name",
                        "'" + products[k].name + "' is the name of an earlier product; names must differ");
  }
  if (!products.empty() && static_cast<std::size_t>(s.population.seed_adopters.product) >= products.size())
    reader.problem_at("population.seed_adopters.product",
                      "there is no product " + std::to_string(s.population.seed_adopters.product) +
                          "; allowed: 0 to " + std::to_string(products.size() - 1));
  check_seed_products(s.population.seed_adopters, "population.seed_adopters", products.size(), reader);
}

void check_learning(const Scenario& s, config::Reader& reader) {
  const BeliefParams& beliefs = s.learning.beliefs;
  const std::set<Attribute> attributes(beliefs.attributes.begin(), beliefs.attributes.end());
  if (attributes.size() != beliefs.attributes.size())
    reader.problem_at("learning.beliefs.attributes", "names an attribute twice");
  if (!attributes.contains(Attribute::quality))
    reader.problem_at("learning.beliefs.attributes", "lacks quality, which is always believed about; add it");
  if (beliefs.told == Told::level && s.learning.observation.sample > 0)
    reader.problem_at(
        "learning.beliefs.told",
        "level is what all neighbours tell, but learning.observation.sample watches some of them");
  if (s.learning.observation.precision && !beliefs.enabled)
    reader.problem_at("learning.observation.precision",
                      "is held against the precision of beliefs, but learning.beliefs.enabled is false");
  if (s.reviews.read > 0 && !beliefs.enabled)
    reader.problem_at("reviews.read",
                      "reviews are read to update beliefs, but learning.beliefs.enabled is false");
}

void check_reviews(const Scenario& s, config::Reader& reader) {
  if (s.learning.beliefs.precision.advert > 0 && !s.learning.beliefs.enabled)
    reader.problem_at("learning.beliefs.precision.advert",
                      "adverts update beliefs, but learning.beliefs.enabled is false");
}

void check_decision(const Scenario& s, config::Reader& reader) {
  const DecisionParams& d = s.decision;
  const bool single = d.rule == DecisionRule::threshold || d.rule == DecisionRule::hazard ||
                      d.rule == DecisionRule::cascade || d.rule == DecisionRule::bayes;
  if (single && s.market.products.size() > 1)
    reader.problem_at("decision.rule", "rule " + std::string(config::name_of(d.rule)) +
                                           " knows one product, but the market has " +
                                           std::to_string(s.market.products.size()));
  if (d.rule == DecisionRule::bayes) {
    if (s.schedule != Schedule::sequential)
      reader.problem_at(
          "decision.rule",
          "rule bayes needs `schedule: sequential`: agents infer from the acts of those before them");
    if (!(d.bayes.accuracy > 0.5 && d.bayes.accuracy < 1))
      reader.problem_at(
          "decision.bayes.accuracy",
          "a private signal must say something but not everything; allowed: above 0.5, below 1");
  }
}

void check_copying(const Scenario& s, config::Reader& reader) {
  const DecisionParams& d = s.decision;
  if (d.rule == DecisionRule::copy && d.copy.models == 0 && d.copy.from == CopyFrom::everybody)
    reader.problem_at(
        "decision.copy.models",
        "0 means all whom an agent observes; from: everybody needs a number of models, 1 to 64");
  if (d.rule == DecisionRule::copy && d.copy.innovate == InnovateBy::fresh &&
      s.schedule != Schedule::synchronous)
    reader.problem_at("decision.copy.innovate",
                      "new products are given out once per tick, so it needs `schedule: synchronous`");
  if (d.rule == DecisionRule::imitate && d.imitate.update == ImitateUpdate::birth_death &&
      s.schedule != Schedule::asynchronous)
    reader.problem_at("decision.imitate.update",
                      "birth_death replaces one agent at a time, so it needs `schedule: asynchronous`");
}

void check_strategies(const Scenario& s, config::Reader& reader) {
  if (!s.decision.copy.strategies.enabled) return;
  const char* path = "decision.copy.strategies.enabled";
  if (s.decision.rule != DecisionRule::copy)
    reader.problem_at(path,
                      "copying and innovating are strategies under `decision.rule: copy`, but the rule is " +
                          std::string(config::name_of(s.decision.rule)));
  if (s.schedule != Schedule::synchronous)
    reader.problem_at(
        path, "agents are replaced once per tick, after all have acted: needs `schedule: synchronous`");
}

void check_group_buy(const Scenario& s, config::Reader& reader) {
  const GroupBuyParams& g = s.group_buy;
  const std::vector<std::string> names = product_names(s.market);
  if (!g.product.empty() && std::find(names.begin(), names.end(), g.product) == names.end())
    reader.problem_at("group_buy.product",
                      "there is no product '" + g.product + "'; allowed: " +
                          config::any_of(std::vector<std::string_view>(names.begin(), names.end())));
  if (!g.enabled) return;
  if (g.every <= g.window)
    reader.problem_at("group_buy.every",
                      "found " + std::to_string(g.every.value) + "; must be more than the window, " +
                          std::to_string(g.window.value) + ": an offer is settled before the next one opens");
  if (s.schedule != Schedule::synchronous)
    reader.problem_at("group_buy.enabled",
                      "group buys need `schedule: synchronous`: members commit in the same ticks");
  if (s.decision.rule != DecisionRule::logit)
    reader.problem_at("group_buy.enabled", "group buys need `decision.rule: logit`: members weigh the price");
}

void check_schedule(const Scenario& s, config::Reader& reader) {
  if (s.schedule != Schedule::sequential && s.time.order != TurnOrder::index)
    reader.problem_at("time.order", "is for `schedule: sequential`, but the schedule is " +
                                        std::string(config::name_of(s.schedule)));
  const double agents = static_cast<double>(s.population.agents), ticks = static_cast<double>(s.time.ticks);
  if (s.schedule == Schedule::asynchronous && agents * ticks >= 4294967296.0)
    reader.problem_at(
        "time.ticks",
        "agents x ticks reaches 2^32 updates, the limit of `schedule: asynchronous`; use fewer of either");
}

void check_communities(const Scenario& s, config::Reader& reader) {
  const auto needs_all = [&](bool enabled, const char* path) {
    if (enabled && s.schedule != Schedule::synchronous)
      reader.problem_at(path, "needs `schedule: synchronous`, but the schedule is " +
                                  std::string(config::name_of(s.schedule)) +
                                  "; communities change once per tick, for all members alike");
  };
  needs_all(s.community.life.enabled, "community.life.enabled");
  needs_all(s.community.bonds.enabled, "community.bonds.enabled");
  needs_all(s.membership.enabled, "membership.enabled");
  needs_all(s.roles.enabled, "roles.enabled");
  for (std::size_t n = 0; n < s.stages.size(); ++n) {
    const Scenario* stage = s.stages[n].get();
    const auto must_stay = [&](bool now, bool then, const char* key) {
      if (now != then)
        reader.problem_at("interventions." + std::to_string(n) + ".set",
                          std::string(key) + " cannot be switched during a run; set it for all of it");
    };
    if (!stage) continue;
    must_stay(s.community.life.enabled, stage->community.life.enabled, "community.life.enabled");
    must_stay(s.community.bonds.enabled, stage->community.bonds.enabled, "community.bonds.enabled");
    must_stay(s.membership.enabled, stage->membership.enabled, "membership.enabled");
    must_stay(s.roles.enabled, stage->roles.enabled, "roles.enabled");
  }
  const auto& initial = s.membership.initial;
  if (static_cast<int>(initial.share.has_value()) + initial.count.has_value() +
          initial.per_community.has_value() >
      1)
    reader.problem_at("membership.initial", "has more than one of share, count and per_community; give one");
}

void check_output(const Scenario& s, config::Reader& reader) {
  std::vector<std::string> names{"default", "all"};
  for (const auto& metric : measurable(s)) names.push_back(metric.name);
  for (std::size_t m = 0; m < s.output.metrics.names.size(); ++m) {
    const std::string& name = s.output.metrics.names[m];
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    const std::string near = config::nearest(name, names);
    reader.problem_at("output.metrics", "there is no metric '" + name +
                                            "'; allowed: default, all, or names that `shoal metrics` lists" +
                                            (near.empty() ? "" : "; did you mean '" + near + "'?"));
  }
}

void check_agents(const Scenario& s, config::Reader& reader) {
  const AgentOutputParams& agents = s.output.agents;
  for (std::size_t t = 0; t < agents.at.size(); ++t)
    if (agents.at[t] > s.time.ticks)
      reader.problem_at("output.agents.at." + std::to_string(t), "tick " + std::to_string(agents.at[t]) +
                                                                     " is not reached: time.ticks is " +
                                                                     std::to_string(s.time.ticks));
  if (agents.every > s.time.ticks)
    reader.problem_at("output.agents.every",
                      "nothing would be written: time.ticks is " + std::to_string(s.time.ticks));
  std::vector<std::string> names{"all"};
  for (const AgentColumn& column : agent_columns()) names.push_back(column.name);
  for (const std::string& name : agents.columns.names) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    const std::string near = config::nearest(name, names);
    reader.problem_at("output.agents.columns", "there is no column '" + name +
                                                   "'; allowed: all, or names that `shoal metrics` lists" +
                                                   (near.empty() ? "" : "; did you mean '" + near + "'?"));
  }
}

}  // namespace

void check(const Scenario& scenario, config::Reader& reader) {
  check(scenario.network, scenario.population.agents, reader);
  check(scenario.population, reader);
  check_market(scenario, reader);
  check_learning(scenario, reader);
  check_reviews(scenario, reader);
  check_decision(scenario, reader);
  check_copying(scenario, reader);
  check_strategies(scenario, reader);
  check_schedule(scenario, reader);
  check_campaigns(scenario.campaigns, scenario.campaign_kinds, scenario.market, scenario.population, reader);
  check_interventions(scenario, reader);
  check_group_buy(scenario, reader);
  check_communities(scenario, reader);
  check_output(scenario, reader);
  check_agents(scenario, reader);
}

}  // namespace shoal
