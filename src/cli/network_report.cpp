#include "cli/network_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "network/build.hpp"

namespace shoal::cli {
namespace {

/// 1234567 as "1,234,567".
std::string grouped(std::uint64_t n) {
  std::string text = std::to_string(n);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

std::string number(const std::optional<double>& x) { return x ? fmt::format("{:.4f}", *x) : "not defined"; }

std::string line(std::string_view name, const std::string& value) {
  return fmt::format("{:<16}{}\n", name, value);
}

std::uint64_t isolates(const Network& network) {
  std::vector<bool> tied(network.agents);
  for (AgentIndex i = 0; i < network.agents; ++i)
    for (const AgentIndex j : network.row(i))
      if (i != j) tied[i] = tied[j] = true;
  return static_cast<std::uint64_t>(std::count(tied.begin(), tied.end(), false));
}

struct Weights {
  double lowest = 1, mean = 1, highest = 1;
};
Weights weights_of(const Network& network) {
  if (network.weights.empty()) return {};
  const auto [lowest, highest] = std::minmax_element(network.weights.begin(), network.weights.end());
  const double sum = std::accumulate(network.weights.begin(), network.weights.end(), 0.0);
  return {*lowest, sum / static_cast<double>(network.weights.size()), *highest};
}

std::string spread_text(const std::vector<std::uint64_t>& histogram) {
  const Spread s = spread_of(histogram);
  return fmt::format("mean {:.3f}, sd {:.3f}; least {}, quartiles {} {} {}, 90 % {}, most {}", s.mean,
                     s.deviation, s.lowest, s.lower_quartile, s.median, s.upper_quartile, s.ninetieth,
                     s.highest);
}

nlohmann::ordered_json spread_json(const std::vector<std::uint64_t>& histogram) {
  const Spread s = spread_of(histogram);
  return {{"mean", s.mean},          {"sd", s.deviation},  {"min", s.lowest},
          {"q25", s.lower_quartile}, {"median", s.median}, {"q75", s.upper_quartile},
          {"q90", s.ninetieth},      {"max", s.highest},   {"histogram", histogram}};
}

nlohmann::ordered_json or_null(const std::optional<double>& x) {
  return x ? nlohmann::ordered_json(*x) : nlohmann::ordered_json(nullptr);
}

}  // namespace

Spread spread_of(const std::vector<std::uint64_t>& histogram) {
  const auto n = std::accumulate(histogram.begin(), histogram.end(), std::uint64_t{0});
  Spread s;
  if (n == 0) return s;
  double sum = 0, squares = 0;
  for (std::size_t k = 0; k < histogram.size(); ++k) {
    const auto value = static_cast<double>(k), count = static_cast<double>(histogram[k]);
    sum += count * value;
    squares += count * value * value;
  }
  const auto of = static_cast<double>(n);
  s.mean = sum / of;
  s.deviation = std::sqrt(std::max(0.0, squares / of - s.mean * s.mean));
  // The smallest value that at least this share of all does not exceed.
  const auto quantile = [&](std::uint64_t hundredths) {
    std::uint64_t below = 0;
    std::size_t k = 0;
    while (k + 1 < histogram.size() && (below += histogram[k]) * 100 < hundredths * n) ++k;
    return k;
  };
  while (histogram[s.lowest] == 0) ++s.lowest;
  s.lower_quartile = std::max(s.lowest, quantile(25));
  s.median = std::max(s.lowest, quantile(50));
  s.upper_quartile = std::max(s.lowest, quantile(75));
  s.ninetieth = std::max(s.lowest, quantile(90));
  s.highest = histogram.size() - 1;
  while (histogram[s.highest] == 0) --s.highest;
  return s;
}

std::string bars(const std::vector<std::uint64_t>& histogram) {
  constexpr std::size_t most_single = 16;
  constexpr double width = 40;
  const Spread s = spread_of(histogram);
  struct Bar {
    std::string name;
    std::uint64_t count = 0;
  };
  std::vector<Bar> all;
  if (s.highest - s.lowest < most_single) {
    for (std::size_t k = s.lowest; k <= s.highest && k < histogram.size(); ++k)
      all.push_back({std::to_string(k), histogram[k]});
  } else {
    for (std::size_t low = std::bit_floor(s.lowest); low <= s.highest; low = low ? 2 * low : 1) {
      const std::size_t high = low < 2 ? low : 2 * low - 1;
      Bar bar{low == high ? std::to_string(low) : fmt::format("{}-{}", low, high)};
      for (std::size_t k = low; k <= high && k < histogram.size(); ++k) bar.count += histogram[k];
      all.push_back(std::move(bar));
    }
  }
  std::uint64_t longest = 1;
  std::size_t name_width = 0, count_width = 0;
  for (const auto& bar : all) {
    longest = std::max(longest, bar.count);
    name_width = std::max(name_width, bar.name.size());
    count_width = std::max(count_width, grouped(bar.count).size());
  }
  std::string text;
  for (const auto& bar : all) {
    auto length = static_cast<std::size_t>(
        std::lround(width * static_cast<double>(bar.count) / static_cast<double>(longest)));
    if (bar.count > 0) length = std::max<std::size_t>(length, 1);
    text += fmt::format("  {:>{}}  {:>{}}{}{}\n", bar.name, name_width, grouped(bar.count), count_width,
                        length ? "  " : "", std::string(length, '#'));
  }
  return text;
}

std::string network_text(const Network& network, const network::Statistics& s, const std::string& name,
                         const std::string& origin) {
  std::string text = line("network", name);
  text += line("agents", grouped(s.agents));
  text += line("ties", grouped(s.ties) + (s.directed ? ", directed" : ", undirected") +
                           (s.loops ? fmt::format("; {} of an agent with itself", grouped(s.loops)) : ""));
  if (!network.weights.empty()) {
    const auto w = weights_of(network);
    text += line("weights", fmt::format("{:.4g} to {:.4g}, mean {:.4g}", w.lowest, w.highest, w.mean));
  }
  text += line("components",
               fmt::format("{}; the largest has {} agents ({:.1f} %), {} without ties", grouped(s.components),
                           grouped(s.giant), 100 * s.giant_share, grouped(isolates(network))));
  text += line(s.directed ? "observed" : "degree", spread_text(s.degree_histogram));
  if (s.directed) text += line("observers", spread_text(s.audience_histogram));
  text +=
      line("clustering", fmt::format("{:.4f} mean of agents, {} transitivity; {} triangles",
                                     s.mean_local_clustering, number(s.transitivity), grouped(s.triangles)));
  text += line("assortativity", number(s.degree_assortativity) + " by degree");
  if (s.directed) text += line("reciprocity", number(s.reciprocity));
  text += line("communities", fmt::format("{} {}; {} to {} agents", grouped(s.communities), origin,
                                          grouped(s.smallest_community), grouped(s.largest_community)));
  text += line("modularity", fmt::format("{}; share of ties between communities {}", number(s.modularity),
                                         number(s.mixing)));
  text += fmt::format("\nagents by {}:\n", s.directed ? "number of agents that they observe" : "degree") +
          bars(s.degree_histogram);
  if (s.directed) text += "\nagents by number of agents that observe them:\n" + bars(s.audience_histogram);
  return text;
}

nlohmann::ordered_json network_json(const Network& network, const network::Statistics& s,
                                    const std::string& name, const std::string& origin) {
  nlohmann::ordered_json json = {{"network", name},       {"agents", s.agents},
                                 {"ties", s.ties},        {"directed", s.directed},
                                 {"self_loops", s.loops}, {"isolates", isolates(network)}};
  const auto w = weights_of(network);
  json["weights"] = {{"min", w.lowest}, {"mean", w.mean}, {"max", w.highest}};
  json["components"] = {{"count", s.components}, {"largest", s.giant}, {"largest_share", s.giant_share}};
  json["degree"] = spread_json(s.degree_histogram);
  if (s.directed) json["audience"] = spread_json(s.audience_histogram);
  json["clustering"] = {{"mean_local", s.mean_local_clustering},
                        {"transitivity", or_null(s.transitivity)},
                        {"triangles", s.triangles}};
  json["degree_assortativity"] = or_null(s.degree_assortativity);
  json["reciprocity"] = or_null(s.reciprocity);
  json["communities"] = {{"count", s.communities},
                         {"origin", origin},
                         {"smallest", s.smallest_community},
                         {"largest", s.largest_community},
                         {"modularity", or_null(s.modularity)},
                         {"mixing", or_null(s.mixing)}};
  json["sha256"] = network::fingerprint(network);
  json["notes"] = network.notes;
  return json;
}

}  // namespace shoal::cli
