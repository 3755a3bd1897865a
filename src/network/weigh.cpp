#include "network/weigh.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "config/source.hpp"
#include "random/philox.hpp"

namespace shoal::network {
namespace {

using random::Purpose;
using random::Words;

/// Four words of a tie: the same from either side of an undirected one.
Words words_of(const Draft& draft, Tie t, std::uint64_t seed, Purpose purpose) {
  if (!draft.directed && t.observer > t.observed) std::swap(t.observer, t.observed);
  return random::draw(seed, purpose, t.observer, t.observed);
}

bool is_one(const Distribution& d) { return d.constant() && d.a == 1; }

/// Matches the scenario's layers, by name, with those of the file; gives the scenario's layer of each file
/// layer (null: not mentioned).
std::vector<const NetworkParams::Layer*> match_layers(const NetworkParams& params, const Draft& draft) {
  config::Problems problems;
  std::vector<const NetworkParams::Layer*> matched(draft.layer_names.size(), nullptr);
  for (std::size_t k = 0; k < params.layers.size(); ++k) {
    const auto& layer = params.layers[k];
    const auto it = std::find(draft.layer_names.begin(), draft.layer_names.end(), layer.name);
    if (it == draft.layer_names.end())
      problems.push_back({{},
                          fmt::format("network.layers.{}.name", k),
                          fmt::format("found '{}'; the layers of the network file are: {}", layer.name,
                                      fmt::join(draft.layer_names, ", "))});
    else
      matched[static_cast<std::size_t>(it - draft.layer_names.begin())] = &layer;
  }
  if (!problems.empty()) throw config::InvalidInput(std::move(problems));
  return matched;
}

/// A file that tells layers leaves nothing to share out.
void refuse_shares(const NetworkParams& params) {
  config::Problems problems;
  for (std::size_t k = 0; k < params.layers.size(); ++k)
    if (params.layers[k].share != 1)
      problems.push_back(
          {{},
           fmt::format("network.layers.{}.share", k),
           fmt::format("found {}; the network file tells the layer of every tie: leave the key out",
                       params.layers[k].share.value)});
  if (!problems.empty()) throw config::InvalidInput(std::move(problems));
}

}  // namespace

void draw_layers(const NetworkParams& params, Draft& draft, std::uint64_t seed) {
  if (params.layers.empty()) return;
  if (!draft.layer_names.empty()) return refuse_shares(params);
  std::vector<double> upto;
  double total = 0;
  for (const auto& layer : params.layers) {
    draft.layer_names.push_back(layer.name);
    upto.push_back(total += layer.share);
  }
  if (params.layers.size() == 1) return;  // one layer needs no column
  draft.layers.resize(draft.ties.size());
  for (std::size_t k = 0; k < draft.ties.size(); ++k) {
    const Words w = words_of(draft, draft.ties[k], seed, Purpose::network_layer);
    const double u = random::uniform_open(w[0], w[1]) * total;
    const auto layer = std::upper_bound(upto.begin(), upto.end() - 1, u) - upto.begin();
    draft.layers[k] = static_cast<std::uint8_t>(layer);
  }
}

void draw_weights(const NetworkParams& params, Draft& draft, std::uint64_t seed) {
  const std::vector<const NetworkParams::Layer*> layers = match_layers(params, draft);
  const bool layered = std::any_of(layers.begin(), layers.end(),
                                   [](const auto* layer) { return layer && !is_one(layer->weights); });
  if (is_one(params.weights) && !layered) return;
  if (draft.weights.empty()) draft.weights.assign(draft.ties.size(), 1.0f);
  for (std::size_t k = 0; k < draft.ties.size(); ++k) {
    const Tie t = draft.ties[k];
    const Words w = words_of(draft, t, seed, Purpose::network_weight);
    double weight = draft.weights[k];
    const auto times = [&](const Distribution& d, std::uint32_t high, std::uint32_t low) {
      const std::uint64_t own_seed = std::uint64_t{high} << 32 | low;
      weight *= sample(d, own_seed, static_cast<std::uint32_t>(Purpose::network_weight), 0);
    };
    if (!is_one(params.weights)) times(params.weights, w[0], w[1]);
    const auto* layer = layers.empty() ? nullptr : layers[draft.layers.empty() ? 0 : draft.layers[k]];
    if (layer && !is_one(layer->weights)) times(layer->weights, w[2], w[3]);
    draft.weights[k] = static_cast<float>(weight);
  }
}

}  // namespace shoal::network
