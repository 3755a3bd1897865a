#include "engine/simulation.hpp"

#include "engine/simulation_impl.hpp"

namespace shoal {

Simulation::Simulation(const Scenario& scenario, const Network& network, const Population& population,
                       unsigned threads, metrics::Figures read, Stepping stepping)
    : impl_(std::make_unique<Impl>(scenario, network, nullptr, population, threads, read, stepping)) {}
Simulation::Simulation(const Scenario& scenario, network::Forms& forms, const Population& population,
                       unsigned threads, metrics::Figures read, Stepping stepping)
    : impl_(std::make_unique<Impl>(scenario, forms.network(), &forms, population, threads, read, stepping)) {}
Simulation::~Simulation() = default;
Simulation::Simulation(Simulation&&) noexcept = default;

const metrics::Totals& Simulation::step() {
  Impl& run = *impl_;
  run.begin_tick();
  if (run.model().single_turns)
    run.step_turns();
  else
    run.step_synchronous();
  run.end_tick();
  return run.tallies.totals;
}

const metrics::Totals& Simulation::totals() const { return impl_->tallies.totals; }
std::uint32_t Simulation::tick() const { return impl_->tick; }

const Model& Simulation::model() const { return impl_->model(); }
const State& Simulation::state() const { return impl_->state; }

std::vector<PhaseTime> Simulation::phase_times() const {
  const Impl& run = *impl_;
  std::vector<PhaseTime> times;
  for (std::size_t p = 0; p <= phases().size(); ++p) {
    const bool last = p == phases().size();
    if (!last && !run.ran[p]) continue;
    std::int64_t sum = 0;
    for (const auto& worker : run.nanoseconds) sum += worker[p];
    std::string name = !last ? std::string(phases()[p].name) : run.model().single_turns ? "turns" : "measure";
    times.push_back({std::move(name), static_cast<double>(sum) * 1e-9});
  }
  return times;
}

}  // namespace shoal
