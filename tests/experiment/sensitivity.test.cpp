// Sensitivity from results: functions with known indices in the place of the engine.

#include "experiment/sensitivity.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <limits>

#include "experiment/design.support.hpp"

namespace experiment_sensitivity_test {

using namespace shoal::experiment;
using design_support::column;

constexpr double pi = 3.14159265358979323846;
using Function = std::function<double(const std::vector<double>& x, std::uint64_t replicate)>;

struct Case {
  std::vector<DesignParams> design;
  Results results;
};

/// The results of `f` at the points of a design.
Case results_of(const std::string& yaml, const Function& f, std::uint64_t replicates = 1) {
  Case c;
  REQUIRE(design_support::problems_of(yaml, c.design) == design_support::Lines{});
  const DesignTable table = expand(c.design.at(0), 11, 0);
  c.results.factors = table.factors;
  c.results.measures = {"y"};
  std::vector<std::vector<double>> x;
  for (std::size_t i = 0; i < table.factors.size(); ++i) x.push_back(column(table, i));
  for (std::uint64_t p = 0; p < table.points.size(); ++p)
    for (std::uint64_t r = 0; r < replicates; ++r) {
      RunRecord& run = c.results.runs.emplace_back();
      run.block = "0", run.point = p, run.replicate = r, run.status = status_ok;
      run.factors = table.points[p].values;
      std::vector<double> at;
      for (const std::vector<double>& values : x) at.push_back(values[p]);
      run.measures = {f(at, r)};
    }
  return c;
}

std::vector<SensitivityRow> rows_of(const std::string& yaml, const Function& f,
                                    std::uint64_t replicates = 1) {
  const Case c = results_of(yaml, f, replicates);
  return sensitivity(c.design, c.results, 11);
}

double ishigami(const std::vector<double>& x, std::uint64_t) {
  return std::sin(x[0]) + 7 * std::pow(std::sin(x[1]), 2) + 0.1 * std::pow(x[2], 4) * std::sin(x[0]);
}
const std::string ishigami_factors =
    "factors: {a: [-3.141592653589793, 3.141592653589793], b: [-3.141592653589793, 3.141592653589793], c: "
    "[-3.141592653589793, 3.141592653589793]}";

void check_within(const SensitivityRow& row, double first, double total) {
  INFO(row.factor << ": " << row.first_low << " .. " << row.first << " .. " << row.first_high << ", total "
                  << row.total_low << " .. " << row.total << " .. " << row.total_high);
  CHECK((row.first_low <= first && first <= row.first_high));
  CHECK((row.total_low <= total && total <= row.total_high));
  CHECK(row.first_high - row.first_low < 0.35);
  CHECK(row.total_high - row.total_low < 0.35);
}

TEST_CASE("Sobol' indices of the Ishigami function are its closed forms, within their intervals",
          "[experiment]") {
  // Ishigami & Homma (1990) with a = 7, b = 0.1: V = a^2 / 8 + b pi^4 / 5 + b^2 pi^8 / 18 + 1 / 2. The points
  // are fixed by the seed; that the intervals hold the closed forms was not chosen by it: see the next test.
  const double a = 7, b = 0.1;
  const double v = a * a / 8 + b * std::pow(pi, 4) / 5 + b * b * std::pow(pi, 8) / 18 + 0.5;
  const double v1 = 0.5 * std::pow(1 + b * std::pow(pi, 4) / 5, 2), v2 = a * a / 8;
  const double v13 = b * b * std::pow(pi, 8) * (1.0 / 18 - 1.0 / 50);
  const auto rows = rows_of("design: [{saltelli: {samples: 1024, " + ishigami_factors + "}}]\n", ishigami);
  REQUIRE(rows.size() == 3);
  check_within(rows[0], v1 / v, (v1 + v13) / v);
  check_within(rows[1], v2 / v, v2 / v);
  check_within(rows[2], 0, v13 / v);
  for (const SensitivityRow& row : rows) {
    CHECK(row.method == "sobol");
    CHECK(row.samples == 1024);
    CHECK(row.left_out == 0);
    CHECK(std::isnan(row.noise_floor));
    CHECK(std::isnan(row.mu_star));
  }
}

TEST_CASE("Sobol' indices close in on the closed forms as samples grow", "[experiment]") {
  const auto rows = rows_of("design: [{saltelli: {samples: 16384, " + ishigami_factors + "}}]\n", ishigami);
  CHECK(rows[0].first == Approx(0.3139).margin(0.005));
  CHECK(rows[0].total == Approx(0.5576).margin(0.005));
  CHECK(rows[1].first == Approx(0.4424).margin(0.005));
  CHECK(rows[1].total == Approx(0.4424).margin(0.005));
  CHECK(rows[2].first == Approx(0).margin(0.005));
  CHECK(rows[2].total == Approx(0.2437).margin(0.005));
}

TEST_CASE("Sobol' indices of the g-function are its closed forms, within their intervals", "[experiment]") {
  // Sobol' (1993): g = prod (|4 x_i - 2| + a_i) / (1 + a_i); V_i = 1 / (3 (1 + a_i)^2), V = prod (1 + V_i)
  // - 1.
  const std::vector<double> a = {0, 1, 4.5, 9};
  const auto g = [&](const std::vector<double>& x, std::uint64_t) {
    double product = 1;
    for (std::size_t i = 0; i < a.size(); ++i) product *= (std::fabs(4 * x[i] - 2) + a[i]) / (1 + a[i]);
    return product;
  };
  double product = 1;
  const auto v_of = [&](std::size_t i) { return 1 / (3 * (1 + a[i]) * (1 + a[i])); };
  for (std::size_t i = 0; i < a.size(); ++i) product *= 1 + v_of(i);
  const double v = product - 1;
  const auto rows = rows_of(
      "design: [{saltelli: {samples: 1024, factors: {a: [0, 1], b: [0, 1], c: [0, 1], d: [0, 1]}}}]\n", g);
  for (std::size_t i = 0; i < a.size(); ++i)
    check_within(rows[i], v_of(i) / v, v_of(i) * product / (1 + v_of(i)) / v);
}

TEST_CASE("a factor without effect stands at the noise floor of the replicates", "[experiment]") {
  // y = x + luck, the luck of every run its own (a hash of what it is), 4 replicates. Null for factor b: its
  // total index is the noise floor. Its relative standard error is about sqrt(2 / 2048) = 3 %; tolerance 20
  // %.
  std::uint64_t state = 1;
  const auto noisy = [&](const std::vector<double>& x, std::uint64_t) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return x[0] + static_cast<double>(state >> 40) * 0x1p-24;
  };
  const auto rows =
      rows_of("design: [{saltelli: {samples: 2048, factors: {a: [0, 1], b: [0, 1]}}}]\n", noisy, 4);
  const double floor = (1.0 / 12 / 4) / (1.0 / 12 + 1.0 / 12 / 4);  // 0.2
  CHECK(rows[0].noise_floor == Approx(floor).epsilon(0.1));
  CHECK(rows[1].total == Approx(rows[1].noise_floor).epsilon(0.2));
  CHECK(rows[0].total > 0.9);
}

