// Designs of given levels: factorial, zip, one at a time.

#include "experiment/design_kinds.hpp"

namespace shoal::experiment {

DesignTable factorial(const config::Map<Levels>& factors) {
  DesignTable table = table_of(factors);
  std::vector<std::size_t> at(factors.size(), 0);
  for (;;) {
    DesignPoint point;
    for (std::size_t f = 0; f < at.size(); ++f) point.values.push_back(factors.items[f].second.values[at[f]]);
    table.points.push_back(std::move(point));
    std::size_t f = at.size();
    while (f > 0 && ++at[f - 1] == factors.items[f - 1].second.values.size()) at[--f] = 0;
    if (f == 0) return table;
  }
}

DesignTable zip(const config::Map<Levels>& factors) {
  DesignTable table = table_of(factors);
  for (std::size_t i = 0; i < factors.items[0].second.values.size(); ++i) {
    DesignPoint point;
    for (const auto& [key, levels] : factors) point.values.push_back(levels.values[i]);
    table.points.push_back(std::move(point));
  }
  return table;
}

DesignTable one_at_a_time(const config::Map<Levels>& factors) {
  DesignTable table = table_of(factors);
  const DesignPoint untouched{std::vector<std::string>(factors.size())};
  table.points.push_back(untouched);
  for (std::size_t f = 0; f < factors.size(); ++f)
    for (const std::string& value : factors.items[f].second.values) {
      DesignPoint point = untouched;
      point.values[f] = value;
      table.points.push_back(std::move(point));
    }
  return table;
}

}  // namespace shoal::experiment
