#include "cli/summary.hpp"

#include <fmt/format.h>

#include <cmath>

#include "metrics/indices.hpp"

namespace shoal::cli {
namespace {

std::string percent(std::int64_t part, std::int64_t whole) {
  return whole > 0
             ? fmt::format(" ({:.1f} %)", 100.0 * static_cast<double>(part) / static_cast<double>(whole))
             : "";
}

}  // namespace

void Summary::add(const metrics::Totals& totals) {
  planned_ += totals.counts.planned;
  impulse_ += totals.counts.impulse;
  adopters_ = totals.buyers_ever;
  const double herding = metrics::herding_index(totals.community_buyers, totals.community_agents);
  if (std::isnan(herding)) return;
  herding_ += herding;
  ++herding_ticks_;
}

std::string Summary::text(const Scenario& scenario, const Network& network, const output::RunRecord& run,
                          const std::filesystem::path& directory,
                          const std::vector<std::string>& files) const {
  const std::int64_t purchases = planned_ + impulse_;
  std::string text =
      fmt::format("{}: {} agents in {} communities, {} ties; {} of {} ticks{} in {:.2f} s on {} thread{}\n",
                  scenario.name, network.agents, network.communities(), run.ties, run.ticks,
                  static_cast<std::int64_t>(scenario.time.ticks), run.complete ? "" : " (interrupted)",
                  run.seconds, run.threads, run.threads == 1 ? "" : "s");
  text += fmt::format("  purchases      {}\n", purchases);
  text += fmt::format("  planned        {}{}\n", planned_, percent(planned_, purchases));
  text += fmt::format("  impulse        {}{}\n", impulse_, percent(impulse_, purchases));
  text += fmt::format("  adopters       {}{}\n", adopters_, percent(adopters_, network.agents));
  text += herding_ticks_ > 0 ? fmt::format("  herding index  {:.2f} (mean of {} ticks; 1: none)\n",
                                           herding_ / static_cast<double>(herding_ticks_), herding_ticks_)
                             : "  herding index  undefined (one community, or nobody or everybody bought)\n";
  text += fmt::format("  written        {}: {}\n", directory.string(), fmt::join(files, ", "));
  return text;
}

}  // namespace shoal::cli
