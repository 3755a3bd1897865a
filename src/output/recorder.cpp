#include "output/recorder.hpp"

#include <utility>

namespace shoal::output {

Recorder::Recorder(OutputDirectory& directory, std::vector<metrics::Metric> metrics,
                   std::vector<std::string> products, std::vector<std::string> communities)
    : metrics_(std::move(metrics)),
      products_(std::move(products)),
      communities_(std::move(communities)),
      metrics_file_(directory.create("metrics.csv")) {
  metrics_file_.text("tick");
  for (const auto& metric : metrics_) metrics_file_.text(metric.name);
  metrics_file_.end_row();
  if (!products_.empty()) {
    products_file_.emplace(directory.create("products.csv"));
    products_file_->text("tick").text("product");
    for (const auto& metric : metrics::product_catalogue()) products_file_->text(metric.name);
    products_file_->end_row();
  }
  if (!communities_.empty()) {
    communities_file_.emplace(directory.create("communities.csv"));
    communities_file_->text("tick").text("community").text("stage");
    for (const auto& metric : metrics::community_catalogue()) communities_file_->text(metric.name);
    communities_file_->end_row();
  }
}

void Recorder::record(const metrics::Totals& totals) {
  const auto tick = static_cast<std::int64_t>(totals.tick);
  metrics_file_.number(tick);
  for (const auto& metric : metrics_) metrics_file_.number(metric.value(totals));
  metrics_file_.end_row();
  for (std::size_t k = 0; k < products_.size(); ++k) {
    products_file_->number(tick).text(products_[k]);
    for (const auto& metric : metrics::product_catalogue()) products_file_->number(metric.value(totals, k));
    products_file_->end_row();
  }
  for (std::size_t c = 0; c < communities_.size(); ++c) {
    const bool alive = totals.alive;
    communities_file_->number(tick).text(communities_[c]);
    communities_file_->text(alive ? metrics::name_of(totals.by_community[c].stage) : std::string_view());
    for (const auto& metric : metrics::community_catalogue())
      communities_file_->number(metric.value(totals, c));
    communities_file_->end_row();
  }
}

}  // namespace shoal::output
