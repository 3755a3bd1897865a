#include "experiment/judge_tests.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "config/reader.hpp"
#include "experiment/comparison_text.hpp"
#include "experiment/expectation_rules.hpp"
#include "experiment/selection.hpp"
#include "statistics/chi_square.hpp"
#include "statistics/correlation.hpp"
#include "statistics/equivalence.hpp"
#include "statistics/given_value.hpp"
#include "statistics/ordering.hpp"
#include "statistics/slope.hpp"
#include "statistics/summary.hpp"
#include "statistics/t_test.hpp"
#include "statistics/wilcoxon.hpp"

namespace shoal::experiment {
namespace {

using statistics::Result;
using statistics::Tail;

Tail tail_of(const ExpectationParams& e) {
  switch (direction_of(e)) {
    case Direction::greater: return Tail::greater;
    case Direction::less: return Tail::less;
    default: return Tail::two_sided;
  }
}

double value_of(const ExpectationParams& e) { return e.value ? e.value->value : 0; }
double margin_of(const ExpectationParams& e) { return e.margin ? e.margin->value : 0; }

/// `letter` of the statistic is followed by its degrees of freedom, if it has any.
void fill(Verdict& v, const Result& r, std::string_view size_name, std::string_view letter) {
  v.n = r.n;
  v.effect = r.effect;
  v.ci_low = r.ci_low;
  v.ci_high = r.ci_high;
  v.size = r.size;
  v.size_name = size_name;
  v.statistic = r.statistic;
  v.statistic_name = std::isnan(r.df) ? std::string(letter) : fmt::format("{}({})", letter, brief(r.df));
  v.p = r.p;
}

/// A test on one Selection; notes and failures of the selection reach the verdict.
class OneTest {
 public:
  OneTest(const ExpectationParams& e, const Results& results, Verdict& v)
      : e_(e), v_(v), tail_(tail_of(e)), confidence_(1 - e.alpha) {
    std::vector<std::string> measures = e.counts;
    if (measures.empty()) measures = {e.compare};
    if (!e.with.empty()) measures.push_back(e.with);
    s_ = select(e, results, measures);
    factors_ = &results.factors;
  }

  void apply() {
    if (s_.failure.empty()) run();
    if (s_.failure.empty() && reading_of(e_) != Reading::plain && std::isnan(v_.p))
      s_.failure = v_.n < 2 ? "too few replicates" : "the values do not vary, so that nothing can be tested";
    v_.reason = s_.failure;
    if (!s_.failure.empty()) v_.p = statistics::none, v_.holds = false;
    if (!s_.notes.empty()) v_.reason += (v_.reason.empty() ? "" : "; ") + s_.notes;
  }

 private:
  void run() {
    switch (e_.test) {
      case Test::paired_t: return paired_t();
      case Test::two_sample_t: return two_sample_t();
      case Test::wilcoxon: return wilcoxon();
      case Test::equivalence: return equivalence();
      case Test::slope: return slope();
      case Test::correlation: return correlation();
      case Test::ordering: return ordering();
      case Test::trend: return trend();
      case Test::proportion: return proportion();
      case Test::mean: return mean();
      case Test::chi_square: return chi_square();
      case Test::interval: return interval();
      case Test::exact: return exact();
    }
  }

  statistics::Groups paired() {
    const auto all = matches(s_);
    if (all.empty()) s_.failure = "no replicate has all of the groups";
    return by_replicate(all, s_.groups.size());
  }
  std::vector<double> all_values(std::size_t measure = 0) const {
    std::vector<double> x;
    for (const Observation& o : s_.runs) x.push_back(o.values[measure]);
    return x;
  }
  /// Tests that count runs want runs that are independent of each other.
  bool runs_are_independent() {
    if (independent(s_)) return true;
    s_.failure =
        "runs share seeds (common random numbers), so that they are not independent; restrict the "
        "expectation to one "
        "arm and design point (arms, block, where)";
    return false;
  }
  void note_no_spread(double spread) {
    if (spread == 0 && v_.n >= 2) s_.note("the replicates do not differ at all");
  }

  void paired_t() {
    const auto g = paired();
    const auto d = statistics::differences(g[0], g[1]);
    fill(v_, statistics::one_sample_t(d, value_of(e_), tail_, confidence_), "d_z", "t");
    note_no_spread(statistics::summarise(d).sd);
  }

  void two_sample_t() {
    const auto x = replicate_means(s_, 0), y = replicate_means(s_, 1);
    fill(v_, statistics::welch_t(x, y, value_of(e_), tail_, confidence_), "g", "t");
    note_no_spread(statistics::welch_error(x, y).se);
  }

  void wilcoxon() {
    const auto g = paired();
    fill(v_, statistics::wilcoxon(statistics::differences(g[0], g[1]), value_of(e_), tail_, confidence_),
         "r_rb", "W");
  }

