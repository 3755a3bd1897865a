#include "scenario/interventions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "config/assign.hpp"
#include "config/reader.hpp"
#include "mechanisms/purchase.hpp"
#include "scenario/check.hpp"
#include "scenario/scenario.hpp"

namespace shoal {
namespace {

using config::Node;
using config::Problems;

/// Keys that belong to a run as a whole.
struct Fixed {
  std::string_view key, reason;
};
constexpr Fixed fixed[] = {
    {"name", "a run has one name"},
    {"description", "a run has one description"},
    {"use", "presets are laid under a scenario before the run"},
    {"presets", "presets are laid under a scenario before the run"},
    {"include", "files are included before the run"},
    {"seed", "random numbers are addressed by one seed"},
    {"seeds", "random numbers are addressed by one seed"},
    {"time", "the length of a run is fixed"},
    {"schedule", "who takes turns is fixed before the run"},
    {"network", "the network is built before the first tick"},
    {"population", "consumers are made before the first tick; see `remove` and `seed_adopters`"},
    {"interventions", "an intervention cannot change interventions"},
    {"output", "the columns of outputs are laid out before the first tick"},
};

std::string_view why_fixed(std::string_view key) {
  const std::string_view first = key.substr(0, key.find('.'));
  for (const Fixed& f : fixed)
    if (f.key == first) return f.reason;
  return {};
}

/// What a stage must have in common with the start, because the state of a run is made for it.
void check_same(const Scenario& start, const Scenario& stage, config::Reader& reader) {
  const auto& products = start.market.products;
  const auto same_name = [](const ProductParams& a, const ProductParams& b) { return a.name == b.name; };
  if (!std::equal(products.begin(), products.end(), stage.market.products.begin(),
                  stage.market.products.end(), same_name))
    reader.problem_at("market.products",
                      fmt::format("has {} products; a run keeps its {} products and their names",
                                  stage.market.products.size(), products.size()));
  for (std::size_t k = 0; k < std::min(products.size(), stage.market.products.size()); ++k)
    if (products[k].loyalty != stage.market.products[k].loyalty)
      reader.problem_at(fmt::format("market.products.{}.loyalty", k),
                        "is the loyalty before the first tick; from then on it is what consumers make of it");
  if (start.decision.adoption != stage.decision.adoption ||
      act_stays_visible(start.decision) != act_stays_visible(stage.decision))
    reader.problem_at("decision.adoption", "what adopters show cannot change during a run");
  if (start.learning.reinforcement.rule != stage.learning.reinforcement.rule)
    reader.problem_at("learning.reinforcement.rule",
                      "what has been learned under one rule means nothing under another");
  // What these keep is made with the population; it cannot begin in the middle of a run.
  const auto keep = [&](bool before, bool after, const char* path) {
    if (before != after) reader.problem_at(path, "is on or off for a whole run");
  };
  keep(start.community.life.enabled, stage.community.life.enabled, "community.life.enabled");
  keep(start.community.bonds.enabled, stage.community.bonds.enabled, "community.bonds.enabled");
  keep(start.membership.enabled, stage.membership.enabled, "membership.enabled");
  keep(start.roles.enabled, stage.roles.enabled, "roles.enabled");
  keep(start.decision.copy.strategies.enabled, stage.decision.copy.strategies.enabled,
       "decision.copy.strategies.enabled");
}

/// The steps from the scenario at the start to its stages.
class Composer {
 public:
  Composer(const Node& root, Scenario& scenario, Problems& problems)
      : tree_(root), scenario_(scenario), problems_(problems) {
    if (const Node* list = root.find("interventions")) interventions_ = *list;
    std::erase_if(tree_.members, [](const Node::Member& m) { return m.key == "interventions"; });
  }

  /// Sets the keys of intervention n and makes its stage.
  void compose(std::size_t n) {
    const Node* set = interventions_.items[n].find("set");
    if (!set || set->members.empty()) return;
    if (!assign_all(*set, n)) return;
    Problems found;
    auto stage = std::make_shared<Scenario>();
    config::Section section = description(*stage);
    config::Reader reader(found);
    reader.read(section, tree_);
    if (found.empty()) check(*stage, reader);
    if (found.empty()) check_same(scenario_, *stage, reader);
    for (config::Problem& problem : found) report(std::move(problem), n);
    if (found.empty()) scenario_.stages[n] = std::move(stage);
  }

