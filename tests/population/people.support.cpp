#include "population/people.support.hpp"

#include "config/reader.hpp"

using namespace shoal;

namespace people {
namespace {

struct Document {
  PopulationParams population;
};
void describe(config::Section& s, Document& d) { s.section("population", d.population, "The population."); }

}  // namespace

Network ring(AgentIndex agents, std::vector<std::uint32_t> communities, std::vector<std::string> labels,
             std::vector<Role> roles) {
  network::Draft draft;
  draft.agents = agents;
  for (AgentIndex i = 0; i < agents; ++i) draft.ties.push_back({i, (i + 1) % agents});
  draft.community = std::move(communities);
  draft.labels = std::move(labels);
  draft.roles = std::move(roles);
  return network::assemble(std::move(draft));
}

PopulationParams read(const std::string& yaml, const std::string& directory) {
  config::Problems problems;
  config::Reader reader(problems);
  Document document;
  config::Section section("test");
  describe(section, document);
  const std::string text = std::string("population: {\n").append(yaml).append("\n}\n");
  reader.read(section, config::parse_source(text, "s.yaml", directory, problems));
  check(document.population, reader);
  if (!problems.empty()) throw config::InvalidInput(std::move(problems));
  return document.population;
}

std::string problems(const std::string& yaml) {
  try {
    read(yaml);
  } catch (const config::InvalidInput& invalid) {
    return invalid.what();
  }
  return "";
}

std::vector<float> by_user(const Population& made, const Network& network, Trait trait) {
  std::vector<float> values(network.agents);
  for (AgentIndex i = 0; i < network.agents; ++i) values[network.agent_of[i]] = made.trait(trait)[i];
  return values;
}

}  // namespace people