  void equivalence() {
    const double margin = margin_of(e_);
    if (e_.value) {
      fill(v_, statistics::one_sample_equivalence(replicate_means(s_, 0), *e_.value, margin, e_.alpha), "d",
           "t");
    } else if (e_.paired) {
      const auto g = paired();
      fill(v_, statistics::paired_equivalence(g[0], g[1], margin, e_.alpha), "d_z", "t");
    } else {
      const auto x = replicate_means(s_, 0), y = replicate_means(s_, 1);
      fill(v_, statistics::welch_equivalence(x, y, margin, e_.alpha), "g", "t");
    }
  }

  /// Points of one replicate and one group of points that share everything but the dose.
  struct Points {
    std::vector<double> x, y;
  };
  using Doses = std::map<std::uint64_t, std::map<std::string, Points>>;

  Doses doses() {
    Doses all;
    if (!e_.doses.empty()) {
      for (const Match& m : matches(s_)) {
        Points& p = all[m.replicate][std::to_string(all[m.replicate].size())];
        for (std::size_t g = 0; g < m.values.size(); ++g)
          p.x.push_back(e_.doses[g]), p.y.push_back(m.values[g]);
      }
      return all;
    }
    const auto factor = static_cast<std::size_t>(std::ranges::find(*factors_, e_.factor) - factors_->begin());
    for (const Observation& o : s_.runs) {
      double dose = 0;
      const std::string& text = o.run->factors[factor];
      if (!config::parse_number(text, dose))
        s_.failure = "the dose '" + text + "' of " + e_.factor + " is no number";
      Points& p = all[o.run->replicate][o.run->block + '\x1f' + o.run->arm];
      p.x.push_back(dose), p.y.push_back(o.values.front());
    }
    return all;
  }

  void slope() {
    const Doses all = doses();
    if (!s_.failure.empty()) return;
    if (!e_.paired) {
      Points flat;
      for (const auto& [replicate, groups] : all)
        for (const auto& [name, p] : groups) {
          flat.x.insert(flat.x.end(), p.x.begin(), p.x.end());
          flat.y.insert(flat.y.end(), p.y.begin(), p.y.end());
        }
      fill(v_, statistics::slope(flat.x, flat.y, value_of(e_), tail_, confidence_), "r", "t");
      return;
    }
    std::vector<double> slopes;
    for (const auto& [replicate, groups] : all) {
      statistics::WithinSlope within;
      for (const auto& [name, p] : groups) within.add(p.x, p.y);
      if (!std::isnan(within.value())) slopes.push_back(within.value());
    }
    if (slopes.size() < all.size())
      s_.note(fmt::format("{} of {} replicates have fewer than two doses and were left out",
                          all.size() - slopes.size(), all.size()));
    fill(v_, statistics::one_sample_t(slopes, value_of(e_), tail_, confidence_), "d", "t");
    if (slopes.empty()) s_.failure = "the dose does not vary";
    note_no_spread(statistics::summarise(slopes).sd);
  }

  void correlation() {
    if (!e_.with.empty()) {
      if (!runs_are_independent()) return;
      fill(v_, statistics::correlation(all_values(0), all_values(1), tail_, confidence_), "r", "t");
      return;
    }
    const auto r = replicate_means(s_, 0);
    for (const Observation& o : s_.runs)
      if (!(std::fabs(o.values.front()) <= 1))
        s_.failure =
            fmt::format("{} is no correlation in {}: {}; `with` names the measure to correlate it with",
                        e_.compare, name_of_run(*o.run), brief(o.values.front()));
    fill(v_, statistics::correlation_over_runs(r, tail_, confidence_), "d", "t");
    if (std::isnan(v_.p) && v_.n >= 2 && s_.failure.empty())
      s_.failure = "a correlation of exactly 1 or -1 has no place on Fisher's scale";
  }

  void ordering() {
    const auto o = statistics::ordering(paired(), tail_, confidence_);
    fill(v_, o.result, "d_z", "t");
    s_.note("numbers of the weakest step, " + s_.groups[o.weakest] + " to " + s_.groups[o.weakest + 1]);
  }

  void trend() {
    auto g = paired();
    if (tail_ == Tail::greater) std::ranges::reverse(g);  // L grows along the list
    fill(v_, statistics::page_trend(g, Tail::greater, confidence_), "rho", "L");
  }

  void proportion() {
    if (!runs_are_independent()) return;
    const double trials = static_cast<double>(e_.trials);
    double successes = 0;
    for (const Observation& o : s_.runs) {
      const double k = o.values.front() * trials, whole = std::round(k);
      if (!(k >= 0 && k <= trials) || std::fabs(k - whole) > 1e-6 * std::max(1.0, trials)) {
        s_.failure = fmt::format("{} is no share of {} trials in {}: {}; see `trials`", e_.compare,
                                 std::int64_t{e_.trials}, name_of_run(*o.run), brief(o.values.front()));
        return;
      }
      successes += whole;
    }
    const double sd = e_.sd ? e_.sd->value : statistics::none;
    fill(v_,
         statistics::proportion(successes, trials * static_cast<double>(s_.runs.size()), value_of(e_), sd,
                                margin_of(e_), tail_, confidence_),
         "h", "z");
  }

