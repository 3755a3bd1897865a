#include "experiment/worlds.hpp"

#include "network/build.hpp"

namespace shoal::experiment {

void Worlds::expect(const WorldKey& key) {
  const std::lock_guard lock(mutex_);
  ++networks_[network_key(key)].users;
  ++populations_[key].users;
}

template <class T, class Make>
std::shared_ptr<const T> Worlds::shared(Shared<T>& slot, const Make& make) {
  std::promise<std::shared_ptr<const T>> promise;
  std::shared_future<std::shared_ptr<const T>> made;
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
      promise.set_value(std::make_shared<const T>(make()));
    } catch (...) {
      promise.set_exception(std::current_exception());
    }
  }
  return made.get();
}

World Worlds::get(const WorldKey& key, const Scenario& scenario) {
  // The slots stay where they are until the run is released: elements of a map do not move.
  Shared<Network>* network = nullptr;
  Shared<Population>* population = nullptr;
  {
    const std::lock_guard lock(mutex_);
    network = &networks_.at(network_key(key));
    population = &populations_.at(key);
  }
  World world;
  world.network = shared(*network, [&] {
    {
      const std::lock_guard lock(mutex_);
      ++networks_built_;
    }
    return network::build(scenario.network, static_cast<AgentIndex>(scenario.population.agents),
                          scenario.network_seed());
  });
  world.population = shared(*population, [&] {
    return make_population(scenario.population, *world.network, scenario.population_seed());
  });
  return world;
}

void Worlds::release(const WorldKey& key) {
  // Destroyed after the lock is given back.
  std::shared_future<std::shared_ptr<const Network>> network;
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
