// Watching where all ties count alike and several signs are needed: whole numbers, all signs at once, from
// the bytes that agents show: in columns of signs, where the positions of neighbours in small communities are
// known, else all products at once.

#include <algorithm>
#include <span>

#include "mechanisms/join.hpp"
#include "mechanisms/tie_counts.hpp"
#include "mechanisms/watch.hpp"
#include "network/tie_words.hpp"

namespace shoal {
namespace {

class CountsWatch {
 public:
  CountsWatch(const Step& step, Block& block)
      : step_(step),
        block_(block),
        scratch_(block.scratch),
        columns_(columns_for(step.state)),
        ties_(step, block, columns_ != nullptr) {}

  void watch() {
    if (!step_.state.member.empty()) {
      sees_ = scratch_.mask.data();
      find_reached(step_, block_, sees_);
    } else {
      count_ties(ties_.network.offsets.data() + block_.first, block_.size, scratch_.total.data());
    }
    const std::size_t columns = columns_ != nullptr ? columns_->count() : scratch_.products;
    for (std::size_t n = 0; n < columns; ++n) store(n, count(n));
    if (ties_.longest_row() > most_in_lane) count_long_rows();
  }

 private:
  /// Null: all products at once. Somebody may have been taken out of a run in which only one sign is watched.
  static const SignColumns* columns_for(const State& state) {
    const bool use = state.columns.in_use() && (state.member.empty() || state.columns.say_members());
    return use ? &state.columns : nullptr;
  }

  /// Lanes of column n, or where there are no columns, of product n; 0 is first.
  const std::uint64_t* count(std::size_t n) const {
    std::uint64_t* lanes = scratch_.lanes.data();
    if (columns_ != nullptr) {
      ties_.count_lanes(columns_->column(n, step_.shown), 1, lanes);
      return lanes;
    }
    const Network& network = ties_.network;
    const std::size_t products = scratch_.products;
    if (n == 0)
      count_words({step_.shown, products, std::size_t{network.agents} * products}, network.neighbours.data(),
                  network.offsets.data() + block_.first, block_.size, lanes, block_size);
    return lanes + n * block_size;
  }

  SignColumns::Place place_of(unsigned sign, std::size_t k) const {
    return columns_ != nullptr ? columns_->place_of(sign, k) : SignColumns::Place{k, sign};
  }

  /// What a column says, as numbers; 0 where an agent sees nothing.
  void store(std::size_t n, const std::uint64_t* lanes) {
    LaneColumn to[member_sign + 1];
    std::size_t count = 0;
    for (std::size_t k = 0; k < scratch_.products; ++k)
      for (unsigned sign = 0; sign < member_sign; ++sign)
        if (const auto [column, lane] = place_of(sign, k); column == n && (step_.model.watched >> sign & 1))
          to[count++] = {lane, scratch_.seen(static_cast<Shown>(sign), k)};
    if (n == 0 && sees_ != nullptr) to[count++] = {member_sign, scratch_.total.data()};
    const std::span<const LaneColumn> stored(to, count);
    store_lanes(lanes, block_.size, stored);
    if (sees_ == nullptr) return;
    for (const LaneColumn& column : stored) keep_reached(sees_, block_.size, column.to);
  }

  /// Rows of more ties than a lane can count.
  void count_long_rows() {
    for (std::uint32_t a = 0; a < block_.size; ++a) {
      const auto row = ties_.network.row(block_.first + a);
      if (row.size() <= most_in_lane || (sees_ != nullptr && sees_[a] == 0.0f)) continue;
      const auto showing = [&](std::size_t k, unsigned sign) {
        return static_cast<float>(std::ranges::count_if(
            row, [&](AgentIndex j) { return step_.shown[j * scratch_.products + k] >> sign & 1; }));
      };
      for (std::size_t k = 0; k < scratch_.products; ++k)
        for (unsigned sign = 0; sign < member_sign; ++sign)
          if (step_.model.watched >> sign & 1)
            scratch_.seen(static_cast<Shown>(sign), k)[a] = showing(k, sign);
      if (sees_ != nullptr) scratch_.total[a] = showing(0, member_sign);
    }
  }

  const Step& step_;
  Block& block_;
  Scratch& scratch_;
  const SignColumns* columns_;
  const BlockTies ties_;
  float* sees_ = nullptr;  ///< 0: an agent sees nothing; null: all see
};

}  // namespace

void watch_counts(const Step& step, Block& block) { CountsWatch(step, block).watch(); }

}  // namespace shoal
