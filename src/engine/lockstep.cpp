#include "engine/lockstep.hpp"

#include <algorithm>
#include <bit>
#include <map>

#include "engine/model.hpp"
#include "engine/simulation_impl.hpp"
#include "population/columns.hpp"

namespace shoal {
namespace {

/// Whose counts stay in the second cache.
constexpr std::size_t blocks_of_wave = 8;

/// The plane of the only sign of the only product that a run watches; null: it watches more, or nothing.
const std::uint64_t* only_plane(const Simulation& run) {
  const SignalPlanes& planes = run.state().planes;
  if (planes.empty() || planes.strata() || !std::has_single_bit(planes.signs()) ||
      run.model().products.size() > 1)
    return nullptr;
  return planes.plane(static_cast<unsigned>(std::countr_zero(planes.signs())), 0);
}

}  // namespace

Lockstep::Lockstep(const Network& network, std::vector<Member> members, unsigned threads)
    : network_(network),
      workers_(std::min<unsigned>(threads, static_cast<unsigned>(members.size()))),
      scratches_(workers_.count()),
      counts_(std::min<std::size_t>(blocks_of_wave, block_count(network.agents))),
      planes_(members.size()) {
  slices_.allocate(network.agents, members.size());
  std::map<std::uint32_t, std::size_t> place;
  for (const Member& member : members) {
    runs_.push_back(member.run);
    member.run->impl_->share_tallies(workers_.count());
    member.run->impl_->runs_together = members.size();
    const auto [at, fresh] = place.emplace(member.scenario, place.size());
    scratch_of_.push_back(at->second);
    if (!fresh) continue;
    for (auto& scratches : scratches_) scratches.emplace_back(member.run->model().products.size());
  }
  const auto each = [this](auto what) {
    return [this, what](std::size_t r, unsigned) {
      if (runs_[r] != nullptr) what(*runs_[r]->impl_);
    };
  };
  begin_task_ = each([](Simulation::Impl& run) {
    run.begin_tick();
    run.begin_blocks();
  });
  pack_task_ = [this](std::size_t block, unsigned) { pack_block(block); };
  count_task_ = [this](std::size_t n, unsigned) { count_block(wave_ + n); };
  run_task_ = [this](std::size_t run, unsigned worker) { run_wave(run, worker); };
  end_task_ = each([](Simulation::Impl& run) {
    run.end_blocks();
    run.end_tick();
  });
}

/// Interventions may change what is watched.
void Lockstep::find_planes() {
  for (std::size_t r = 0; r < runs_.size(); ++r) {
    planes_[r] = runs_[r] != nullptr ? only_plane(*runs_[r]) : nullptr;
    if (runs_[r] == nullptr || !runs_[r]->impl_->fresh) continue;
    for (auto& scratches : scratches_) scratches[scratch_of_[r]] = Scratch(runs_[r]->model().products.size());
  }
}

void Lockstep::pack_block(std::size_t index) {
  const auto first = static_cast<AgentIndex>(index * block_size);
  for (Simulation* run : runs_)
    if (run != nullptr && run->impl_->must_pack()) run->impl_->pack_block(index);
  slices_.pack(planes_, first, std::min(block_size, network_.agents - first));
}

void Lockstep::count_block(std::size_t index) {
  const auto first = static_cast<AgentIndex>(index * block_size);
  slices_.count(network_, first, std::min(block_size, network_.agents - first), counts_[index - wave_]);
}

Upcoming Lockstep::after(std::size_t r) const {
  return r + 1 < runs_.size() && runs_[r + 1] != nullptr ? runs_[r + 1]->impl_->upcoming(wave_) : Upcoming{};
}

void Lockstep::run_wave(std::size_t r, unsigned worker) {
  if (runs_[r] == nullptr) return;
  Simulation::Impl& run = *runs_[r]->impl_;
  for (std::size_t b = wave_; b < wave_end_; ++b) {
    const Upcoming next = b + 1 < wave_end_ ? run.upcoming(b + 1) : after(r);
    run.run_block(b, worker, scratches_[worker][scratch_of_[r]], LapClock(nullptr), next,
                  {planes_[r] != nullptr ? &counts_[b - wave_] : nullptr, r});
  }
}

void Lockstep::step() {
  workers_.run(runs_.size(), begin_task_);
  find_planes();
  const std::size_t blocks = block_count(network_.agents);
  workers_.run(blocks, pack_task_);
  for (wave_ = 0; wave_ < blocks; wave_ = wave_end_) {
    wave_end_ = std::min(blocks, wave_ + counts_.size());
    workers_.run(wave_end_ - wave_, count_task_);
    workers_.run(runs_.size(), run_task_);
  }
  workers_.run(runs_.size(), end_task_);
}

void Lockstep::drop(const std::vector<bool>& over) {
  for (std::size_t r = 0; r < runs_.size(); ++r)
    if (over[r]) runs_[r] = nullptr;
}

bool Lockstep::serves(const Scenario& scenario) {
  const ObservationParams& observation = scenario.learning.observation;
  return scenario.stages.empty() && scenario.schedule == Schedule::synchronous && observation.sample == 0 &&
         !(observation.admiration > 1) && scenario.market.products.size() == 1 &&
         std::has_single_bit(watched_signs(scenario));
}

bool Lockstep::pays(const Network& network, std::size_t runs) {
  if (!network.weights.empty() || runs < fewest_runs) return false;
  return runs >= fewest_in_communities || !has_bit_rows(network);
}

double Lockstep::bytes(double agents) { return Slices::bytes(agents, most_runs); }

}  // namespace shoal
