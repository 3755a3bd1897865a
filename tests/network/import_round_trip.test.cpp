#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "network/import.support.hpp"

using namespace shoal;

namespace {

/// Names that a file could trip over.
const std::vector<std::string> difficult = {
    "u",          "v",   "from", "to",    "source",      "target",    "# a",   "%b",
    "Mr. Hi",     "a,b", "c;d",  "\"q\"", "say \"x\" y", "isolates:", "0x1",   "007",
    "Zo\xC3\xAB", "-1",  "1e5",  "nan",   "w",           "weight",    "x y z", "\xE4\xBA\xBA"};

/// A random draft as a reader would make it: numbered by name, ties unique and ascending.
network::Draft random_draft(std::mt19937& random, bool named) {
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  network::Draft draft;
  draft.agents = 1 + below(static_cast<std::uint32_t>(difficult.size()));
  draft.directed = below(2);
  const bool weighted = below(2);
  std::map<std::pair<AgentIndex, AgentIndex>, float> ties;
  for (std::uint32_t i = below(40); i > 0; --i) {
    auto a = below(draft.agents), b = below(draft.agents);
    if (a == b) continue;
    if (!draft.directed && a > b) std::swap(a, b);
    ties[{a, b}] = static_cast<float>(1 + below(1'000'000)) / 1'000'000;
  }
  for (const auto& [tie, weight] : ties) {
    draft.ties.push_back({tie.first, tie.second});
    if (weighted) draft.weights.push_back(weight);
  }
  if (named) {
    auto names = difficult;
    std::shuffle(names.begin(), names.end(), random);
    names.resize(draft.agents);
    std::sort(names.begin(), names.end());
    draft.labels = names;
  }
  for (AgentIndex i = 0; i < draft.agents; ++i) draft.community.push_back(below(3));
  draft.community_names = {"# x", "a b", "c\"d"};
  return draft;
}

}  // namespace

TEST_CASE("what is written as an edge list and a community file reads back the same", "[network]") {
  std::mt19937 random(2024);
  for (int i = 0; i < 400; ++i) {
    const auto draft = random_draft(random, i % 2);
    const auto text = edge_list_text(draft), groups = community_text(draft);
    INFO(text << groups);
    NetworkParams params;
    params.directed = draft.directed;
    params.duplicates = DuplicatePolicy::error;
    const auto again = import_text({.text = i % 3 ? text : gzipped(text), .groups = groups}, params);
    REQUIRE(again.agents == draft.agents);
    REQUIRE(again.directed == draft.directed);
    REQUIRE(again.labels == draft.labels);
    REQUIRE(ties_of(again) == ties_of(draft));
    REQUIRE(again.notes.empty());
    for (AgentIndex a = 0; a < draft.agents; ++a)
      REQUIRE(again.community_names[again.community[a]] == draft.community_names[draft.community[a]]);
  }
}