TEST_CASE("failed runs and undefined measures leave out their sample, no other", "[experiment]") {
  const std::string yaml = "design: [{saltelli: {samples: 64, factors: {a: [0, 1], b: [0, 1]}}}]\n";
  Case c = results_of(yaml, [](const std::vector<double>& x, std::uint64_t) { return x[0]; });
  c.results.runs[5].status = status_failed;                                   // sample 1
  c.results.runs[6].measures[0] = std::numeric_limits<double>::quiet_NaN();   // sample 1 too
  c.results.runs[43].measures[0] = std::numeric_limits<double>::quiet_NaN();  // sample 10
  const auto rows = sensitivity(c.design, c.results, 11);
  CHECK(rows[0].samples == 62);
  CHECK(rows[0].left_out == 2);
  CHECK(rows[0].total == Approx(1).margin(0.25));
  CHECK(rows[1].total == 0);
  for (RunRecord& run : c.results.runs) run.status = status_failed;
  const auto none = sensitivity(c.design, c.results, 11);
  CHECK(none[0].samples == 0);
  CHECK(std::isnan(none[0].first));
}

TEST_CASE("Morris' effects of a linear function are its slopes, and sigma tells what is not linear",
          "[experiment]") {
  const std::string yaml =
      "design: [{morris: {trajectories: 50, levels: 4, factors: {a: [0, 2], b: [0, 1], c: [0, 1], d: [0, "
      "1]}}}]\n";
  // In units of a factor's whole range: 3 * 2, -5, 0, and an interaction of c with d.
  const auto rows = rows_of(yaml, [](const std::vector<double>& x, std::uint64_t) {
    return 3 * x[0] - 5 * x[1] + 4 * x[2] * x[3];
  });
  CHECK(rows[0].mu == Approx(6));
  CHECK(rows[0].mu_star == Approx(6));
  CHECK(rows[0].sigma == Approx(0).margin(1e-9));
  CHECK(rows[1].mu == Approx(-5));
  CHECK(rows[1].mu_star == Approx(5));
  CHECK(rows[2].sigma > 0.5);
  CHECK((rows[2].mu_star_low <= 2 && 2 <= rows[2].mu_star_high));  // E 4 x_d = 2 over the grid
  CHECK(rows[0].method == "morris");
  CHECK(std::isnan(rows[0].first));
  CHECK(rows[0].samples == 50);
}

