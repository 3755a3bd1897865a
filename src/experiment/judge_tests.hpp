#pragma once
// One expectation's test on the results; without the correction for other tests.

#include "experiment/judge.hpp"
#include "experiment/results.hpp"

namespace shoal::experiment {

/// Fills numbers and reason; p stays NaN where the expectation cannot be judged. `holds` is set where the
/// test has no p value.
void apply_test(const ExpectationParams& e, const Results& results, Verdict& v);

}  // namespace shoal::experiment
