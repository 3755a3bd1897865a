#pragma once
// Reviews: pure maths of posting, reading and credibility, and the phases (docs/mechanisms/reviews.md).

#include <cmath>
#include <span>

#include "maths/elementary.hpp"
#include "mechanisms/step.hpp"

namespace shoal {

inline constexpr auto store_source = static_cast<std::size_t>(metrics::ReviewSource::store),
                      third_source = static_cast<std::size_t>(metrics::ReviewSource::third_party);

/// What an agent keeps in mind of a product's seller until its next experience, as bits.
namespace impression {
inline constexpr std::uint8_t led_by_store = 1;   ///< the store's reviews moved its belief
inline constexpr std::uint8_t heard_advert = 2;   ///< for good: the advert tells nothing new
inline constexpr std::uint8_t led_by_advert = 4;  ///< the advert has not met an experience yet
}  // namespace impression

/// Quality that the seller advertises: the truth, and the more above it the less honest the seller is.
inline double advertised(double quality, double honesty) {
  return quality + (1.0 - honesty) * (1.0 - quality);
}

/// Fake reviews posted in a tick: a rate of whole numbers, so that what was posted follows the rate.
inline std::int64_t fakes_in(const ProductParams& product, std::uint32_t tick) {
  const double rate = product.fake_reviews * (1.0 - product.honesty);
  if (rate <= 0 || tick < static_cast<std::uint64_t>(product.launch.value)) return 0;
  const double n = static_cast<double>(tick - static_cast<std::uint64_t>(product.launch.value) + 1);
  return static_cast<std::int64_t>(std::floor(rate * n) - std::floor(rate * (n - 1.0)));
}

/// Precision of a source's mean rating as a signal. `ignorance` = 1 - product knowledge.
inline double review_precision(double precision, double credibility, double usefulness, double count,
                               double ignorance) {
  return precision * credibility * usefulness * maths::log(1.0 + count) * ignorance;
}

/// Credibility of the store at the end of a tick with `disconfirmed` readers.
double credibility_after(double credibility, const ReviewParams& params, std::int64_t disconfirmed);

/// Whether anything depends on what agents keep in mind of sellers.
bool keeps_impressions(const Model& model);
/// Whether consumers take adverts for a signal.
inline bool adverts_tell(const Model& model) {
  return model.learning.beliefs.enabled && model.learning.beliefs.precision.advert > 0;
}

/// Agent `a` reads about the products that it considers (scratch.utility): updates its beliefs, gives the
/// largest change of a belief in quality.
float read_reviews(const Step& step, Block& block, std::uint32_t a);
/// Agent `a` meets the advert of product k, if it has not before.
void hear_advert(const Step& step, Block& block, std::uint32_t a, std::size_t k);
/// Agent `a` posts a review of its purchase.
void post_review(const Step& step, Block& block, const Purchase& purchase);

/// After the experience: who was led by the store's reviews and is displeased, who was deceived.
void judge(const Step& step, Block& block);

/// Sets up what the sources hold, and what agents keep in mind.
void start_reviews(const Model& model, State& state);
/// The tick's reviews, readers and fakes of all blocks, in order, become part of the sources and the totals.
void gather_reviews(const Model& model, State& state, std::span<const BlockTally> blocks,
                    metrics::Totals& totals);

}  // namespace shoal
