#pragma once
// A metric is a name, a unit, a sentence and a pure function of the tick's totals. The catalogue is the only
// place that names one.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "metrics/figures.hpp"
#include "metrics/totals.hpp"

namespace shoal::metrics {

struct Metric {
  std::string name;
  std::string unit;                            ///< "agents", "purchases", "1" (a ratio), "currency", ...
  std::string sentence;                        ///< what it is, for `shoal metrics` and docs/metrics.md
  bool standard;                               ///< member of the stable default set
  std::function<double(const Totals&)> value;  ///< NaN: undefined this tick (written as an empty cell)
  bool by_name = false;                        ///< only where it is asked for by name, not in `all`
  Figures reads = Figures::none;               ///< of the totals that are formed only where they are read
};

/// All metrics of a run, default set first, in the order of the columns. Segment metrics come once per name
/// in `segments`, metrics of products once per name in `products`.
std::vector<Metric> catalogue(const std::vector<std::string>& segments,
                              const std::vector<std::string>& products = {});

/// The metrics that `names` asks for ("default", "all", or single names), in catalogue order.
/// Unknown names are returned in `unknown`.
std::vector<Metric> select(const std::vector<std::string>& names, const std::vector<std::string>& segments,
                           const std::vector<std::string>& products, std::vector<std::string>& unknown);

/// Columns of products.csv, one row per tick and product.
struct ProductMetric {
  std::string name, unit, sentence;
  std::function<double(const Totals&, std::size_t product)> value;
  Figures reads = Figures::none;
};
const std::vector<ProductMetric>& product_catalogue();
/// Metrics of the market that are about its diversity, its environment and its network; and
/// COLUMN_of_PRODUCT, each column of products.csv for each product. Part of the catalogue.
std::vector<Metric> structure_metrics();
std::vector<Metric> product_metrics(const std::vector<std::string>& products);
/// Metrics of strategies of learning and of what learning rules keep. Part of the catalogue.
std::vector<Metric> learner_metrics();

/// Columns of communities.csv, one row per tick and community.
struct CommunityMetric {
  std::string name, unit, sentence;
  std::function<double(const Totals&, std::size_t community)> value;
  Figures reads = Figures::none;
};
const std::vector<CommunityMetric>& community_catalogue();
/// Metrics of the market that come from its communities; part of the catalogue, none of the default set.
std::vector<Metric> community_metrics();
std::string_view name_of(Stage stage);

/// What any of some metrics reads, be they of the market, of products or of communities.
template <class AnyMetric>
Figures read_by(const std::vector<AnyMetric>& metrics) {
  Figures reads = Figures::none;
  for (const AnyMetric& m : metrics) reads = reads | m.reads;
  return reads;
}

}  // namespace shoal::metrics
