#pragma once
// Addressed randomness: a draw is a function of (seed, subject, time, purpose, index) and of nothing else
// (docs/model.md 6). The only place that knows the generator: Philox 4x32-10 (Salmon et al. 2011), scalar
// through Random123.

#include <array>
#include <cstdint>

namespace shoal::random {

/// What a draw is for. Draws of decision, experience and talking share blocks (shared_word). Values are part
/// of the promise of reproducible bytes: append, never renumber.
enum class Purpose : std::uint32_t {
  derive_seed = 1,
  // network
  network_row = 16,
  network_weight = 17,
  network_layer = 18,
  network_size = 19,
  network_pair = 20,
  network_rewire = 21,
  network_degree = 22,
  network_shuffle = 23,
  // population
  trait = 48,  // + trait number
  segment = 96,
  seed_adopter = 97,
  // dynamics
  decision = 128,
  experience = 129,
  sharing = 130,
  sampling = 131,
  reading = 132,
  order = 133,
  rule = 134,
  state = 135,
  threshold = 136,
  experience_attribute = 137,  ///< of other attributes than quality; index: which
  review_place = 140,          ///< where a buyer posts
  review_source = 141,         ///< where a reader turns
  endorsement = 165,
  removal = 166,
  group_buy = 167,
  commission = 168,
  reselling = 169,
  replacement = 180,  ///< birth_death: who passes its act on, and to whom
  environment = 181,
  seed_product = 182,
  strategy = 183,  ///< an agent's before the first tick
  turnover = 184,
  // communities
  openness = 150,
  element = 151,  // + element number
  founding = 156,
  initial_member = 157,
  interest = 158,
  membership = 159,
  talking = 160,
  service = 161,
  loyalty = 256,  ///< + product number
  // experiments
  design_value = 200,
  design_shuffle = 201,
  design_scramble = 202,
  design_trajectory = 203,
  design_bootstrap = 204,
  calibration = 205,
  calibration_kernel = 206,
  calibration_seed = 207,
};

using Words = std::array<std::uint32_t, 4>;

/// The four words at an address. `index` counts further draws at the same address.
Words draw(std::uint64_t seed, Purpose purpose, std::uint32_t subject, std::uint32_t time = 0,
           std::uint32_t index = 0);

/// A uniform number in [0, 1) with 24 bits, exact in single precision.
inline float uniform(std::uint32_t word) { return static_cast<float>(word >> 8) * 0x1p-24f; }
/// A uniform number in (0, 1) with 52 bits, never 0 or 1.
inline double uniform_open(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t bits = (std::uint64_t{high} << 32 | low) >> 12;
  return (static_cast<double>(bits) + 0.5) * 0x1p-52;
}

/// A sequence of draws at one address, for algorithms that need a number of draws unknown beforehand
/// (rejection, skipping).
class Stream {
 public:
  /// `index`: of the first block; each has four words.
  Stream(std::uint64_t seed, Purpose purpose, std::uint32_t subject, std::uint32_t time = 0,
         std::uint32_t index = 0)
      : seed_(seed), purpose_(purpose), subject_(subject), time_(time), index_(index) {}
  std::uint32_t word() {
    if (used_ == 4) {
      words_ = draw(seed_, purpose_, subject_, time_, index_++);
      used_ = 0;
    }
    return words_[used_++];
  }
  double uniform_open() {
    const std::uint32_t high = word();
    return random::uniform_open(high, word());
  }
  /// A whole number in [0, n), unbiased (Lemire 2019); n > 0.
  std::uint32_t below(std::uint32_t n);

 private:
  std::uint64_t seed_;
  Purpose purpose_;
  std::uint32_t subject_, time_;
  std::uint32_t index_;
  unsigned used_ = 4;
  Words words_{};
};

/// A seed of its own for a part of the run ("network", "population", "dynamics": parts 1, 2, 3).
std::uint64_t derive_seed(std::uint64_t seed, std::uint32_t part);

/// Words of `count` subjects, one Philox block each, as four columns of `count` words; a null column is not
/// wanted. Same bits as `draw`; vectorised.
void draw_columns(std::uint64_t seed, Purpose purpose, const std::uint32_t* subjects, std::uint32_t time,
                  std::size_t count, std::uint32_t* w0, std::uint32_t* w1, std::uint32_t* w2,
                  std::uint32_t* w3, std::uint32_t index = 0);

/// The two numbers that a Stream of each subject takes from the block `index`.
void uniform_open_columns(std::uint64_t seed, Purpose purpose, const std::uint32_t* subjects,
                          std::size_t count, std::uint32_t index, double* first, double* second);

/// Draw `number` of a subject where four neighbours share a block: word subject % 4 of the block at (subject
/// / 4, time, purpose, number). For draws that all agents need in every tick: a word costs a quarter of a
/// block.
std::uint32_t shared_word(std::uint64_t seed, Purpose purpose, std::uint32_t subject, std::uint32_t time,
                          std::uint32_t number = 0);
/// shared_word of the subjects first, first + 1 ..., as a column of `count` words; vectorised, fastest where
/// first is a multiple of 4: then as many words from `along` on are fetched into the cache meanwhile (null:
/// none).
void shared_words_in_order(std::uint64_t seed, Purpose purpose, std::uint32_t first, std::uint32_t time,
                           std::uint32_t number, std::size_t count, std::uint32_t* to,
                           const void* along = nullptr);
/// shared_word of any subjects, as a column of `count` words; vectorised, at the price of a block each.
void shared_words(std::uint64_t seed, Purpose purpose, const std::uint32_t* subjects, std::uint32_t time,
                  std::uint32_t number, std::size_t count, std::uint32_t* to);

}  // namespace shoal::random
