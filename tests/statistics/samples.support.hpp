#pragma once
// Data sets that textbooks work through, and samples drawn from addresses.

#include <cstdint>
#include <vector>

namespace statistics_samples {

using Sample = std::vector<double>;

/// Hours of sleep gained under two drugs by ten patients: Cushny & Peebles 1905, worked by Student 1908; R:
/// `sleep`.
extern const Sample sleep_one, sleep_two;
/// Depression scale before and after: Hollander & Wolfe 1973, p. 29; R: ?wilcox.test.
extern const Sample depression_before, depression_after;

/// n standard normal numbers; another sample for every `number`.
Sample normal_sample(std::uint64_t seed, std::uint32_t number, std::size_t n);
/// n uniform numbers in (0, 1).
Sample uniform_sample(std::uint64_t seed, std::uint32_t number, std::size_t n);
/// A sample of exactly this mean and standard deviation.
Sample sample_with(std::size_t n, double mean, double sd);
/// A pair of samples with exactly these means, standard deviations and correlation.
struct Pair {
  Sample x, y;
};
Pair pair_with(std::size_t n, double mean_x, double sd_x, double mean_y, double sd_y, double r);

/// scale * x + shift.
Sample transformed(const Sample& x, double scale, double shift);

/// Whether `rejections` of `trials` fit probability `p`: within 5.5 standard deviations, false alarm 4e-8.
bool fits(int rejections, int trials, double p);

}  // namespace statistics_samples
