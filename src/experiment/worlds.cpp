#include "experiment/worlds.hpp"

#include "network/build.hpp"
#include "population/columns.hpp"

namespace shoal::experiment {

Worlds::NetworkInForms::NetworkInForms(Network built)
    : network(std::move(built)), forms(network, block_size) {}

void Worlds::expect(const WorldKey& key) {
  const std::lock_guard lock(mutex_);
  ++networks_[network_key(key)].users;
  ++populations_[key].users;
}

template <class T, class Make>
std::shared_ptr<T> Worlds::shared(Shared<T>& slot, const Make& make) {
  std::promise<std::shared_ptr<T>> promise;
  std::shared_future<std::shared_ptr<T>> made;
  bool mine = false;
  {
    const std::lock_guard lock(mutex_);
    if (!slot.made.valid()) {
      slot.made = promise.get_future().share();
      mine = true;
    }
    made = slot.made;
  }
  if (mine) {
    try {
      promise.set_value(std::make_shared<T>(make()));
    } catch (...) {
      promise.set_exception(std::current_exception());
    }
  }
  return made.get();
}

World Worlds::get(const WorldKey& key, const Scenario& scenario) {
  // The slots stay where they are until the run is released: elements of a map do not move.
  Shared<NetworkInForms>* network = nullptr;
  Shared<const Population>* population = nullptr;
  {
    const std::lock_guard lock(mutex_);
    network = &networks_.at(network_key(key));
    population = &populations_.at(key);
  }
  World world;
  const std::shared_ptr<NetworkInForms> built = shared(*network, [&] {
    {
      const std::lock_guard lock(mutex_);
      ++networks_built_;
    }
    return network::build(scenario.network, static_cast<AgentIndex>(scenario.population.agents),
                          scenario.network_seed());
  });
  world.network = {built, &built->network};  // their owner is both together
  world.forms = {built, &built->forms};
  world.population = shared(*population, [&] {
    return make_population(scenario.population, *world.network, scenario.population_seed());
  });
  return world;
}

void Worlds::release(const WorldKey& key) {
  // Destroyed after the lock is given back.
  std::shared_future<std::shared_ptr<NetworkInForms>> network;
  std::shared_future<std::shared_ptr<const Population>> population;
  const std::lock_guard lock(mutex_);
  if (const auto found = networks_.find(network_key(key)); --found->second.users == 0) {
    network = std::move(found->second.made);
    networks_.erase(found);
  }
  if (const auto found = populations_.find(key); --found->second.users == 0) {
    population = std::move(found->second.made);
    populations_.erase(found);
  }
}

}  // namespace shoal::experiment
