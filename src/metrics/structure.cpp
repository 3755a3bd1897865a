// Metrics of the diversity of what is bought, of the environment and of the network, and of single products.

#include <cmath>
#include <numeric>
#include <span>

#include "metrics/arithmetic.hpp"
#include "metrics/indices.hpp"
#include "metrics/metrics.hpp"

namespace shoal::metrics {
namespace {

double concentration(const Totals& t) {
  double sum = 0;
  for (const ProductTotals& p : t.products) sum += real(p.purchases) * real(p.purchases);
  return ratio(sum, purchases(t) * purchases(t));
}

Metric of_network(const char* name, const char* sentence, double (*figure)(const network::Statistics&)) {
  return {name,
          "1",
          sentence,
          false,
          [figure](const Totals& t) { return t.network ? figure(t.network->statistics()) : undefined; },
          true};
}

/// Purchases of community c since the start, by product.
std::span<const std::int64_t> bought_in(const Totals& t, std::size_t c) {
  return {t.community_products.data() + c * t.products.size(), t.products.size()};
}

double mean_gini(const Totals& t) {
  double sum = 0;
  std::int64_t communities = 0;
  for (std::size_t c = 0; c * t.products.size() < t.community_products.size(); ++c)
    if (const double g = gini(bought_in(t, c)); !std::isnan(g)) sum += g, ++communities;
  return ratio(sum, communities);
}

double unpredictability(const Totals& t) {
  std::vector<std::vector<double>> shares;  // of communities that bought anything
  for (std::size_t c = 0; c * t.products.size() < t.community_products.size(); ++c) {
    const auto bought = bought_in(t, c);
    const std::int64_t all = std::reduce(bought.begin(), bought.end());
    if (all == 0) continue;
    shares.emplace_back();
    for (const std::int64_t n : bought) shares.back().push_back(ratio(real(n), all));
  }
  double sum = 0;
  std::int64_t pairs = 0;
  for (std::size_t a = 0; a < shares.size(); ++a)
    for (std::size_t b = 0; b < a; ++b, ++pairs)
      for (std::size_t k = 0; k < t.products.size(); ++k) sum += std::abs(shares[a][k] - shares[b][k]);
  return ratio(sum, pairs * static_cast<std::int64_t>(t.products.size()));
}

}  // namespace

std::vector<Metric> structure_metrics() {
  using network::Statistics;
  return {
      {"concentration", "1",
       "Herfindahl index of the tick's purchases: the sum of squared shares of products; empty without "
       "purchases.",
       false, concentration, true},
      {"community_gini", "1",
       "Gini coefficient of a community's purchases of the products since the start, mean over communities; "
       "rule "
       "copy only.",
       false, mean_gini, true},
      {"unpredictability", "1",
       "Mean difference between two communities in a product's share of their purchases since the start, "
       "over "
       "products and pairs of communities (Salganik, Dodds & Watts 2006); rule copy only.",
       false, unpredictability, true},
      {"environment_changes", "changes", "Changes of the environment since the start.", false,
       [](const Totals& t) { return real(t.changes); }, true},
      of_network("network_mean_degree", "Mean number of agents that an agent observes.",
                 [](const Statistics& s) { return s.mean_degree; }),
      of_network("network_giant_share", "Share of agents in the largest component.",
                 [](const Statistics& s) { return s.giant_share; }),
      of_network(
          "network_clustering",
          "Mean local clustering (Watts & Strogatz 1998); agents with fewer than two neighbours count 0.",
          [](const Statistics& s) { return s.mean_local_clustering; }),
      of_network("network_transitivity", "3 triangles / triples; empty without triples.",
                 [](const Statistics& s) { return s.transitivity.value_or(undefined); }),
      of_network("network_assortativity",
                 "Correlation of degrees over ties (Newman 2002); empty where degrees do not vary.",
                 [](const Statistics& s) { return s.degree_assortativity.value_or(undefined); }),
  };
}

std::vector<Metric> product_metrics(const std::vector<std::string>& products) {
  std::vector<Metric> all;
  for (std::size_t k = 0; k < products.size(); ++k) {
    for (const ProductMetric& m : product_catalogue())
      all.push_back({m.name + "_of_" + products[k], m.unit, m.sentence, false,
                     [value = m.value, k](const Totals& t) { return value(t, k); }, true, m.reads});
    all.push_back(
        {"holders_of_" + products[k], "agents",
         "Agents that show a purchase of the product at the end of the tick; rules imitate and copy only.",
         false, [k](const Totals& t) { return real(t.products[k].holders); }, true, Figures::holders});
    all.push_back({"exposed_of_" + products[k], "agents",
                   "Agents that noticed a peer's purchase of the product in the tick: exposure E > 0.", false,
                   [k](const Totals& t) { return real(t.products[k].exposed); }, true, Figures::exposed});
  }
  return all;
}

}  // namespace shoal::metrics
