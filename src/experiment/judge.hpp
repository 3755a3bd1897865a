#pragma once
// From the results of an experiment to verdicts on what it expects of them. Pure; nothing is printed or
// written here.

#include <cstdint>
#include <string>
#include <vector>

#include "experiment/expectation.hpp"

namespace shoal::experiment {

struct Results;  // experiment/results.hpp

/// NaN stands for "this test has none".
struct Verdict {
  std::string claim;
  std::string test;        ///< "paired_t"
  std::string comparison;  ///< "adopters.first>=0.5: observation > both"
  std::uint64_t n = 0;     ///< independent units: replicates, pairs, runs
  double effect = 0;       ///< in units of the measure: difference, slope, correlation, mean, share
  double ci_low = 0, ci_high = 0;
  double size = 0;        ///< standardised effect
  std::string size_name;  ///< "d_z", "g", "r", "w"
  double statistic = 0;
  std::string statistic_name;  ///< "t(29)", "z", "W", "chi2(4)"
  double p = 0, p_adjusted = 0, alpha = 0;
  bool holds = false;
  std::string reason;  ///< why it fails where no statistic says so; what was left out
};

/// Verdicts in the order of the expectations. Runs are paired by block, design point and replicate. A run
/// that failed, or an undefined measure (unless `undefined: drop`), makes the expectations on it fail with a
/// reason.
std::vector<Verdict> judge(const std::vector<ExpectationParams>& expectations, const Results& results,
                           Correction correction);

/// Whether all hold.
bool all_hold(const std::vector<Verdict>& verdicts);
/// Whether an experiment comes out as its file says: all hold or, where the file says why they do not
/// (`not_reproduced`), not all do.
bool as_said(const std::vector<Verdict>& verdicts, const std::string& not_reproduced);

/// One line: test, n, effect, interval, size, statistic, p.
std::string numbers_text(const Verdict& verdict);
/// A table for people: each claim, what was compared, its numbers, and the reason if there is one; at the end
/// what becomes of `not_reproduced`.
std::string verdict_table(const std::vector<Verdict>& verdicts, const std::string& not_reproduced = {});
/// The text of expectations.csv.
std::string expectations_csv(const std::vector<Verdict>& verdicts);
struct JudgedFile {
  std::string name;
  std::vector<Verdict> verdicts;
  std::string not_reproduced = {};
  std::uint64_t failed_runs = 0;
  std::string unjudged = {};  ///< why there are no verdicts; empty: there are
};
/// JUnit XML: a suite per file, a test case per expectation. Where the file says `not_reproduced`, failures
/// are skipped cases, and one more case fails if all hold. A file that was not judged is an error.
std::string junit_xml(const std::vector<JudgedFile>& files);
/// The end of a table over several files: a line for each, and how many hold as a whole.
std::string account(const std::vector<JudgedFile>& files);
std::string junit_xml(const std::vector<Verdict>& verdicts, const std::string& suite);

}  // namespace shoal::experiment
