#include "experiment/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "config/assign.hpp"
#include "maths/sha256.hpp"
#include "random/philox.hpp"
#include "scenario/source.hpp"

namespace shoal::experiment {
namespace {

/// A number that stands for a text.
std::uint64_t hashed(const std::string& text) {
  const std::string digits = maths::sha256(text).substr(0, 16);
  std::uint64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
  return number;
}

}  // namespace

Plan::Plan(const Experiment& experiment) : experiment_(&experiment) {
  const bool independent = experiment.params.seeds.scheme == SeedScheme::independent;
  for (std::uint32_t b = 0; b < experiment.blocks.size(); ++b) {
    const DesignTable& block = experiment.blocks[b];
    for (std::uint32_t a = 0; a < experiment.arms.size(); ++a) {
      std::map<std::string, int> times;  // the same point twice has two seeds
      for (std::uint64_t p = 0; p < block.points.size(); ++p) {
        cells_.push_back({b, a, p});
        if (!independent) continue;
        std::string text = block.name + '\n' + experiment.arms[a] + '\n';
        for (std::size_t f = 0; f < block.factors.size(); ++f)
          text += block.factors[f] + '=' + block.points[p].values[f] + '\n';
        keys_.push_back(hashed(text + std::to_string(times[text]++)));
      }
    }
  }
}

std::uint64_t Plan::least_replicates() const {
  return static_cast<std::uint64_t>(experiment_->params.replicates.at_least.value);
}
std::uint64_t Plan::most_replicates() const {
  return static_cast<std::uint64_t>(experiment_->params.replicates.at_most.value);
}

std::uint64_t Plan::seed(std::size_t cell, std::uint64_t replicate) const {
  std::uint64_t root = experiment_->params.seeds.root.value;
  if (!keys_.empty()) {
    root = random::derive_seed(root, static_cast<std::uint32_t>(keys_[cell] >> 32));
    root = random::derive_seed(root, static_cast<std::uint32_t>(keys_[cell]));
  }
  return random::derive_seed(root, static_cast<std::uint32_t>(replicate));
}

std::vector<std::string> Plan::factors(std::size_t cell) const {
  const DesignTable& block = experiment_->blocks[cells_[cell].block];
  const DesignPoint& point = block.points[cells_[cell].point];
  std::vector<std::string> values(experiment_->factors.size());
  for (std::size_t f = 0; f < block.factors.size(); ++f) {
    const auto at = std::ranges::find(experiment_->factors, block.factors[f]);
    values[static_cast<std::size_t>(at - experiment_->factors.begin())] = point.values[f];
  }
  return values;
}

std::string Plan::name(std::size_t cell) const {
  const Cell& c = cells_[cell];
  const DesignTable& block = experiment_->blocks[c.block];
  std::string text;
  if (experiment_->blocks.size() > 1) text += fmt::format("block {}, ", block.name);
  if (!experiment_->params.arms.items.empty()) text += fmt::format("arm '{}', ", experiment_->arms[c.arm]);
  text += fmt::format("point {}", c.point);
  std::string values;
  for (std::size_t f = 0; f < block.factors.size(); ++f)
    if (const std::string& value = block.points[c.point].values[f]; !value.empty())
      values += (values.empty() ? " (" : ", ") + block.factors[f] + "=" + value;
  return text + values + (values.empty() ? "" : ")");
}

Scenario Plan::scenario(std::size_t cell, const std::vector<std::string>& set) const {
  const Cell& c = cells_[cell];
  const DesignTable& block = experiment_->blocks[c.block];
  config::Node root = experiment_->base;
  config::Problems problems;
  if (!experiment_->params.arms.items.empty())
    apply(experiment_->params.arms.items[c.arm].set, root, problems);
  const config::Origin place{std::make_shared<const std::string>(experiment_->file), 0, 0,
                             experiment_->directory};
  for (std::size_t f = 0; f < block.factors.size(); ++f) {
    const std::string& key = block.factors[f];
    if (block.points[c.point].values[f].empty()) continue;  // stays as the scenario has it
    config::Node value = config::value_from_text(block.points[c.point].values[f], key, place, problems);
    if (problems.empty()) config::assign(root, key, std::move(value), problems);
  }
  for (const std::string& assignment : set) config::apply_override(root, assignment, problems);
  try {
    return read_scenario(root, std::move(problems));
  } catch (const config::InvalidInput& invalid) {
    config::Problems named = invalid.problems();
    for (config::Problem& problem : named) problem.message += " [" + name(cell) + "]";
    throw config::InvalidInput(std::move(named));
  }
}

bool Plan::in_shard(std::uint64_t run, const Shard& shard) const {
  if (shard.whole()) return true;
  if (experiment_->params.replicates.until) return cell_of(run) % shard.count == shard.index;
  const auto begins = [&](std::uint64_t i) {  // i x runs / count, without overflow
    const std::uint64_t runs = most_runs();
    return i * (runs / shard.count) + i * (runs % shard.count) / shard.count;
  };
  return run >= begins(shard.index) && run < begins(shard.index + 1);
}

}  // namespace shoal::experiment