  void mean() {
    if (e_.sd) {
      if (!runs_are_independent()) return;
      fill(v_,
           statistics::mean_with_sd(all_values(), value_of(e_), *e_.sd, margin_of(e_), tail_, confidence_),
           "d", "z");
      return;
    }
    const auto x = replicate_means(s_, 0);
    fill(v_, statistics::mean_without_sd(x, value_of(e_), margin_of(e_), tail_, confidence_), "d", "t");
    note_no_spread(statistics::summarise(x).sd);
  }

  void chi_square() {
    if (!runs_are_independent()) return;
    std::vector<double> counts(e_.probabilities.size(), 0);
    for (const Observation& o : s_.runs) {
      for (std::size_t i = 0; i < e_.counts.size(); ++i) {
        if (!(o.values[i] >= 0) || o.values[i] != std::floor(o.values[i])) {
          s_.failure =
              fmt::format("{} is no count in {}: {}", e_.counts[i], name_of_run(*o.run), brief(o.values[i]));
          return;
        }
        counts[i] += o.values[i];
      }
      if (!e_.counts.empty()) continue;
      std::size_t category = 0;
      while (category < counts.size() && o.values.front() != category_value(category)) ++category;
      if (category == counts.size()) {
        s_.failure = fmt::format("{} is in none of the categories in {}: {}", e_.compare, name_of_run(*o.run),
                                 brief(o.values.front()));
        return;
      }
      ++counts[category];
    }
    const std::vector<double> probabilities(e_.probabilities.begin(), e_.probabilities.end());
    const auto [r, least] = statistics::chi_square(counts, probabilities, confidence_);
    fill(v_, r, "w", "chi2");
    if (least < 5) s_.note(fmt::format("the least expected count is {}, below 5: p is rough", brief(least)));
  }
  double category_value(std::size_t i) const {
    return e_.categories.empty() ? static_cast<double>(i) : e_.categories[i].value;
  }

  void interval() {
    const double low = e_.interval[0], high = e_.interval[1];
    if (e_.every) {
      extremes(all_values());
      count_misses([&](double x) { return x >= low && x <= high; });
      return;
    }
    const auto x = replicate_means(s_, 0);
    const auto s = statistics::summarise(x, confidence_);
    // Inside the interval of confidence 1 - alpha: both one-sided tests at alpha / 2.
    const double half = (high - low) / 2;
    auto r = statistics::one_sample_equivalence(x, low + half, half, e_.alpha / 2);
    r.effect = s.mean, r.ci_low = s.ci_low, r.ci_high = s.ci_high, r.size = statistics::none;
    r.p = std::min(1.0, 2 * r.p);
    fill(v_, r, "", "t");
  }

  void exact() {
    if (e_.value) {
      extremes(all_values());
      count_misses([&](double x) { return std::fabs(x - *e_.value) <= margin_of(e_); });
      return;
    }
    const auto all = matches(s_);
    if (all.empty()) s_.failure = "no replicate has all of the groups";
    std::vector<double> largest;
    for (const Match& m : all) {
      double d = 0;
      for (const double x : m.values)
        if (std::fabs(x - m.values.front()) > std::fabs(d)) d = m.values.front() - x;
      largest.push_back(d);
    }
    extremes(largest);
    count_misses(largest, [&](double d) { return std::fabs(d) <= margin_of(e_); });
  }

  /// Mean as the effect, smallest and largest value as its interval.
  void extremes(const std::vector<double>& x) {
    v_.n = x.size();
    if (x.empty()) return;
    v_.effect = statistics::mean(x);
    v_.ci_low = *std::ranges::min_element(x);
    v_.ci_high = *std::ranges::max_element(x);
  }
  template <class Inside>
  void count_misses(const std::vector<double>& x, const Inside& inside) {
    const auto misses =
        static_cast<std::size_t>(std::ranges::count_if(x, [&](double v) { return !inside(v); }));
    v_.statistic = static_cast<double>(misses);
    v_.statistic_name = "misses";
    v_.holds = misses == 0 && !x.empty();
  }
  template <class Inside>
  void count_misses(const Inside& inside) {
    count_misses(all_values(), inside);
    const auto first =
        std::ranges::find_if(s_.runs, [&](const Observation& o) { return !inside(o.values.front()); });
    if (first != s_.runs.end())
      s_.note("first miss: " + brief(first->values.front()) + " in " + name_of_run(*first->run));
  }

  const ExpectationParams& e_;
  Verdict& v_;
  Tail tail_;
  double confidence_;
  Selection s_;
  const std::vector<std::string>* factors_ = nullptr;
};

}  // namespace

void apply_test(const ExpectationParams& e, const Results& results, Verdict& v) {
  OneTest(e, results, v).apply();
}

}  // namespace shoal::experiment
