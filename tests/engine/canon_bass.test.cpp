// Canon A2: Bass diffusion with hazard p + q (adopted share of observed others), p = .03, q = .38,
// synchronous, adopted once. A tick simulator meets the discrete exact law (by dynamic programming over the
// number of adopters of K100; closed form for the one-sided ring), not the continuous curve. A two-sided ring
// is no negative control of the one-sided: both have the same expectation (Fibich & Gibori 2010).

#include <catch2/catch.hpp>

#include "engine/canon.support.hpp"

namespace engine_canon_bass_test {

using namespace shoal;
using namespace shoal::canon;

namespace {

std::vector<std::string> bass(const std::string& network, int agents, int ticks) {
  return {"decision.rule=hazard",
          "decision.adoption=once",
          "decision.hazard.innovation=0.03",
          "decision.hazard.imitation=0.38",
          "network=" + network,
          "population.agents=" + std::to_string(agents),
          "time.ticks=" + std::to_string(ticks)};
}

/// Adopted share after each tick, averaged over `runs` runs, and its standard deviation over runs.
struct Curve {
  std::vector<double> mean, sd;
};
Curve average(World& world, int runs) {
  const std::size_t ticks = world.ticks();
  std::vector<double> sum(ticks + 1), squares(ticks + 1);
  for (int r = 1; r <= runs; ++r) {
    const auto totals = run(world, static_cast<std::uint64_t>(r));
    for (std::size_t t = 1; t <= ticks; ++t) {
      const double share =
          static_cast<double>(totals[t - 1].products[0].adopters) / static_cast<double>(world.network.agents);
      sum[t] += share;
      squares[t] += share * share;
    }
  }
  Curve curve{std::vector<double>(ticks + 1), std::vector<double>(ticks + 1)};
  for (std::size_t t = 1; t <= ticks; ++t) {
    curve.mean[t] = sum[t] / runs;
    curve.sd[t] = std::sqrt(std::max(0.0, squares[t] / runs - curve.mean[t] * curve.mean[t]));
  }
  return curve;
}

struct Point {
  std::size_t t;
  double mean, sd, continuous;
};
const std::vector<Point> complete100 = {
    {1, .03, .01705872, .03575816},        {2, .070158, .02995250, .08505628},
    {5, .27148841, .07832399, .33119864},  {6, .36690554, .09367318, .43923522},
    {7, .47169055, .10436707, .54900974},  {10, .76965827, .09131924, .81280322},
    {15, .97451237, .02235182, .97160964}, {20, .99807700, .00460833, .99625941}};

/// 1 - prod_{s < t} [1 - p - q + q (1 - p)^s]: an agent is spared by itself and by all behind whom news
/// comes.
double one_sided_ring(std::size_t t) {
  double spared = 1;
  for (std::size_t s = 0; s < t; ++s)
    spared *= 1 - .03 - .38 + .38 * std::pow(1 - .03, static_cast<double>(s));
  return 1 - spared;
}

}  // namespace

TEST_CASE("Bass diffusion on the complete graph follows the exact discrete law", "[engine][canon]") {
  constexpr int runs = 2000;
  World world(bare(), bass("{generator: complete}", 100, 21));
  const Curve curve = average(world, runs);
  int late = 0, early = 0, continuous = 0;
  for (const Point& p : complete100) {
    INFO("tick " << p.t << ": mean share " << curve.mean[p.t] << ", exact " << p.mean);
    CHECK(fits(curve.mean[p.t], p.mean, p.sd, runs));
    // The standard deviation over runs is that of the law, within a tenth: 6 standard errors at 2,000 runs of
    // a distribution no more peaked than the normal one; the last two points are skewed.
    if (p.t <= 10) CHECK(curve.sd[p.t] == Approx(p.sd).epsilon(0.1));
    late += fits(curve.mean[p.t + 1], p.mean, p.sd, runs);
    early += fits(curve.mean[p.t - 1], p.mean, p.sd, runs);
    continuous += fits(curve.mean[p.t], p.continuous, p.sd, runs);
  }
  CHECK(late == 0);  // negative controls: one tick off, and Bass's differential equation
  CHECK(early == 0);
  CHECK(continuous == 0);
}

TEST_CASE("Bass diffusion on a one-sided ring follows its closed form", "[engine][canon]") {
  CHECK(one_sided_ring(2) == Approx(.070158).epsilon(1e-9));  // canon.md
  CHECK(one_sided_ring(5) == Approx(.235345).epsilon(1e-5));
  CHECK(one_sided_ring(10) == Approx(.555407).epsilon(1e-5));
  CHECK(one_sided_ring(20) == Approx(.926756).epsilon(1e-5));

  // The standard deviation of a run's share is not known exactly: the sample's over 100 runs serves, with 6
  // of its standard errors (t with 99 degrees of freedom: false alarms below 1e-7).
  constexpr int runs = 100;
  World one_sided(
      bare(), bass("{generator: ring_lattice, ring_lattice: {neighbours: 1, one_sided: true}}", 2000, 21));
  World wider(bare(),
              bass("{generator: ring_lattice, ring_lattice: {neighbours: 3, one_sided: true}}", 2000, 21));
  const Curve curve = average(one_sided, runs), other = average(wider, runs);
  const auto on_law = [&](const Curve& c, std::size_t measured, std::size_t expected) {
    return std::abs(c.mean[measured] - one_sided_ring(expected)) <= 6 * c.sd[measured] / std::sqrt(99.0);
  };
  for (const std::size_t t : {1u, 2u, 3u, 5u, 7u, 10u, 15u, 20u}) {
    INFO("tick " << t << ": " << curve.mean[t] << ", exact " << one_sided_ring(t));
    CHECK(on_law(curve, t, t));
    CHECK_FALSE(on_law(curve, t + 1, t));  // negative controls: one tick off, three to watch
    if (t >= 5) CHECK_FALSE(on_law(other, t, t));
  }
}

}  // namespace engine_canon_bass_test
