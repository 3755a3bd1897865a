// Canon A3: reinforcement. Independent agents, no society; rewards are made equal to the quality received by
// experience {offset .5, quality .5, surprise 0}.

#include <catch2/catch.hpp>

#include "engine/by_hand.support.hpp"
#include "engine/canon.support.hpp"

namespace engine_canon_reinforcement_test {

using namespace shoal;
using namespace shoal::canon;

namespace {

/// Agents who choose in every tick by nothing but what they have learned.
std::vector<std::string> learners(int agents, int ticks, std::vector<std::string> more) {
  std::vector<std::string> keys = {"population.agents=" + std::to_string(agents),
                                   "time.ticks=" + std::to_string(ticks),
                                   "learning.reinforcement.enabled=true",
                                   "decision.planned={enabled: true, need: 1, search: 1, outside: false, "
                                   "weights: {quality: 0, service: 0, "
                                   "value_for_money: 0, value: 1, observation: 0, vicarious: 0, loyalty: 0, "
                                   "brand: 0, price: 0, uncertainty: 0}}",
                                   "experience={offset: 0.5, quality: 0.5, surprise: 0, quality_sd: 0}"};
  keys.insert(keys.end(), more.begin(), more.end());
  return keys;
}
std::string arms(double first, double second) {
  return "market.products=[{name: first, quality: " + std::to_string(first) +
         "}, {name: second, quality: " + std::to_string(second) + "}]";
}

/// Share of agents that chose the first arm at trial 1, 2, ... (index 0 is unused).
std::vector<double> first_arm(const std::vector<std::string>& keys) {
  World world(bare(), keys);
  std::vector<double> share{0};
  for (const auto& totals : run(world))
    share.push_back(static_cast<double>(totals.products[0].purchases) / static_cast<double>(totals.agents));
  return share;
}

struct Trial {
  std::size_t t;
  double share;
};

}  // namespace

TEST_CASE("the delta rule follows its closed form", "[engine][canon]") {
  // V_t = lambda (1 - (1 - alpha)^t) + V0 (1 - alpha)^t, exact within single precision.
  for (const double start : {0.0, 0.25}) {
    World world(bare(),
                learners(16, 21,
                         {"market.products=[{name: only, quality: 1}]", "population.traits.learning_rate=0.1",
                          "learning.reinforcement.initial=" + std::to_string(start)}));
    const auto totals = run(world);
    for (const std::size_t t : {1u, 5u, 10u, 20u}) {
      const double kept = std::pow(0.9, static_cast<double>(t));
      const double expected = 1 - kept + start * kept;
      CHECK(totals[t - 1].products[0].value == Approx(expected).margin(1e-6));
      CHECK(totals[t].products[0].value != Approx(expected).margin(1e-6));  // negative control: a tick late
    }
    if (start == 0.0) CHECK(totals[19].products[0].value == Approx(.878423).margin(1e-6));
  }
}

TEST_CASE("values scatter as the stationary law of the delta rule says", "[engine][canon]") {
  // Bernoulli(r) rewards: mean r, variance r (1 - r) alpha / (2 - alpha). After 40 trials 6e-7 of the start
  // is left. Sample variance of n values: standard error below var sqrt(3 / n) for a kurtosis below 4.
  constexpr int agents = 20000;
  const World world(bare(), learners(agents, 40,
                                     {"market.products=[{name: only, quality: 0.8}]",
                                      "experience.noise=bernoulli", "population.traits.learning_rate=0.3"}));
  ByHand run(world);
  for (int t = 0; t < 40; ++t) run.step();
  double sum = 0, squares = 0;
  for (AgentIndex i = 0; i < agents; ++i) {
    const double v = static_cast<double>(run.state.value(i, 0));
    sum += v;
    squares += v * v;
  }
  const double mean = sum / agents, variance = squares / agents - mean * mean;
  const double expected = .8 * .2 * .3 / 1.7;
  CHECK(fits(mean, .8, std::sqrt(expected), agents));
  CHECK(std::abs(variance - expected) <= 5.5 * expected * std::sqrt(3.0 / agents));
  // Negative control: alpha / 2 instead of alpha / (2 - alpha), which confuses the rule with an average.
  CHECK(std::abs(variance - .8 * .2 * .3 / 2) > 5.5 * expected * std::sqrt(3.0 / agents));
}

TEST_CASE("softmax learners choose between sure rewards as computed exactly", "[engine][canon]") {
  constexpr int agents = 40000;
  const std::string rate = "population.traits.learning_rate=0.1";
  const auto sure =
      first_arm(learners(agents, 101, {arms(1, 0), rate, "decision.planned.temperature=0.3333333333333333"}));
  const auto close =
      first_arm(learners(agents, 101, {arms(1, 0.5), rate, "decision.planned.temperature=0.2"}));
  const std::vector<Trial> one_zero = {{1, .5},         {2, .53722126},  {3, .57430615},  {5, .64556316},
                                       {10, .78692851}, {20, .90859874}, {50, .95092799}, {100, .95256327}};
  const std::vector<Trial> one_half = {{1, .5},         {2, .53014142},  {3, .56140037},  {5, .62368488},
                                       {10, .75312104}, {20, .88506412}, {50, .96703759}, {100, .97385273}};
  int off_by_one = 0, confused = 0;
  for (std::size_t n = 0; n < one_zero.size(); ++n) {
    const std::size_t t = one_zero[n].t;
    INFO("trial " << t << ": " << sure[t] << " and " << close[t]);
    CHECK(fits_share(sure[t], one_zero[n].share, agents));
    CHECK(fits_share(close[t], one_half[n].share, agents));
    // Negative controls where curves are steep: learning before choosing, rewards taken for one another.
    if (t <= 10) off_by_one += fits_share(sure[t + 1], one_zero[n].share, agents);
    if (t >= 10) confused += fits_share(sure[t], one_half[n].share, agents);
  }
  CHECK(off_by_one == 0);
  CHECK(confused == 0);
  // The second overshoots its limit .924142: who values both arms rightly chooses the worse one more often.
  CHECK_FALSE(fits_share(close[100], .924142, agents));
}

TEST_CASE("softmax learners choose between uncertain rewards as computed exactly", "[engine][canon]") {
  constexpr int agents = 40000;
  const auto share =
      first_arm(learners(agents, 14,
                         {arms(.8, .2), "experience.noise=bernoulli", "population.traits.learning_rate=0.2",
                          "decision.planned.temperature=0.25"}));
  const std::vector<Trial> exact = {{1, .5},        {2, .55699234},  {3, .61001300},
                                    {5, .69901814}, {10, .83213303}, {13, .87233603}};
  for (const Trial& trial : exact) {
    INFO("trial " << trial.t << ": " << share[trial.t]);
    CHECK(fits_share(share[trial.t], trial.share, agents));
    if (trial.t < 10) CHECK_FALSE(fits_share(share[trial.t + 1], trial.share, agents));
  }
}

TEST_CASE("Bush-Mosteller learners match probabilities", "[engine][canon]") {
  // Rewarded with probability .7 and .3, steps of .1: exact mean and standard deviation of p after t trials;
  // the mean goes to .7, the matching law.
  constexpr int agents = 20000;
  World world(bare(),
              learners(agents, 100,
                       {arms(.7, .3), "experience={offset: 0, quality: 1, noise: bernoulli}",
                        "learning.reinforcement.rule=bush_mosteller", "decision.planned.temperature=1"}));
  const auto totals = run(world);
  struct Exact {
    std::size_t t;
    double mean, sd;
  };
  for (const Exact& e : {Exact{1, .52, .04582576}, Exact{2, .538, .06165225}, Exact{5, .581902, .08484584},
                         Exact{10, .63026431, .09853370}, Exact{20, .67568467, .10435164},
                         Exact{50, .69896924, .10513010}, Exact{100, .69999469, .10513150}}) {
    const double p = totals[e.t - 1].products[0].value;
    INFO("after trial " << e.t << ": " << p);
    CHECK(fits(p, e.mean, e.sd, agents));
    if (e.t <= 10) CHECK_FALSE(fits(totals[e.t].products[0].value, e.mean, e.sd, agents));  // a trial late
    if (e.t < 100)  // what is learned is what is chosen by
      CHECK(fits_share(static_cast<double>(totals[e.t].products[0].purchases) / agents, e.mean, agents));
  }
}

TEST_CASE("Roth-Erev learners with payoffs 2 and 1 choose as computed exactly", "[engine][canon]") {
  constexpr int agents = 40000;
  const std::vector<std::string> more = {
      arms(1, .5), "experience={offset: 1, quality: 1, surprise: 0, quality_sd: 0}",
      "learning.reinforcement.rule=roth_erev", "decision.planned.temperature=1"};
  const auto share = first_arm(learners(agents, 51, more));
  const std::vector<Trial> exact = {{2, .54166667}, {5, .61094990}, {10, .66786166}, {50, .78935863}};
  for (const Trial& trial : exact) {
    INFO("trial " << trial.t << ": " << share[trial.t]);
    CHECK(fits_share(share[trial.t], trial.share, agents));
  }
  CHECK_FALSE(fits_share(share[3], .54166667, agents));  // negative controls: a trial late,
  auto greedy = more;
  greedy.back() = "decision.planned.temperature=0.5";  // choice in proportion to squares
  CHECK_FALSE(fits_share(first_arm(learners(agents, 10, greedy))[10], .66786166, agents));
}

TEST_CASE("Roth-Erev learners with equal payoffs are Polya urns", "[engine][canon]") {
  // After n = 10 choices every number of first arms from 0 to 10 is equally likely, P = 1 / 11. Chi-squared
  // with 10 degrees of freedom: above 55 with probability 3e-8.
  constexpr AgentIndex agents = 11000;
  const auto statistic = [&](const std::string& forgetting) {
    const World world(bare(), learners(static_cast<int>(agents), 10,
                                       {arms(1, 1), "learning.reinforcement.rule=roth_erev",
                                        "learning.reinforcement.roth_erev.forgetting=" + forgetting,
                                        "decision.planned.temperature=1"}));
    ByHand run(world);
    std::vector<int> chosen(agents);
    std::vector<float> before(agents, 1);
    for (int t = 0; t < 10; ++t) {
      run.step();
      for (AgentIndex i = 0; i < agents; ++i) {
        chosen[i] += run.state.value(i, 0) > before[i];
        before[i] = run.state.value(i, 0);
      }
    }
    std::vector<double> counts(11);
    for (const int c : chosen) counts[static_cast<std::size_t>(c)] += 1;
    return chi_squared(counts, std::vector<double>(11, 1 / 11.0));
  };
  CHECK(statistic("0") < 55);
  CHECK(statistic("0.05") > 55);  // negative control: an urn that leaks
}

}  // namespace engine_canon_reinforcement_test
