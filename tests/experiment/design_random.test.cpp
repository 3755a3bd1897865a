// Designs of random and low-discrepancy points.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "experiment/design.support.hpp"
#include "experiment/design_kinds.hpp"
#include "maths/elementary.hpp"

namespace experiment_design_random_test {

using namespace shoal::experiment;
using namespace design_support;

TEST_CASE("a design is a function of its parameters, its seed and its block", "[experiment]") {
  for (const char* kind : {"random: {samples: 8", "latin_hypercube: {samples: 8", "sobol: {samples: 8",
                           "saltelli: {samples: 8", "morris: {trajectories: 8"}) {
    const std::string yaml = "design: [{" + std::string(kind) + ", factors: {a: [0, 1], b: [5, 9]}}}]\n";
    INFO(kind);
    const Lines one = points(table_of(yaml, 1, 0));
    CHECK(one == points(table_of(yaml, 1, 0)));
    CHECK(one != points(table_of(yaml, 2, 0)));
    CHECK(one != points(table_of(yaml, 1, 1)));
  }
}

TEST_CASE("more random points, or further factors, leave the earlier ones as they are", "[experiment]") {
  const Lines few = points(table_of("design: [{random: {samples: 5, factors: {a: [0, 1]}}}]\n"));
  const DesignTable more = table_of("design: [{random: {samples: 9, factors: {a: [0, 1], b: [0, 1]}}}]\n");
  for (std::size_t i = 0; i < 5; ++i) CHECK(more.points[i].values[0] == few[i]);
  const Lines short_sobol = points(table_of("design: [{sobol: {samples: 5, factors: {a: [0, 1]}}}]\n"));
  const DesignTable long_sobol =
      table_of("design: [{sobol: {samples: 9, factors: {a: [0, 1], b: [0, 1]}}}]\n");
  for (std::size_t i = 0; i < 5; ++i) CHECK(long_sobol.points[i].values[0] == short_sobol[i]);
}

TEST_CASE("a Latin hypercube has one point in each part of every factor", "[experiment]") {
  const DesignTable t = table_of(
      "design: [{latin_hypercube: {samples: 50, factors: {a: [0, 1], b: [0, 1], c: "
      "[-2, 3]}}}]\n");
  for (std::size_t f = 0; f < 3; ++f) {
    std::set<int> parts;
    for (const double x : column(t, f)) {
      const double u = f == 2 ? (x + 2) / 5 : x;
      parts.insert(static_cast<int>(std::floor(u * 50)));
    }
    CHECK(parts.size() == 50);
    CHECK(*parts.begin() == 0);
    CHECK(*parts.rbegin() == 49);
  }
  CHECK(column(t, 0) != column(t, 1));
}

TEST_CASE("plain Sobol' designs are the published points", "[experiment]") {
  CHECK(points(table_of(
            "design: [{sobol: {samples: 6, scramble: false, factors: {a: [0, 1], b: [0, 2]}}}]\n")) ==
        Lines{"0 | 0", "0.5 | 1", "0.75 | 0.5", "0.25 | 1.5", "0.375 | 0.75", "0.875 | 1.75"});
}

TEST_CASE("scrambling keeps the balance of Sobol' points in one and two dimensions", "[experiment]") {
  // A scrambled (t, m, s)-net stays one: 256 points have one in each of 256 parts of every axis; dimensions 0
  // and 1 have t = 0, so each of the 16 x 16 boxes holds exactly one point.
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    std::set<unsigned> x, y, boxes;
    for (std::uint32_t i = 0; i < 256; ++i) {
      const double u = scrambled_sobol({seed, 3}, i, 0), v = scrambled_sobol({seed, 3}, i, 1);
      REQUIRE((u > 0 && u < 1 && v > 0 && v < 1));
      x.insert(static_cast<unsigned>(u * 256));
      y.insert(static_cast<unsigned>(v * 256));
      boxes.insert(static_cast<unsigned>(u * 16) * 16 + static_cast<unsigned>(v * 16));
    }
    CHECK(x.size() == 256);
    CHECK(y.size() == 256);
    CHECK(boxes.size() == 256);
  }
}

TEST_CASE("a scrambled point is uniform over seeds", "[experiment]") {
  // Null: coordinate 1 of point 5 is uniform over seeds. n = 4096; the mean's sd is 0.289 / 64 = 0.0045;
  // tolerance 5.5 sd, false alarm below 1e-7 (and the seeds are fixed).
  double sum = 0;
  for (std::uint64_t seed = 0; seed < 4096; ++seed) sum += scrambled_sobol({seed, 0}, 5, 1);
  CHECK(std::fabs(sum / 4096 - 0.5) < 5.5 * 0.2887 / 64);
}

