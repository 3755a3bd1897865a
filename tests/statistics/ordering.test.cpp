#include "statistics/ordering.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "statistics/samples.support.hpp"
#include "statistics/t_test.hpp"
#include "statistics/wilcoxon.hpp"

namespace statistics_ordering_test {

using namespace shoal::statistics;
using namespace statistics_samples;

/// Breaking strength of cotton at falling levels of potash, three blocks: Hollander & Wolfe 1973, table 7.5
/// (Cochran & Cox 1957).
const Groups cotton{
    {7.46, 7.68, 7.21}, {7.17, 7.57, 7.80}, {7.76, 7.73, 7.74}, {8.14, 8.15, 7.87}, {7.63, 8.00, 7.93}};

TEST_CASE("Page's L gives what the cotton data give in print", "[statistics]") {
  // Hollander & Wolfe: L = 158, p < 0.01; exact p by SciPy 1.10 (page_trend_test).
  const Result r = page_trend(cotton, Tail::greater, 0.95);
  CHECK(r.n == 3);
  CHECK(r.statistic == 158);
  CHECK(r.p == Approx(0.002492476851851852).epsilon(1e-12));
  CHECK(r.effect == Approx((0.6 + 0.8 + 0.9) / 3));
  Groups turned = cotton;
  std::ranges::reverse(turned);
  CHECK(page_trend(turned, Tail::less, 0.95).p == Approx(r.p));
  CHECK(page_trend(turned, Tail::greater, 0.95).effect == Approx(-r.effect));
}

/// Replicates that rank three groups with sum(position * rank) = l each.
Groups of_rows(const std::vector<std::vector<double>>& rows) {
  Groups groups(rows.front().size());
  for (const auto& row : rows)
    for (std::size_t j = 0; j < row.size(); ++j) groups[j].push_back(row[j]);
  return groups;
}

TEST_CASE("Page's L reaches the levels at the critical values that Page tabled", "[statistics]") {
  // Page 1963, table 2, k = 3: the least L with p <= 0.05, 0.01, 0.001; 0: there is none.
  const int table[][4] = {{2, 28, 0, 0},      {3, 41, 42, 0},     {4, 54, 55, 56},
                          {5, 66, 68, 70},    {6, 79, 81, 83},    {7, 91, 93, 96},
                          {8, 104, 106, 109}, {9, 116, 119, 121}, {10, 128, 131, 134}};
  const double levels[] = {0.05, 0.01, 0.001};
  for (const auto& [n, l05, l01, l001] : table) {
    const int critical[] = {l05, l01, l001};
    for (int level = 0; level < 3; ++level) {
      if (critical[level] == 0) continue;
      for (const int l : {critical[level], critical[level] - 1}) {
        // Rows 1 2 3 give 14, 2 1 3 give 13, 2 3 1 give 11: as many of the others as are missing.
        std::vector<std::vector<double>> rows(static_cast<std::size_t>(n), {1, 2, 3});
        int missing = 14 * n - l, left = n;
        for (auto& row : rows) {
          const bool many = missing > left--;
          if (missing > 0) row = many ? std::vector<double>{2, 3, 1} : std::vector<double>{2, 1, 3};
          missing -= missing > 0 ? (many ? 3 : 1) : 0;
        }
        REQUIRE(missing == 0);
        const Result r = page_trend(of_rows(rows), Tail::greater, 0.95);
        CHECK(r.statistic == l);
        CHECK((r.p <= levels[level]) == (l == critical[level]));
      }
    }
  }
}

TEST_CASE("Page's p is exact with ties", "[statistics]") {
  // The twin goes through all orders of all replicates.
  for (std::uint32_t i = 0; i < 20; ++i) {
    std::vector<std::vector<double>> rows(4);
    for (std::uint32_t r = 0; r < 4; ++r) {
      rows[r] = transformed(uniform_sample(61, 4 * i + r, 3), 3, 0);
      for (double& v : rows[r]) v = std::floor(v);
    }
    std::vector<std::vector<double>> per_row;  // L of each of the 6 orders
    double observed = 0;
    for (const auto& row : rows) {
      const std::vector<double> ranks = mid_ranks(row);
      observed += ranks[0] + 2 * ranks[1] + 3 * ranks[2];
      std::vector<std::size_t> order{0, 1, 2};
      per_row.emplace_back();
      do per_row.back().push_back(ranks[order[0]] + 2 * ranks[order[1]] + 3 * ranks[order[2]]);
      while (std::ranges::next_permutation(order).found);
    }
    int upper = 0;
    for (int a = 0; a < 6 * 6 * 6 * 6; ++a) {
      const double l =
          per_row[0][static_cast<std::size_t>(a % 6)] + per_row[1][static_cast<std::size_t>(a / 6 % 6)] +
          per_row[2][static_cast<std::size_t>(a / 36 % 6)] + per_row[3][static_cast<std::size_t>(a / 216)];
      upper += l >= observed;
    }
    const Result r = page_trend(of_rows(rows), Tail::greater, 0.95);
    CHECK(r.statistic == observed);
    CHECK(r.p == Approx(upper / 1296.0).epsilon(1e-12));
  }
}

TEST_CASE("Page's normal approximation meets the exact distribution", "[statistics]") {
  // 51 replicates are beyond the exact limit; the 51st has no order at all (all equal), so it changes no p.
  Groups groups;
  for (std::uint32_t g = 0; g < 4; ++g) groups.push_back(transformed(normal_sample(62, g, 50), 1, 0.1 * g));
  const double exact = page_trend(groups, Tail::greater, 0.95).p;
  for (auto& group : groups) group.push_back(0);
  CHECK(page_trend(groups, Tail::greater, 0.95).p == Approx(exact).margin(0.01));
}

TEST_CASE("An ordering is as strong as its weakest step", "[statistics]") {
  // Steps of the cotton data upwards by SciPy 1.10 (ttest_1samp): p 0.4177, 0.1757, 0.0380, 0.8238.
  const Ordering up = ordering({cotton[1], cotton[2], cotton[3]}, Tail::less, 0.95);
  CHECK(up.weakest == 0);
  CHECK(up.result.p == Approx(0.1757238074841136).epsilon(1e-9));
  CHECK(up.result.effect == Approx(-0.23));
  const Ordering all = ordering(cotton, Tail::less, 0.95);
  CHECK(all.weakest == 3);
  CHECK(all.result.p == Approx(0.8237619541190884).epsilon(1e-9));
}

TEST_CASE("One equality among real steps is found as seldom as the level says", "[statistics]") {
  // Null: a > b = c; the first step is certain, so rejections ~ Binomial(4000, 0.05); 5.5 standard
  // deviations.
  int rejected = 0;
  for (std::uint32_t i = 0; i < 4000; ++i) {
    const Groups groups{transformed(normal_sample(63, 3 * i, 10), 1, 50), normal_sample(63, 3 * i + 1, 10),
                        normal_sample(63, 3 * i + 2, 10)};
    rejected += ordering(groups, Tail::greater, 0.95).result.p < 0.05;
  }
  CHECK(fits(rejected, 4000, 0.05));
}

}  // namespace statistics_ordering_test
