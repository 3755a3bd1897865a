// Verdicts as a table for people and as CSV.

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "experiment/columns.hpp"
#include "experiment/comparison_text.hpp"
#include "experiment/judge.hpp"
#include "output/csv.hpp"

namespace shoal::experiment {
namespace {

/// Fewer digits than a double has: the last ones of a p value depend on the machine's library of functions.
constexpr int digits_of_p = 6, digits_of_figures = 10;

void append_rounded(std::string& row, double x, int precision) {
  if (!std::isfinite(x)) {
    row += std::isnan(x) ? "" : x > 0 ? "inf" : "-inf";
    return;
  }
  char text[64];
  const auto end = std::to_chars(text, text + sizeof text, x, std::chars_format::general, precision).ptr;
  double rounded = 0;
  std::from_chars(text, end, rounded);
  output::append_number(row, rounded);
}

}  // namespace

std::string numbers_text(const Verdict& v) {
  const bool plain = std::isnan(v.alpha);
  std::string text = fmt::format("{}, n {}", v.test, v.n);
  if (!std::isnan(v.effect)) text += fmt::format(", effect {}", brief(v.effect));
  if (!std::isnan(v.ci_low)) text += fmt::format(" [{}, {}]", brief(v.ci_low), brief(v.ci_high));
  if (!std::isnan(v.ci_low) && plain) text += " (range)";
  if (!std::isnan(v.ci_low) && !plain)
    text += fmt::format(" ({} %)", brief(100 * (1 - (v.test == "equivalence" ? 2 : 1) * v.alpha)));
  if (!std::isnan(v.size) && !v.size_name.empty()) text += fmt::format(", {} {}", v.size_name, brief(v.size));
  if (!std::isnan(v.statistic) && !v.statistic_name.empty())
    text += fmt::format(", {} {}", v.statistic_name, brief(v.statistic));
  if (!std::isnan(v.p)) {
    text += ", p " + brief(v.p);
    if (v.p_adjusted != v.p) text += ", adjusted " + brief(v.p_adjusted);
    text += ", alpha " + brief(v.alpha);
  }
  return text;
}

std::string verdict_table(const std::vector<Verdict>& verdicts, const std::string& not_reproduced) {
  std::string text;
  std::size_t holding = 0;
  for (const Verdict& v : verdicts) {
    holding += v.holds;
    text += fmt::format("{}  {}\n", v.holds ? "holds" : "FAILS", v.claim);
    if (v.claim != v.comparison) text += "       " + v.comparison + "\n";
    text += "       " + numbers_text(v) + "\n";
    if (!v.reason.empty()) text += "       " + v.reason + "\n";
  }
  text += fmt::format("{} of {} {}\n", holding, verdicts.size(),
                      verdicts.size() == 1 ? "expectation holds" : "expectations hold");
  if (not_reproduced.empty()) return text;
  return text +
         (as_said(verdicts, not_reproduced)
              ? "not reproduced: " + not_reproduced
              : "FAILS: all hold, but the file says `not_reproduced`; take it out if they should") +
         '\n';
}

std::string account(const std::vector<JudgedFile>& files) {
  std::size_t verdicts = 0, holding = 0, whole = 0, unjudged = 0;
  std::string text;
  const auto line = [&](std::string_view word, const JudgedFile& file, const std::string& rest) {
    text += fmt::format("{:<14}  {}: {}\n", word, file.name, rest);
  };
  for (const JudgedFile& file : files) {
    if (!file.unjudged.empty()) {
      ++unjudged;
      line("not judged", file, file.unjudged);
      continue;
    }
    std::size_t held = 0;
    for (const Verdict& v : file.verdicts) held += v.holds;
    const bool all = held == file.verdicts.size(), told = !file.not_reproduced.empty();
    verdicts += file.verdicts.size(), holding += held, whole += all;
    std::string rest = fmt::format("{} of {}", held, file.verdicts.size());
    if (all && told) rest += ", but the file says `not_reproduced`";
    if (file.failed_runs > 0)
      rest += fmt::format(", {} run{} failed", file.failed_runs, file.failed_runs == 1 ? "" : "s");
    line(!as_said(file.verdicts, file.not_reproduced) ? "FAILS"
         : told                                       ? "not reproduced"
                                                      : "holds",
         file, rest);
  }
  return text + fmt::format("{} of {} experiments hold, {} of {} expectations{}\n", whole, files.size(),
                            holding, verdicts, unjudged > 0 ? fmt::format("; {} not judged", unjudged) : "");
}

std::string expectations_csv(const std::vector<Verdict>& verdicts) {
  std::string text = header(expectations_columns());
  for (const Verdict& v : verdicts) {
    const auto word = [&](std::string_view w) { output::append_text(text, w), text += ','; };
    const auto number = [&](double x, int precision) { append_rounded(text, x, precision), text += ','; };
    word(v.claim), word(v.test), word(v.comparison);
    text += std::to_string(v.n) + ",";
    for (const double x : {v.effect, v.ci_low, v.ci_high, v.size}) number(x, digits_of_figures);
    word(v.size_name);
    number(v.statistic, digits_of_figures);
    word(v.statistic_name);
    number(v.p, digits_of_p), number(v.p_adjusted, digits_of_p), number(v.alpha, digits_of_figures);
    word(v.holds ? "holds" : "fails");
    output::append_text(text, v.reason);
    text += '\n';
  }
  return text;
}

}  // namespace shoal::experiment
