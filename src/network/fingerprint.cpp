// The identity of a network: a hash over agents in the user's numbering, so that it does not depend on how
// communities moved them.

#include <algorithm>
#include <array>
#include <numeric>
#include <span>

#include "maths/sha256.hpp"
#include "network/build.hpp"

namespace shoal::network {
namespace {

/// Hands small pieces to the hash in large ones.
class Pieces {
 public:
  explicit Pieces(maths::Sha256& hash) : hash_(hash) { bytes_.reserve(2 * full); }
  template <class T>
  void add(std::span<const T> piece) {
    const auto* begin = reinterpret_cast<const char*>(piece.data());
    bytes_.insert(bytes_.end(), begin, begin + piece.size_bytes());
    if (bytes_.size() >= full) hand_over();
  }
  /// To be called after the last piece.
  void hand_over() {
    hash_.update(bytes_.data(), bytes_.size());
    bytes_.clear();
  }

 private:
  static constexpr std::size_t full = 1 << 15;  // bytes

  maths::Sha256& hash_;
  std::vector<char> bytes_;
};

std::vector<AgentIndex> positions(const Network& n) {
  std::vector<AgentIndex> of(n.agents);
  for (AgentIndex i = 0; i < n.agents; ++i) of[n.agent_of[i]] = i;
  return of;
}

/// Adds the ties of rows, by the user's numbers of those observed, ascending.
class UsersRows {
 public:
  explicit UsersRows(const Network& n) : n_(n), as_they_are_(n.in_users_order()) {}

  void add(AgentIndex i, Pieces& to) {
    const std::size_t begin = n_.offsets[i], degree = n_.degree(i);
    if (as_they_are_) {
      to.add(n_.row(i));
      if (!n_.weights.empty()) to.add(std::span(n_.weights).subspan(begin, degree));
      if (!n_.layers.empty()) to.add(std::span(n_.layers).subspan(begin, degree));
      return;
    }
    const auto number = [&](std::size_t k) { return n_.agent_of[n_.neighbours[k]]; };
    order_.resize(degree);
    std::iota(order_.begin(), order_.end(), begin);
    if (!std::ranges::is_sorted(order_, {}, number)) std::ranges::sort(order_, {}, number);
    add_in_order(number, numbers_, to);
    if (!n_.weights.empty()) add_in_order([&](std::size_t k) { return n_.weights[k]; }, weights_, to);
    if (!n_.layers.empty()) add_in_order([&](std::size_t k) { return n_.layers[k]; }, layers_, to);
  }

 private:
  template <class T>
  void add_in_order(auto value_of, std::vector<T>& room, Pieces& to) {
    room.resize(order_.size());
    std::ranges::transform(order_, room.begin(), value_of);
    to.add(std::span<const T>(room));
  }

  const Network& n_;
  const bool as_they_are_;
  std::vector<std::size_t> order_;
  std::vector<AgentIndex> numbers_;
  std::vector<float> weights_;
  std::vector<std::uint8_t> layers_;
};

}  // namespace

std::string fingerprint(const Network& n) {
  maths::Sha256 hash;
  hash.update("shoal network 1\n");
  const std::array<std::uint32_t, 5> head = {n.agents, n.directed, static_cast<std::uint32_t>(n.ties()),
                                             !n.weights.empty(), !n.layers.empty()};
  hash.update(head.data(), sizeof head);
  for (const std::string& name : n.layer_names) hash.update(name + '\n');
  Pieces pieces(hash);
  UsersRows rows(n);
  for (const AgentIndex i : positions(n)) {
    pieces.add(std::span<const std::uint32_t>(
        std::array{n.community[i], static_cast<std::uint32_t>(n.role(i)), n.degree(i)}));
    rows.add(i, pieces);
  }
  pieces.hand_over();
  return hash.hex();
}

}  // namespace shoal::network
