// The identity of a network: a hash over agents in the user's numbering, so that it does not depend on how
// communities moved them.

#include <algorithm>
#include <numeric>

#include "maths/sha256.hpp"
#include "network/build.hpp"

namespace shoal::network {
namespace {

template <class T>
void add(maths::Sha256& hash, const std::vector<T>& column) {
  hash.update(column.data(), column.size() * sizeof(T));
}

std::vector<AgentIndex> positions(const Network& n) {
  std::vector<AgentIndex> of(n.agents);
  for (AgentIndex i = 0; i < n.agents; ++i) of[n.agent_of[i]] = i;
  return of;
}

}  // namespace

std::string fingerprint(const Network& n) {
  maths::Sha256 hash;
  hash.update("shoal network 1\n");
  const std::vector<std::uint32_t> head = {n.agents, n.directed, static_cast<std::uint32_t>(n.ties()),
                                           !n.weights.empty(), !n.layers.empty()};
  add(hash, head);
  for (const std::string& name : n.layer_names) hash.update(name + '\n');
  const std::vector<AgentIndex> position = positions(n);
  std::vector<TieIndex> order;
  std::vector<AgentIndex> observed;
  std::vector<float> weights;
  std::vector<std::uint8_t> layers;
  for (AgentIndex agent = 0; agent < n.agents; ++agent) {
    const AgentIndex i = position[agent];
    order.resize(n.degree(i));
    std::iota(order.begin(), order.end(), n.offsets[i]);
    const auto number = [&](TieIndex k) { return n.agent_of[n.neighbours[k]]; };
    const auto by_number = [&](TieIndex a, TieIndex b) { return number(a) < number(b); };
    if (!std::is_sorted(order.begin(), order.end(), by_number))
      std::sort(order.begin(), order.end(), by_number);
    observed.assign({n.community[i], static_cast<std::uint32_t>(n.role(i)), n.degree(i)});
    weights.clear();
    layers.clear();
    for (const TieIndex k : order) {
      observed.push_back(number(k));
      if (!n.weights.empty()) weights.push_back(n.weights[k]);
      if (!n.layers.empty()) layers.push_back(n.layers[k]);
    }
    add(hash, observed);
    add(hash, weights);
    add(hash, layers);
  }
  return hash.hex();
}

}  // namespace shoal::network
