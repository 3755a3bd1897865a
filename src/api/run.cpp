#include "shoal/run.hpp"

#include <algorithm>

#include "engine/simulation.hpp"
#include "network/build.hpp"
#include "scenario/measurable.hpp"

namespace shoal::api {
namespace {

[[noreturn]] void rethrow(const config::InvalidInput& error) {
  std::vector<Problem> problems;
  for (const config::Problem& p : error.problems())
    problems.push_back(
        {p.where.file ? *p.where.file : std::string(), p.where.line, p.where.column, p.path, p.message});
  throw InvalidScenario(error.what(), std::move(problems));
}

}  // namespace

std::string version() { return SHOAL_VERSION; }

struct Run::Impl {
  Impl(Scenario scenario_, unsigned threads)
      : scenario(std::move(scenario_)),
        network(network::build(scenario.network, static_cast<AgentIndex>(scenario.population.agents),
                               scenario.network_seed())),
        population(make_population(scenario.population, network, scenario.population_seed(), threads)),
        selected(selected_metrics(scenario)),
        simulation(scenario, network, population, threads, metrics::read_by(selected)) {
    for (const auto& metric : selected) names.push_back(metric.name);
    row.resize(names.size());
  }

  Scenario scenario;
  Network network;
  Population population;
  std::vector<metrics::Metric> selected;
  Simulation simulation;
  std::vector<std::string> names;
  std::vector<double> row;
};

Run::Run(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Run::~Run() = default;
Run::Run(Run&&) noexcept = default;
Run& Run::operator=(Run&&) noexcept = default;

Run Run::from_file(const std::string& file, const std::vector<std::string>& overrides, unsigned threads) {
  try {
    return Run(std::make_unique<Impl>(load_scenario(file, overrides), std::max(1u, threads)));
  } catch (const config::InvalidInput& error) {
    rethrow(error);
  }
}

Run Run::from_text(const std::string& yaml, const std::vector<std::string>& overrides, unsigned threads,
                   const std::string& directory) {
  try {
    return Run(
        std::make_unique<Impl>(parse_scenario(yaml, "text", directory, overrides), std::max(1u, threads)));
  } catch (const config::InvalidInput& error) {
    rethrow(error);
  }
}

bool Run::step() {
  if (tick() >= ticks()) return false;
  const metrics::Totals& totals = impl_->simulation.step();
  for (std::size_t m = 0; m < impl_->selected.size(); ++m) impl_->row[m] = impl_->selected[m].value(totals);
  return true;
}

std::uint32_t Run::tick() const { return impl_->simulation.tick(); }
std::uint32_t Run::ticks() const { return static_cast<std::uint32_t>(impl_->scenario.time.ticks); }
std::size_t Run::agents() const { return impl_->network.agents; }
std::size_t Run::ties() const { return impl_->network.ties(); }
const std::vector<std::string>& Run::metrics() const { return impl_->names; }
std::span<const double> Run::row() const { return impl_->row; }

double Run::value(const std::string& metric) const {
  const auto at = std::find(impl_->names.begin(), impl_->names.end(), metric);
  if (at == impl_->names.end())
    throw std::out_of_range("metric '" + metric + "' is not selected by output.metrics");
  return impl_->row[static_cast<std::size_t>(at - impl_->names.begin())];
}

}  // namespace shoal::api
