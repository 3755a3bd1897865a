#include "cli/sweep.support.hpp"

#include <set>
#include <sstream>

#include "output/temporary.support.hpp"

namespace fs = std::filesystem;

const std::string tiny_scenario = R"(name: tiny
time: {ticks: 30}
network: {generator: planted_partition, planted_partition: {communities: 4, mean_degree: 6, mixing: 0.1}}
population: {agents: 120, seed_adopters: {count: 6}}
market: {products: [{name: gadget}]}
decision: {planned: {need: 0.1}}
)";

const std::string tiny_experiment = R"(scenario: tiny.yaml
set: {time.ticks: 25}
arms:
  without: {learning.observation.enabled: false}
  both: {}
design:
  - factorial: {learning.observation.attention: [0.1, 0.5], network.planted_partition.mixing: [0, 0.2, 0.4]}
replicates: 4
seeds: {root: 7}
measure:
  impulse_share: [mean@5..25]
  adopters: [final, "first>=60"]
series: {every: 10, metrics: [purchases, adopters]}
stop: "adopters >= 110"
)";

void write_experiment(const fs::path& directory) {
  write_text(directory / "tiny.yaml", tiny_scenario);
  write_text(directory / "study.yaml", tiny_experiment);
}

std::string sweep_bytes(const fs::path& directory) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(directory)) names.insert(entry.path().filename().string());
  std::string all;
  for (const std::string& name : names)
    if (name != "journal" && name != "timings.csv")
      all += "==== " + name + "\n" + read_text(directory / name);
  return all;
}

std::vector<std::vector<std::string>> csv_rows(const fs::path& file) {
  std::istringstream lines(read_text(file));
  std::vector<std::vector<std::string>> rows;
  std::string line, cell;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    rows.emplace_back();
    std::istringstream cells(line + ',');
    while (std::getline(cells, cell, ',')) rows.back().push_back(cell);
  }
  return rows;
}
