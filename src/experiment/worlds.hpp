#pragma once
// Networks and populations that runs share: each is built once, by the first thread that needs it, and goes
// with its last run.

#include <future>
#include <map>
#include <memory>
#include <mutex>

#include "experiment/survey.hpp"
#include "network/forms.hpp"
#include "network/network.hpp"
#include "population/population.hpp"

namespace shoal::experiment {

struct World {
  std::shared_ptr<const Network> network;
  std::shared_ptr<network::Forms> forms;  ///< of the network; last as long as it does
  std::shared_ptr<const Population> population;
};

class Worlds {
 public:
  /// Tells that a run of this key will come. Before the runs.
  void expect(const WorldKey& key);
  /// The network and the population of a run; waits where another thread builds them.
  /// @throws what building them throws, for every run of the key
  World get(const WorldKey& key, const Scenario& scenario);
  /// A run of this key is over.
  void release(const WorldKey& key);

  std::uint64_t networks_built() const { return networks_built_; }

 private:
  template <class T>
  struct Shared {
    std::uint64_t users = 0;
    std::shared_future<std::shared_ptr<T>> made;
  };
  struct NetworkInForms {
    explicit NetworkInForms(Network built);
    const Network network;
    network::Forms forms;
  };
  using NetworkKey = std::pair<std::uint32_t, std::uint64_t>;
  static NetworkKey network_key(const WorldKey& key) { return {key.network, key.network_seed}; }
  template <class T, class Make>
  std::shared_ptr<T> shared(Shared<T>& slot, const Make& make);

  std::mutex mutex_;
  std::map<NetworkKey, Shared<NetworkInForms>> networks_;
  std::map<WorldKey, Shared<const Population>> populations_;
  std::uint64_t networks_built_ = 0;
};

}  // namespace shoal::experiment