TEST_CASE("random points have the distributions that were asked for", "[experiment]") {
  // Null: the stated distributions. n = 20000; each tolerance is 5.5 standard errors, false alarm below 1e-7.
  const DesignTable t = table_of(
      "design: [{random: {samples: 20000, factors: {u: [2, 4], l: {log_uniform: [0.01, 100]}, n: {normal: "
      "[5, "
      "2]}, i: {integer: [-1, 2]}, c: {choice: [7, 8, 9]}}}}]\n");
  const double n = 20000;
  const auto mean_and_sd = [&](std::vector<double> x) {
    double sum = 0, squares = 0;
    for (const double v : x) sum += v;
    for (const double v : x) squares += (v - sum / n) * (v - sum / n);
    return std::pair(sum / n, std::sqrt(squares / n));
  };
  const double z = 5.5 / std::sqrt(n);
  const auto [u_mean, u_sd] = mean_and_sd(column(t, 0));
  CHECK(std::fabs(u_mean - 3) < z * u_sd);
  CHECK(std::fabs(u_sd - 2 / std::sqrt(12.0)) < z);
  std::vector<double> logs = column(t, 1);
  for (double& x : logs) {
    REQUIRE((x >= 0.01 && x <= 100));
    x = std::log10(x);
  }
  const auto [l_mean, l_sd] = mean_and_sd(logs);
  CHECK(std::fabs(l_mean) < z * l_sd);
  CHECK(std::fabs(l_sd - 4 / std::sqrt(12.0)) < 2 * z);
  const auto [n_mean, n_sd] = mean_and_sd(column(t, 2));
  CHECK(std::fabs(n_mean - 5) < z * 2);
  CHECK(std::fabs(n_sd - 2) < z * 2);
  for (const std::size_t f : {3u, 4u}) {
    std::map<double, double> counts;
    for (const double x : column(t, f)) ++counts[x];
    const double kinds = f == 3 ? 4 : 3, p = 1 / kinds;
    CHECK(counts.size() == static_cast<std::size_t>(kinds));
    CHECK(counts.begin()->first == (f == 3 ? -1 : 7));
    for (const auto& [value, count] : counts)
      CHECK(std::fabs(count - n * p) < 5.5 * std::sqrt(n * p * (1 - p)));
  }
}

TEST_CASE("quantiles meet the ends of their distributions", "[experiment]") {
  Spread s;
  s.a = 0.1, s.b = 0.3;
  CHECK(s.text(0) == "0.1");
  CHECK(s.text(1) == "0.3");
  s.kind = Spread::Kind::log_uniform;
  CHECK(s.text(0) == "0.1");
  CHECK(s.text(1) == "0.3");
  CHECK(s.quantile(0.5) == Approx(std::sqrt(0.03)).epsilon(1e-14));
  s.kind = Spread::Kind::integer, s.a = -1, s.b = 2;
  CHECK(s.text(0) == "-1");
  CHECK(s.text(0.2499) == "-1");
  CHECK(s.text(0.25) == "0");
  CHECK(s.text(1) == "2");
  s.kind = Spread::Kind::choice, s.choices = {{"x"}, {"[1, 2]"}};
  CHECK(s.text(0.4999) == "x");
  CHECK(s.text(1) == "[1, 2]");
}

TEST_CASE("a Saltelli block mixes one factor of B into A at a time", "[experiment]") {
  const DesignTable t =
      table_of("design: [{saltelli: {samples: 16, factors: {a: [0, 1], b: [0, 1], c: [0, 1]}}}]\n");
  REQUIRE(t.points.size() == 16 * 5);
  for (std::size_t j = 0; j < 16; ++j) {
    const auto* row = &t.points[j * 5];
    for (std::size_t f = 0; f < 3; ++f)
      for (std::size_t g = 0; g < 3; ++g) CHECK(row[1 + f].values[g] == (f == g ? row[4] : row[0]).values[g]);
    CHECK(row[0].values != row[4].values);
  }
}

TEST_CASE("a Morris walk changes every factor once, by half the grid", "[experiment]") {
  const DesignTable t = table_of(
      "design: [{morris: {trajectories: 200, levels: 6, factors: {a: [0, 5], b: [0, "
      "5], c: {integer: [0, 5]}}}}]\n");
  REQUIRE(t.points.size() == 200 * 4);
  std::set<std::vector<std::size_t>> orders;
  std::set<double> levels;
  for (std::size_t w = 0; w < 200; ++w) {
    std::vector<std::size_t> order;
    for (std::size_t s = 1; s < 4; ++s)
      for (std::size_t f = 0; f < 3; ++f) {
        const double before = std::stod(t.points[4 * w + s - 1].values[f]);
        const double after = std::stod(t.points[4 * w + s].values[f]);
        levels.insert(before);
        if (before == after) continue;
        order.push_back(f);
        CHECK(std::fabs(after - before) == Approx(3));  // 6 levels: 3 of 5 steps
      }
    std::vector<std::size_t> sorted = order;
    std::sort(sorted.begin(), sorted.end());
    CHECK(sorted == std::vector<std::size_t>{0, 1, 2});
    orders.insert(order);
  }
  CHECK(orders.size() == 6);  // P(one of 6 orders never in 200 walks) < 6 (5/6)^200 < 1e-15
  CHECK(levels == std::set<double>{0, 1, 2, 3, 4, 5});
}

}  // namespace experiment_design_random_test
