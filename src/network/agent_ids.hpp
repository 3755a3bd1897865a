#pragma once
// Names of agents as files have them, and the numbers that the simulator gives them.
//
// A name is any text. The numbering must not depend on the order in which a file happens to list ties: if all
// names are whole numbers (0, or digits without a leading zero, below 2^63) agents are numbered in their
// numerical order, else in the bytewise order of their names.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "network/network.hpp"

namespace shoal::network {

/// Reads a whole number as described above; false if the text is none.
bool parse_whole(std::string_view text, std::uint64_t& number);

class AgentIds {
 public:
  static constexpr AgentIndex none = ~AgentIndex{0};

  /// The entry of a name, made if it is new. Entries count from 0 in order of first appearance.
  /// @throws std::length_error beyond 2^32 - 2 names
  AgentIndex entry(std::string_view name);
  AgentIndex entry(std::uint64_t number);
  /// The entry of a name, or `none`.
  AgentIndex find(std::string_view name);

  AgentIndex size() const { return static_cast<AgentIndex>(keys_.size()); }
  std::string name(AgentIndex entry) const;

  struct Numbering {
    std::vector<AgentIndex> number_of;  ///< by entry
    std::vector<std::string> labels;    ///< by number; empty if the names are just 0, 1, 2 ...
  };
  Numbering numbering() const;

 private:
  static constexpr std::uint64_t text_bit = std::uint64_t{1} << 63;

  struct Slot {
    std::uint64_t key;        ///< a number, or the hash of a text
    AgentIndex entry = none;  ///< `none`: the slot is free
    std::uint32_t text = 0;   ///< index into texts_
  };
  /// Open addressing with linear probing, at most half full.
  class Slots {
   public:
    /// The slot that has `key` and for which `is_it` holds, or the free one where it belongs.
    template <class IsIt>
    Slot& find(std::uint64_t key, IsIt is_it);
    void made_one();  ///< the free slot that `find` gave was filled
    template <class Keep>
    void rebuild(std::size_t size, Keep keep);

    std::size_t used = 0;
    std::vector<Slot> slots = std::vector<Slot>(1024);
  };

  AgentIndex add(std::uint64_t key);
  void widen_direct(std::uint64_t number);

  std::vector<std::uint64_t> keys_;  ///< by entry: the number, or text_bit | index into texts_
  std::vector<std::string> texts_;
  std::vector<AgentIndex>
      direct_;              ///< entry by number, for the numbers that are small against how many there are
  Slots numbers_, hashes_;  ///< the other numbers; texts by their hash
};

}  // namespace shoal::network