TEST_CASE("Morris' mu* ranks the factors of the g-function by their closed form", "[experiment]") {
  const std::vector<double> a = {0, 1, 4.5, 9};
  const auto rows = rows_of(
      "design: [{morris: {trajectories: 100, levels: 8, factors: {a: [0, 1], b: [0, 1], c: [0, 1], d: [0, "
      "1]}}}]\n",
      [&](const std::vector<double>& x, std::uint64_t) {
        double product = 1;
        for (std::size_t i = 0; i < 4; ++i) product *= (std::fabs(4 * x[i] - 2) + a[i]) / (1 + a[i]);
        return product;
      });
  // A step goes half the grid up, from one of the four lower of eight levels: mean absolute change over
  // delta, times the mean of what the other factors multiply it by.
  const auto g = [&](std::size_t i, double x) { return (std::fabs(4 * x - 2) + a[i]) / (1 + a[i]); };
  for (std::size_t i = 0; i < 4; ++i) {
    double expected = 0;
    for (int l = 0; l < 4; ++l) expected += std::fabs(g(i, (l + 4) / 7.0) - g(i, l / 7.0)) / (4.0 / 7) / 4;
    for (std::size_t o = 0; o < 4; ++o) {
      double mean = 0;
      for (int l = 0; l < 8; ++l) mean += g(o, l / 7.0) / 8;
      if (o != i) expected *= mean;
    }
    INFO(i << ": " << rows[i].mu_star << ", expected " << expected);
    CHECK((rows[i].mu_star_low <= expected && expected <= rows[i].mu_star_high));
    if (i > 0) CHECK(rows[i].mu_star < rows[i - 1].mu_star);
  }
}

TEST_CASE("Morris' mu* of the Ishigami function is what its grid of four levels gives", "[experiment]") {
  // Levels at -pi, -pi / 3, pi / 3, pi; a step leads over two thirds of the range. |sin x'- sin x| is sin(pi
  // / 3) for each, so that the effect of a varies with c alone, that of b by its sign alone.
  const auto rows =
      rows_of("design: [{morris: {trajectories: 200, levels: 4, " + ishigami_factors + "}}]\n", ishigami);
  const double step = 2.0 / 3, s = std::sin(pi / 3), far = std::pow(pi, 4), near = std::pow(pi / 3, 4);
  const auto holds = [](const SensitivityRow& row, double expected) {
    INFO(row.factor << ": " << row.mu_star_low << " .. " << row.mu_star_high << ", expected " << expected);
    CHECK((row.mu_star_low <= expected && expected <= row.mu_star_high));
    CHECK(row.mu_star_high - row.mu_star_low < 0.4 * expected);
  };
  holds(rows[0], s / step * (1 + 0.1 * (far + near) / 2));
  CHECK(rows[1].mu_star == Approx(7 * s * s / step));           // 7.875
  CHECK(std::fabs(rows[1].mu) < 6 * 7.875 / std::sqrt(200.0));  // half of the steps go up; 6 standard errors
  holds(rows[2], 0.1 * (far - near) / step * s / 2);
}

TEST_CASE("sensitivity is the same for the same seed, and rows come by block, arm, measure, factor",
          "[experiment]") {
  Case c = results_of("design: [{saltelli: {samples: 32, factors: {a: [0, 1], b: [0, 1]}}}]\n",
                      [](const std::vector<double>& x, std::uint64_t) { return x[0] + x[1] * x[1]; });
  c.results.measures.push_back("z");
  for (RunRecord& run : c.results.runs) run.measures.push_back(-run.measures[0]);
  const std::vector<RunRecord> first = c.results.runs;
  for (RunRecord run : first) {
    run.arm = "both";
    c.results.runs.push_back(run);
  }
  const std::string once = sensitivity_csv(sensitivity(c.design, c.results, 11));
  CHECK(once == sensitivity_csv(sensitivity(c.design, c.results, 11)));
  CHECK(once != sensitivity_csv(sensitivity(c.design, c.results, 12)));  // the bootstrap
  const auto rows = sensitivity(c.design, c.results, 11);
  REQUIRE(rows.size() == 8);
  CHECK(rows[0].arm.empty());
  CHECK(rows[1].factor == "b");
  CHECK(rows[2].measure == "z");
  CHECK(rows[2].first == rows[0].first);
  CHECK(rows[4].arm == "both");
  CHECK(once.substr(0, once.find('\n')).find("block,arm,measure,factor,method,samples") == 0);
}

}  // namespace experiment_sensitivity_test
