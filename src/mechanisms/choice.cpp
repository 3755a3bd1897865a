#include "mechanisms/choice.hpp"

#include <algorithm>
#include <array>

#include "maths/elementary.hpp"
#include "maths/wide.hpp"
#include "mechanisms/market.hpp"
#include "random/philox.hpp"

namespace shoal {
namespace {

/// Weight of a product: subtracting the largest utility keeps exp in range and changes no probability.
template <class Temperature>
float weight_of(float utility, float largest, Temperature temperature) {
  const float e = maths::exp_of_minus((utility - largest) / temperature);
  return utility == not_considered ? 0.0f : e;
}

/// The temperature 1, by which nothing is divided.
struct One {
  constexpr operator float() const { return 1; }
};

constexpr std::uint32_t strip = 64;  ///< agents whose weights stay in the first cache

}  // namespace

Choice choose(std::span<const float> utility, float temperature, bool outside, float u) {
  float largest = outside ? 0.0f : not_considered;
  for (const float x : utility) largest = std::max(largest, x);
  if (largest == not_considered) return {};
  std::array<float, max_products> weight;
  for (std::size_t k = 0; k < utility.size(); ++k) weight[k] = weight_of(utility[k], largest, temperature);
  float sum = outside ? maths::exp_of_minus(largest / temperature) : 0.0f;
  const float outside_weight = sum;
  for (std::size_t k = 0; k < utility.size(); ++k) sum += weight[k];
  float reached = 0;
  std::size_t passed = 0;  // sums never fall: the first beyond the draw is behind all that are not
  for (std::size_t k = 0; k < utility.size(); ++k) {
    reached += weight[k];
    passed += u * sum < reached ? 0u : 1u;
  }
  if (passed < utility.size()) return {passed, weight[passed] / sum};
  if (outside) return {no_product, outside_weight / sum};
  std::size_t last = utility.size() - 1;  // rounding left u just above the last sum
  while (utility[last] == not_considered) --last;
  return {last, weight[last] / sum};
}

namespace {

/// choose_all for one strip.
template <class Temperature>
void choose_strip(const float* utilities, std::size_t stride, std::uint32_t products, Temperature temperature,
                  bool outside, const std::uint32_t* word, std::uint32_t* product) {
  alignas(64) float weight[max_products][strip], largest[strip], sum[strip], draw[strip], reached[strip];
  alignas(64) std::uint32_t last[strip], passed[strip];
  for (std::uint32_t a = 0; a < strip; ++a) {
    largest[a] = outside ? 0.0f : not_considered;
    last[a] = products;
  }
  for (std::uint32_t k = 0; k < products; ++k)
    for (std::uint32_t a = 0; a < strip; ++a) {
      const float x = utilities[k * stride + a];
      largest[a] = std::max(largest[a], x);
      last[a] = x == not_considered ? last[a] : k;
    }
  for (std::uint32_t a = 0; a < strip; ++a)
    sum[a] = outside ? maths::exp_of_minus(largest[a] / temperature) : 0.0f;
  for (std::uint32_t k = 0; k < products; ++k)
    for (std::uint32_t a = 0; a < strip; ++a) {
      weight[k][a] = weight_of(utilities[k * stride + a], largest[a], temperature);
      sum[a] += weight[k][a];
    }
  for (std::uint32_t a = 0; a < strip; ++a) {
    draw[a] = random::uniform(word[a]) * sum[a];
    reached[a] = 0;
    passed[a] = 0;
  }
  for (std::uint32_t k = 0; k < products; ++k)
    for (std::uint32_t a = 0; a < strip; ++a) {
      reached[a] += weight[k][a];
      passed[a] += draw[a] < reached[a] ? 0u : 1u;
    }
  for (std::uint32_t a = 0; a < strip; ++a) {
    // Rounding may leave u just above the last sum.
    const std::uint32_t beyond = outside ? products : last[a];
    product[a] = passed[a] < products ? passed[a] : beyond;
  }
}

}  // namespace

void choose_all(const float* utilities, std::size_t stride, std::size_t products, std::uint32_t size,
                float temperature, bool outside, const std::uint32_t* word, std::uint32_t* product) {
  const auto choose_at = [=, many = static_cast<std::uint32_t>(products)](auto t) {
    maths::in_widest_vectors([=] {
      for (std::uint32_t a = 0; a < size; a += strip)
        choose_strip(utilities + a, stride, many, t, outside, word + a, product + a);
    });
  };
  if (temperature == 1.0f)
    choose_at(One{});
  else
    choose_at(temperature);
}

}  // namespace shoal
