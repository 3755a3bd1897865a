#include "metrics/totals.hpp"

#include <catch2/catch.hpp>

using namespace shoal::metrics;

TEST_CASE("adding counts adds every count", "[metrics]") {
  // All members are std::int64_t, so the struct can be walked as an array: a forgotten member shows.
  constexpr auto n = sizeof(Counts) / sizeof(std::int64_t);
  Counts a, b;
  auto* x = reinterpret_cast<std::int64_t*>(&a);
  auto* y = reinterpret_cast<std::int64_t*>(&b);
  for (std::size_t i = 0; i < n; ++i) x[i] = static_cast<std::int64_t>(i), y[i] = 100;
  a.add(b);
  for (std::size_t i = 0; i < n; ++i) CHECK(x[i] == static_cast<std::int64_t>(i) + 100);
}

TEST_CASE("adding sums adds every sum", "[metrics]") {
  constexpr auto n = sizeof(Sums) / sizeof(double);
  Sums a, b;
  auto* x = reinterpret_cast<double*>(&a);
  auto* y = reinterpret_cast<double*>(&b);
  for (std::size_t i = 0; i < n; ++i) x[i] = static_cast<double>(i), y[i] = 0.5;
  a.add(b);
  for (std::size_t i = 0; i < n; ++i) CHECK(x[i] == static_cast<double>(i) + 0.5);
}
