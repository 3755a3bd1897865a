#include "output/recorder.hpp"

#include <utility>

namespace shoal::output {

Recorder::Recorder(OutputDirectory& directory, std::vector<metrics::Metric> metrics,
                   std::vector<std::string> products)
    : metrics_(std::move(metrics)),
      products_(std::move(products)),
      metrics_file_(directory.create("metrics.csv")) {
  metrics_file_.text("tick");
  for (const auto& metric : metrics_) metrics_file_.text(metric.name);
  metrics_file_.end_row();
  if (products_.empty()) return;
  products_file_.emplace(directory.create("products.csv"));
  products_file_->text("tick").text("product");
  for (const auto& metric : metrics::product_catalogue()) products_file_->text(metric.name);
  products_file_->end_row();
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
}

}  // namespace shoal::output