 private:
  bool assign_all(const Node& set, std::size_t n) {
    const std::size_t before = problems_.size();
    for (const Node::Member& member : set.members) {
      const std::string path = fmt::format("interventions.{}.set.{}", n, member.key);
      if (const std::string_view reason = why_fixed(member.key); !reason.empty())
        problems_.push_back({member.key_origin, path, fmt::format("cannot change during a run: {}", reason)});
      else
        assign_one(member, path);
    }
    return problems_.size() == before;
  }

  void assign_one(const Node::Member& member, const std::string& path) {
    Problems wrong;
    config::assign(tree_, member.key, member.value, wrong);
    for (config::Problem& problem : wrong)
      problems_.push_back({member.key_origin, path, std::move(problem.message)});
  }

  /// A problem that an earlier stage had too is reported once.
  void report(config::Problem problem, std::size_t n) {
    if (!reported_.insert(problem.text()).second) return;
    problem.message = fmt::format("{} (from tick {} on, interventions.{})", problem.message,
                                  scenario_.interventions[n].at.value, n);
    problems_.push_back(std::move(problem));
  }

  Node tree_, interventions_;
  Scenario& scenario_;
  Problems& problems_;
  std::set<std::string> reported_;
};

}  // namespace

void describe(config::Section& s, RemovalParams& p) {
  s.field("agents", p.agents,
          "Agents, as the network file names them, or their numbers from 0; empty: all that meet the other "
          "conditions.")
      .field("role", p.role, "Only agents that have this role at the time; null: any.")
      .field("community", p.community, "Only agents of the community at this position, from 0; null: any.")
      .field("count", p.count, "How many of them; null: see share.", {.unit = "agents"})
      .field("share", p.share, "Which share of them; null: all, or as many as count says.")
      .field("most_observed", p.most_observed,
             "Of so many, whom most others observe first; otherwise at random.");
}

void describe(config::Section& s, InterventionParams& p) {
  s.field("at", p.at, "Tick at whose beginning it happens.", {.unit = "ticks"})
      .field("set", p.set,
             "Keys and their values from then on, as for --set: {market.products.0.price: 4}. Everything but "
             "the network, the population, seeds, time, schedule and output can be set.")
      .field("remove", p.remove,
             "Agents to take out: they show nothing, do nothing and belong to no community.")
      .field("seed_adopters", p.seed_adopters,
             "Agents who from then on own a product and show its purchase.");
}

std::vector<std::size_t> in_order(const std::vector<InterventionParams>& interventions) {
  std::vector<std::size_t> order(interventions.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return interventions[a].at < interventions[b].at; });
  return order;
}

void compose_stages(const Node& root, Scenario& scenario, Problems& problems) {
  if (scenario.interventions.empty()) return;
  scenario.stages.resize(scenario.interventions.size());
  Composer composer(root, scenario, problems);
  for (const std::size_t n : in_order(scenario.interventions)) composer.compose(n);
}

void check_interventions(const Scenario& s, config::Reader& reader) {
  for (std::size_t n = 0; n < s.interventions.size(); ++n) {
    const InterventionParams& p = s.interventions[n];
    const std::string path = fmt::format("interventions.{}", n);
    if (p.at > s.time.ticks)
      reader.problem_at(path + ".at", fmt::format("found {}, but the run ends with tick {}", p.at.value,
                                                  s.time.ticks.value));
    if (p.set.empty() && !p.remove && !p.seed_adopters)
      reader.problem_at(path, "does nothing; give set, remove or seed_adopters");
    if (p.remove) {
      const RemovalParams& r = *p.remove;
      if (r.agents.empty() && !r.role && !r.community && !r.share && !r.count)
        reader.problem_at(
            path + ".remove",
            "does not say whom; give agents, role, community, share or count (share: 1 for all)");
      if (r.count && r.share)
        reader.problem_at(path + ".remove.share", "found together with count; allowed is one of them");
      if (r.most_observed && !r.count && !r.share)
        reader.problem_at(path + ".remove.most_observed", "needs count or share, to know how many");
    }
    if (p.seed_adopters) {
      const SeedAdopterParams& a = *p.seed_adopters;
      if (static_cast<std::size_t>(a.product) >= s.market.products.size())
        reader.problem_at(path + ".seed_adopters.product",
                          fmt::format("there is no product {}; allowed: 0 to {}", a.product.value,
                                      s.market.products.size() - 1));
      check(a, path + ".seed_adopters", reader);
      if (!a.products.empty() && a.products.size() != s.market.products.size())
        reader.problem_at(path + ".seed_adopters.products",
                          fmt::format("has {} shares; the market has {} products", a.products.size(),
                                      s.market.products.size()));
    }
  }
}

}  // namespace shoal
