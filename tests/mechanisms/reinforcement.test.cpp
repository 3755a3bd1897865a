// Pure functions of reinforcement; canon A4, experience-weighted attraction.

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "mechanisms/reinforce.hpp"

namespace mechanisms_reinforcement_test {

using namespace shoal;

namespace {

/// Camerer & Ho's bookkeeping over the canon's four rounds: payoffs of both options, what was chosen.
struct Round {
  float payoff[2];
  int chosen;
};
constexpr std::array<Round, 4> rounds = {{{{1, 0}, 0}, {{0, 2}, 0}, {{1, 2}, 1}, {{3, 0}, 0}}};

struct Attractions {
  float a[2], n;
};
Attractions after_rounds(float phi, float rho, float delta, bool stale_divisor = false) {
  Attractions s{{0, 0}, 1};
  for (const Round& round : rounds) {
    const float n = rho * s.n + 1;
    for (int k = 0; k < 2; ++k)
      s.a[k] = ewa_attraction(s.a[k], s.n, stale_divisor ? s.n : n, phi, delta, k == round.chosen,
                              round.payoff[k]);
    s.n = n;
  }
  return s;
}

}  // namespace

TEST_CASE("experience-weighted attraction gives the canon's numbers", "[mechanisms][canon]") {
  const Attractions s = after_rounds(0.9f, 0.8f, 0.5f);
  CHECK(s.n == Approx(3.3616).margin(1e-6));
  CHECK(s.a[0] == Approx(1.243158).margin(1e-6));
  CHECK(s.a[1] == Approx(.776416).margin(1e-6));
  const float first = maths::exp(s.a[0]) / (maths::exp(s.a[0]) + maths::exp(s.a[1]));
  CHECK(first == Approx(.614612).margin(1e-6));
  // Negative control: dividing by the experience of the round before.
  CHECK(after_rounds(0.9f, 0.8f, 0.5f, true).a[0] != Approx(1.243158).margin(1e-3));
}

TEST_CASE("experience-weighted attraction has its special cases", "[mechanisms][canon]") {
  const Attractions cumulative = after_rounds(0.9f, 0, 0);
  CHECK(cumulative.a[0] == Approx(3.729).margin(1e-6));
  CHECK(cumulative.a[1] == Approx(1.8).margin(1e-6));
  const Attractions averaged = after_rounds(0.9f, 0.9f, 0);
  CHECK(averaged.a[0] == Approx(.910600).margin(1e-6));
  CHECK(averaged.a[1] == Approx(.439550).margin(1e-6));
  const Attractions fictitious = after_rounds(0.9f, 0.9f, 1);
  CHECK(fictitious.a[0] == Approx(1.130375).margin(1e-6));
  CHECK(fictitious.a[1] == Approx(.835144).margin(1e-6));
  // phi = rho = 1, delta = 1: the plain mean of all payoffs, with a first experience of nothing.
  const Attractions mean = after_rounds(1, 1, 1);
  CHECK(mean.a[0] == Approx(5 / 5.));
  CHECK(mean.a[1] == Approx(4 / 5.));
}

TEST_CASE("the delta rule closes a fixed part of the gap", "[mechanisms]") {
  CHECK(delta_rule(0.2f, 1, 0.1f) == Approx(0.28));
  CHECK(delta_rule(0.2f, 1, 1) == 1);
  CHECK(delta_rule(0.2f, 1, 0) == 0.2f);
  CHECK(delta_rule(0.7f, 0.7f, 0.5f) == 0.7f);
  for (float v = -1; v <= 1; v += 0.25f)
    for (float r = -1; r <= 1; r += 0.25f) {
      const float after = delta_rule(v, r, 0.3f);
      CHECK(after >= std::min(v, r) - 1e-6f);
      CHECK(after <= std::max(v, r) + 1e-6f);
    }
}

TEST_CASE("recommendations speed up learning, never beyond one", "[mechanisms]") {
  CHECK(boosted_rate(0.1f, 2, 0) == 0.1f);
  CHECK(boosted_rate(0.1f, 2, 0.5f) == Approx(0.2));
  CHECK(boosted_rate(0.1f, 0, 1) == 0.1f);
  CHECK(boosted_rate(0.5f, 6, 1) == 1);
  float before = 0;
  for (float recommended = 0; recommended <= 1; recommended += 0.125f) {
    CHECK(boosted_rate(0.2f, 1.5f, recommended) >= before);
    before = boosted_rate(0.2f, 1.5f, recommended);
  }
}

TEST_CASE("Bush-Mosteller probabilities stay probabilities that sum to one", "[mechanisms]") {
  std::array<float, 5> p;
  p.fill(0.2f);
  std::uint32_t luck = 12345;  // a short linear congruential sequence: any sequence will do
  for (int n = 0; n < 2000; ++n) {
    luck = luck * 1664525u + 1013904223u;
    bush_mosteller(p, luck >> 16 & 3, (luck >> 20 & 7) < 4, 0.3f, 0.2f);
    CHECK(std::accumulate(p.begin(), p.end(), 0.0f) == Approx(1).margin(1e-4));
    for (const float x : p) CHECK((x >= 0 && x <= 1));
  }
}

TEST_CASE("Bush-Mosteller moves as its equation says", "[mechanisms]") {
  std::array<float, 3> p = {0.5f, 0.3f, 0.2f};
  bush_mosteller(p, 0, true, 0.4f, 0.1f);
  CHECK(p[0] == Approx(0.7));
  CHECK(p[1] == Approx(0.18));
  CHECK(p[2] == Approx(0.12));
  bush_mosteller(p, 0, false, 0.4f, 0.1f);
  CHECK(p[0] == Approx(0.63));
  CHECK(p[1] == Approx(0.215));
  CHECK(p[2] == Approx(0.155));
  std::array<float, 3> certain = {0.2f, 0.3f, 0.5f};
  bush_mosteller(certain, 1, true, 1, 1);
  CHECK(certain == std::array<float, 3>{0, 1, 0});
  std::array<float, 1> alone = {1};
  bush_mosteller(alone, 0, false, 0.1f, 0.25f);
  CHECK(alone[0] == 0.75f);
}

TEST_CASE("Roth-Erev propensities add up rewards and never vanish", "[mechanisms]") {
  CHECK(roth_erev(1, 0, 2) == 3);
  CHECK(roth_erev(1, 0.25f, 0) == 0.75f);
  CHECK(roth_erev(1, 0, -5) == 1e-6f);
  CHECK(roth_erev(1e-6f, 0.5f, 0) == 1e-6f);
}

TEST_CASE("propensities enter utility as logarithms, values as they are", "[mechanisms]") {
  CHECK(value_term(ReinforcementRule::delta, -0.3f) == -0.3f);
  CHECK(value_term(ReinforcementRule::ewa, 2.5f) == 2.5f);
  CHECK(value_term(ReinforcementRule::roth_erev, 3) == Approx(std::log(3.0)).epsilon(1e-6));
  CHECK(value_term(ReinforcementRule::bush_mosteller, 0.25f) == Approx(std::log(0.25)).epsilon(1e-6));
  CHECK(value_term(ReinforcementRule::bush_mosteller, 0) == Approx(std::log(1e-6)).epsilon(1e-6));
}

TEST_CASE("values start as the rule says", "[mechanisms]") {
  ReinforcementParams params;
  params.initial.value = 0.3;
  params.roth_erev.initial.value = 4;
  const auto start = [&](ReinforcementRule rule, std::size_t products) {
    params.rule = rule;
    return initial_value(params, products);
  };
  CHECK(start(ReinforcementRule::delta, 4) == 0.3f);
  CHECK(start(ReinforcementRule::ewa, 4) == 0.3f);
  CHECK(start(ReinforcementRule::bush_mosteller, 4) == 0.25f);
  CHECK(start(ReinforcementRule::bush_mosteller, 1) == 1);
  CHECK(start(ReinforcementRule::roth_erev, 4) == 4);
}

}  // namespace mechanisms_reinforcement_test
