#pragma once
// Whether a number moves one way with a key.

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "engine/twin_check.support.hpp"

namespace shoal::monotone {

/// The sum of a number over the first ticks of the village with these keys.
template <class Number>
double total(std::vector<std::string> keys, Number number, std::uint32_t ticks = 1) {
  const World world(twin::village(), keys);
  Simulation simulation = world.simulation();
  double sum = 0;
  for (std::uint32_t t = 0; t < ticks; ++t) sum += static_cast<double>(number(simulation.step()));
  return sum;
}

/// Checks that the number rises (or falls) from value to value of a key, without ever turning back.
template <class Number>
void check_rises(const std::string& key, const std::vector<double>& values, Number number,
                 std::vector<std::string> keys = {}, std::uint32_t ticks = 1, double sign = 1) {
  std::vector<double> results;
  for (const double value : values) {
    auto all = keys;
    all.push_back(key + "=" + std::to_string(value));
    results.push_back(sign * total(all, number, ticks));
  }
  INFO(key << ": " << results.front() << " to " << results.back());
  for (std::size_t n = 1; n < results.size(); ++n) CHECK(results[n] >= results[n - 1]);
  CHECK(results.back() > results.front());
}
template <class Number>
void check_falls(const std::string& key, const std::vector<double>& values, Number number,
                 std::vector<std::string> keys = {}, std::uint32_t ticks = 1) {
  check_rises(key, values, number, std::move(keys), ticks, -1);
}

inline const std::vector<double> probabilities = {0, 0.2, 0.4, 0.6, 0.8, 1};
inline const std::vector<double> weights = {0, 1, 2, 4, 8};

}  // namespace shoal::monotone
