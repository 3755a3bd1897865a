#include "bench/suites.hpp"

namespace shoal::bench {

std::span<const Suite> suites() {
  static constexpr Suite table[] = {
      {"limits", limits},     {"herding", herding}, {"reference", reference}, {"phases", phases},
      {"products", products}, {"buyers", buyers},   {"network", networks},    {"sweep", sweeps},
      {"lockstep", lockstep}, {"startup", startup},
  };
  return table;
}

}  // namespace shoal::bench
