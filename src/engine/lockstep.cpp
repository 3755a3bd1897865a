#include "engine/lockstep.hpp"

#include <algorithm>
#include <map>

#include "engine/simulation_impl.hpp"
#include "mechanisms/watch.hpp"
#include "population/columns.hpp"

namespace shoal {
namespace {

/// What a run watches in this tick, a sign of a product each.
template <class Add>
void each_watched(const SignalPlanes& planes, std::size_t products, Add&& add) {
  for (unsigned sign = 0; sign < 8; ++sign)
    for (std::size_t k = 0; (planes.signs() >> sign & 1) && k < (sign == shown_count ? 1 : products); ++k)
      add(SlicedSign{sign, k});
}

}  // namespace

Lockstep::Lockstep(const Network& network, std::vector<Member> members, unsigned threads)
    : network_(network),
      workers_(std::min<unsigned>(threads, std::max<AgentIndex>(1, block_count(network.agents)))),
      scratches_(workers_.count()),
      counts_(workers_.count()) {
  std::map<std::uint32_t, std::size_t> place;
  for (const Member& member : members) {
    runs_.push_back(member.run);
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
  run_task_ = [this](std::size_t block, unsigned worker) { run_block(block, worker); };
  end_task_ = each([](Simulation::Impl& run) {
    run.end_blocks();
    run.end_tick();
  });
}

/// What is watched changes where interventions change constants.
void Lockstep::choose_signs() {
  bool fresh = false;
  for (std::size_t r = 0; r < runs_.size(); ++r) {
    if (runs_[r] == nullptr || !runs_[r]->impl_->fresh) continue;
    fresh = true;
    for (auto& scratches : scratches_) scratches[scratch_of_[r]] = Scratch(runs_[r]->model().products.size());
  }
  if (!fresh) return;
  planes_.assign(runs_.size(), nullptr);
  std::vector<SlicedSign> signs;
  for (std::size_t r = 0; r < runs_.size(); ++r) {
    if (runs_[r] == nullptr || runs_[r]->state().planes.empty()) continue;
    planes_[r] = &runs_[r]->state().planes;
    each_watched(*planes_[r], runs_[r]->model().products.size(), [&](SlicedSign sign) {
      if (std::ranges::find(signs, sign) == signs.end()) signs.push_back(sign);
    });
  }
  if (signs != slices_.signs()) slices_.allocate(network_.agents, std::move(signs));
}

void Lockstep::pack_block(std::size_t index) {
  const auto first = static_cast<AgentIndex>(index * block_size);
  for (std::size_t r = 0; r < runs_.size(); ++r)
    if (planes_[r] != nullptr) runs_[r]->impl_->pack_block(index);
  slices_.pack(planes_, first, std::min(block_size, network_.agents - first));
}

void Lockstep::run_block(std::size_t index, unsigned worker) {
  const auto first = static_cast<AgentIndex>(index * block_size);
  const bool watched = !slices_.signs().empty();
  if (watched) slices_.count(network_, first, std::min(block_size, network_.agents - first), counts_[worker]);
  for (std::size_t r = 0; r < runs_.size(); ++r)
    if (runs_[r] != nullptr)
      runs_[r]->impl_->run_block(index, scratches_[worker][scratch_of_[r]], LapClock(nullptr),
                                 {planes_[r] != nullptr ? &counts_[worker] : nullptr, r});
}

void Lockstep::step() {
  workers_.run(runs_.size(), begin_task_);
  choose_signs();
  const std::size_t blocks = block_count(network_.agents);
  if (!slices_.signs().empty()) workers_.run(blocks, pack_task_);
  workers_.run(blocks, run_task_);
  workers_.run(runs_.size(), end_task_);
}

void Lockstep::drop(const std::vector<bool>& over) {
  for (std::size_t r = 0; r < runs_.size(); ++r) {
    if (!over[r]) continue;
    runs_[r] = nullptr;
    if (!planes_.empty()) planes_[r] = nullptr;
  }
}

bool Lockstep::pays(const Network& network, std::size_t runs) {
  if (!network.weights.empty() || network.agents == 0 || runs < 4) return false;
  return network.ties() / network.agents < 64;
}

}  // namespace shoal
