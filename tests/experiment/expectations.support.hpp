#pragma once
// Expectations from YAML, and results made by a formula in the place of runs.

#include <functional>
#include <string>
#include <vector>

#include "experiment/expectation.hpp"
#include "experiment/judge.hpp"
#include "experiment/results.hpp"

namespace expectations_support {

using namespace shoal::experiment;

/// What the experiment of these tests has: arms a, b, c; factors dose, flag; measures m, n; blocks 0, sweep.
Names names();

/// The list under `expect:`, checked; every problem as "in.yaml:LINE:COLUMN: PATH: MESSAGE".
struct Parsed {
  std::vector<ExpectationParams> expect;
  std::vector<std::string> problems;
};
Parsed parsed(const std::string& yaml, const Names& names);
/// One expectation from the inside of a flow map; must be without problems.
ExpectationParams expectation(const std::string& keys);

/// Runs of `arms` x doses x `replicates` in block 0, with measures m and n. `formula` gives both. A seed per
/// replicate, as under common random numbers.
struct Run {
  std::string arm;
  double dose;
  std::uint64_t replicate;
};
struct Measures {
  double m, n = 0;
};
Results results(const std::vector<std::string>& arms, const std::vector<double>& doses,
                std::uint64_t replicates, const std::function<Measures(const Run&)>& formula);

/// A standard normal number for each address.
double noise(std::uint64_t stream, std::uint64_t replicate);

/// The one verdict on the one expectation.
Verdict verdict(const std::string& keys, const Results& results);

}  // namespace expectations_support
