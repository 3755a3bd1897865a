#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>

#include "network/import.support.hpp"
#include "paths.support.hpp"

using namespace shoal;
namespace fs = std::filesystem;

namespace {

network::Draft shipped(const std::string& name, bool directed, const std::string& communities = {}) {
  const fs::path folder = fs::path(paths::source) / "data" / "networks";
  NetworkParams params;
  params.file = {name, folder / name};
  params.directed = directed;
  params.duplicates = DuplicatePolicy::error;
  if (!communities.empty()) params.communities_file = {communities, folder / communities};
  return network::read_file(params);
}

std::size_t returned_ties(const network::Draft& draft) {
  std::set<std::pair<AgentIndex, AgentIndex>> ties;
  for (const auto& tie : draft.ties) ties.emplace(tie.observer, tie.observed);
  return static_cast<std::size_t>(std::count_if(ties.begin(), ties.end(), [&](auto tie) {
    return ties.contains({tie.second, tie.first});
  }));
}

std::size_t component_count(const network::Draft& draft) {
  const auto of = network::connected_components(draft);
  return std::set(of.begin(), of.end()).size();
}

}  // namespace

TEST_CASE("Coleman's high school has 73 boys, with 243 nominations in autumn and 263 in spring",
          "[network]") {
  const auto fall = shipped("coleman_fall.txt", true);
  CHECK(fall.agents == 73);
  CHECK(fall.directed);
  CHECK(fall.ties.size() == 243);
  CHECK(returned_ties(fall) == 124);  // reciprocity .51029 by NetworkX
  CHECK(component_count(fall) == 5);
  CHECK(fall.labels.front() == "1");
  CHECK(fall.labels.back() == "73");
  CHECK(fall.notes.empty());

  const auto spring = shipped("coleman_spring.txt", true);
  CHECK(spring.agents == 73);
  CHECK(spring.ties.size() == 263);
  CHECK(returned_ties(spring) == 122);  // .46388
  CHECK(component_count(spring) == 5);
  CHECK(spring.labels == fall.labels);
}

TEST_CASE("Zachary's karate club has 34 members, 78 weighted ties and two factions of 17", "[network]") {
  const auto karate = shipped("karate.txt", false, "karate_factions.txt");
  CHECK(karate.agents == 34);
  CHECK(karate.ties.size() == 78);
  CHECK(karate.labels.empty());
  double total = 0;
  for (const float weight : karate.weights) total += 7.0 * weight;
  CHECK(total == Approx(231));  // the contexts that Zachary counted
  CHECK(karate.community_names == std::vector<std::string>{"Mr. Hi", "Officer"});
  CHECK(std::count(karate.community.begin(), karate.community.end(), 0u) == 17);
}

TEST_CASE("the ego-Facebook network has 4,039 people and 88,234 friendships in one piece", "[network]") {
  const char* given = std::getenv("SHOAL_DATA");
  const fs::path folder = given ? fs::path(given) : fs::path(paths::source) / ".." / "shared" / "data";
  const auto file = folder / "networks" / "facebook_combined.txt.gz";
  if (!fs::exists(file)) {
    std::cout << "SKIPPED: " << file.string() << " is not there (SHOAL_DATA names the folder)\n";
    return;
  }
  NetworkParams params;
  params.file = {file.string(), file};
  params.duplicates = DuplicatePolicy::error;
  const auto draft = network::read_file(params);
  CHECK(draft.agents == 4039);
  CHECK(draft.ties.size() == 88234);
  CHECK(draft.labels.empty());
  CHECK(component_count(draft) == 1);
}
