#pragma once
// The block of agents that comes next is fetched from memory while numbers are drawn for the one at hand,
// which needs no memory: a column of a block is as long as a page, at whose end the processor's own
// prefetching stops. Changes no result.

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "metrics/figures.hpp"
#include "network/leaving_ties.hpp"
#include "network/network.hpp"

namespace shoal {

struct Model;
struct State;

/// A draw of a block, among the draws that share out the columns of the next block.
struct DrawOf {
  std::size_t number = 0, draws = 1;
};

/// What a run reads of every agent in a tick.
class TickColumns {
 public:
  static constexpr std::uint32_t parts = 8;

  /// Finds them; the arguments must outlive the use of `fetch`, and stay where they are. `runs`: so many step
  /// by turns; if more than one, nothing is fetched of the network that they share.
  void find(const Model& model, const State& state, metrics::Figures read, std::size_t runs = 1);
  bool worth_it() const { return worth_it_; }
  /// The only column that falls to a draw, from the agent `first` on; null: there are others, or none. It may
  /// be fetched instead of all parts.
  const void* only(AgentIndex first, DrawOf draw) const;
  /// Asks for one of the parts of what stands there of the block of agents that begins with `first`: the
  /// columns that fall to this draw. More than some twenty lines at once, and the processor waits for them.
  void fetch(AgentIndex first, std::uint32_t part, DrawOf draw) const;

 private:
  void fetch_rest(AgentIndex first, std::uint32_t part) const;  ///< all but columns of words

  std::vector<const char*> words_;                          ///< 4 bytes per agent
  std::vector<std::pair<const char*, std::size_t>> bytes_;  ///< so many per agent
  bool worth_it_ = false;
  const LeavingTies* leaving_ = nullptr;  ///< null: all ties are listed
};

/// The block that is run after the one at hand. Null: none, or it is in the cache.
struct Upcoming {
  const TickColumns* columns = nullptr;
  AgentIndex first = 0;
};

}  // namespace shoal
