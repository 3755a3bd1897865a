#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/process.support.hpp"
#include "network/import.support.hpp"
#include "output/temporary.support.hpp"
#include "paths.support.hpp"

namespace {

namespace fs = std::filesystem;

std::string data_file(const std::string& name) {
  return (fs::path(paths::source) / "data" / "networks" / name).string();
}

nlohmann::json described(std::vector<std::string> words) {
  words.insert(words.begin(), "network");
  words.push_back("--json");
  const Outcome outcome = run_shoal(words);
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  return nlohmann::json::parse(outcome.out);
}

}  // namespace

TEST_CASE("`shoal network` describes Coleman's high school", "[cli]") {
  const auto fall = described({data_file("coleman_fall.txt"), "--directed"});
  CHECK(fall["agents"] == 73);
  CHECK(fall["ties"] == 243);
  CHECK(fall["directed"] == true);
  CHECK(fall["isolates"] == 3);
  CHECK(fall["components"]["count"] == 5);
  CHECK(fall["components"]["largest"] == 37);
  CHECK(fall["degree"]["max"] == 9);
  CHECK(fall["audience"]["max"] == 10);
  CHECK(fall["degree"]["histogram"] == nlohmann::json({4, 4, 17, 12, 19, 12, 4, 0, 0, 1}));
  // By NetworkX 2.8
  CHECK(fall["reciprocity"].get<double>() == Approx(0.5102880658436214));
  CHECK(fall["clustering"]["transitivity"].get<double>() == Approx(0.44008264462809915));
  CHECK(fall["clustering"]["mean_local"].get<double>() == Approx(0.43799541402281134));
}

TEST_CASE("`shoal network` describes the karate club by its factions", "[cli]") {
  const auto karate = described({data_file("karate.txt"), "--communities", data_file("karate_factions.txt")});
  CHECK(karate["communities"]["count"] == 2);
  CHECK(karate["communities"]["largest"] == 17);
  CHECK(karate["communities"]["modularity"].get<double>() == Approx(0.35823471400394477));  // by NetworkX 2.8
  CHECK(karate["communities"]["mixing"].get<double>() == Approx(11.0 / 78));
  CHECK(karate["degree_assortativity"].get<double>() == Approx(-0.47561309768461413));
  CHECK(karate["clustering"]["mean_local"].get<double>() == Approx(0.5706384782076823));
  CHECK(karate["degree"]["q25"] == 2);
  CHECK(karate["degree"]["median"] == 3);
  CHECK(karate["degree"]["q75"] == 5);
  CHECK(karate["weights"]["max"] == 1.0);
  CHECK(karate["notes"] == nlohmann::json({"weights up to 7: all were divided by it"}));
}

TEST_CASE("`shoal network` agrees with what SNAP publishes about the ego-Facebook network", "[cli]") {
  const char* given = std::getenv("SHOAL_DATA");
  const fs::path folder = given ? fs::path(given) : fs::path(paths::source) / ".." / "shared" / "data";
  const auto file = folder / "networks" / "facebook_combined.txt.gz";
  if (!fs::exists(file)) {
    std::cout << "SKIPPED: " << file.string() << " is not there (SHOAL_DATA names the folder)\n";
    return;
  }
  const auto facebook = described({file.string()});
  CHECK(facebook["agents"] == 4039);
  CHECK(facebook["ties"] == 88234);
  CHECK(facebook["components"]["count"] == 1);
  CHECK(facebook["clustering"]["triangles"] == 1612010);
  CHECK(facebook["clustering"]["mean_local"].get<double>() == Approx(0.6055).margin(5e-5));
  if (!without_igraph()) CHECK(facebook["communities"]["modularity"].get<double>() > 0.83);
}

TEST_CASE("the table of `shoal network` shows the degrees as bars", "[cli]") {
  const TemporaryDirectory here;
  write_text(here.path() / "star.txt", "hub a\nhub b\nhub c\nhub d\n# isolates: e\n");
  write_text(here.path() / "groups.txt", "hub 1\na 1\nb 1\nc 2\nd 2\ne 2\n");
  const Outcome outcome =
      run_shoal({"network", "star.txt", "--communities", "groups.txt"}, {.directory = here.path()});
  CHECK(outcome.err.empty());
  CHECK(outcome.code == 0);
  CHECK(outcome.out ==
        "network         star.txt\n"
        "agents          6\n"
        "ties            4, undirected\n"
        "components      2; the largest has 5 agents (83.3 %), 1 without ties\n"
        "degree          mean 1.333, sd 1.247; least 0, quartiles 1 1 1, 90 % 4, most 4\n"
        "clustering      0.0000 mean of agents, 0.0000 transitivity; 0 triangles\n"
        "assortativity   -1.0000 by degree\n"
        "communities     2 from groups.txt; 3 to 3 agents\n"
        "modularity      -0.1250; share of ties between communities 0.5000\n"
        "\n"
        "agents by degree:\n"
        "  0  1  ##########\n"
        "  1  4  ########################################\n"
        "  2  0\n"
        "  3  0\n"
        "  4  1  ##########\n");
}

TEST_CASE("`shoal network` describes and writes the network of a scenario", "[cli]") {
  const TemporaryDirectory here;
  write_text(here.path() / "small.yaml", small_scenario);
  const Setting there{.directory = here.path()};
  const Outcome outcome = run_shoal({"network", "small.yaml", "--write", "net.txt.gz", "--json"}, there);
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK(outcome.err == "wrote net.txt.gz\nwrote net.communities.txt\n");
  const auto made = nlohmann::json::parse(outcome.out);
  CHECK(made["communities"]["origin"] == "of the generator");
  const Outcome again =
      run_shoal({"network", "net.txt.gz", "--communities", "net.communities.txt", "--json"}, there);
  const auto read = nlohmann::json::parse(again.out);
  for (const char* key : {"agents", "ties", "degree", "clustering", "components"})
    CHECK(read[key] == made[key]);
  CHECK(read["communities"]["modularity"] == made["communities"]["modularity"]);

  CHECK(run_shoal({"network", "small.yaml", "--seed", "99", "--json"}, there).out != outcome.out);
  const Outcome refused = run_shoal({"network", "small.yaml", "--write", "net.txt.gz"}, there);
  CHECK(refused.code == 4);
  CHECK(refused.out.empty());
  CHECK(refused.err == "shoal: net.txt.gz: exists; --force replaces it\n");
  CHECK(run_shoal({"network", "small.yaml", "--write", "net.txt.gz", "--force"}, there).code == 0);
}

TEST_CASE("`shoal network` refuses files that cannot be used with exit code 3", "[cli]") {
  const TemporaryDirectory here;
  write_text(here.path() / "bad.txt", "0 1\n1 1\n2\n");
  const Setting there{.directory = here.path()};
  const Outcome bad = run_shoal({"network", "bad.txt"}, there);
  CHECK(bad.code == 3);
  CHECK(bad.out.empty());
  CHECK(bad.err ==
        "bad.txt:2:1: agent '1' observes itself; remove the tie, or set self_loops to drop or keep\n"
        "bad.txt:3:1: 1 field; a tie has 2 (observer observed) or 3 (observer observed weight)\n");
  const Outcome none = run_shoal({"network", "none.txt"}, there);
  CHECK(none.code == 3);
  CHECK(none.err == "none.txt: no such file\n");
  write_text(here.path() / "loop.txt", "0 1\n1 1\n");
  CHECK(run_shoal({"network", "loop.txt", "--self-loops", "drop"}, there).err ==
        "note: 1 self-loop was dropped\n");
}

TEST_CASE("`shoal network` refuses options that do not belong together", "[cli]") {
  const auto refusal = [](const std::vector<std::string>& words) {
    const Outcome outcome = run_shoal(words);
    CHECK(outcome.code == 2);
    CHECK(outcome.out.empty());
    return outcome.err.substr(0, outcome.err.find('\n'));
  };
  CHECK(refusal({"network", "a.txt", "--self-loops", "maybe"}) ==
        "shoal: --self-loops maybe: error, drop or keep is allowed");
  CHECK(refusal({"network", "a.txt", "--set", "seed=1"}) ==
        "shoal: --set is for scenarios (.yaml); this is a network file: see the other options");
  CHECK(refusal({"network", "a.yaml", "--directed"}) ==
        "shoal: --directed is for network files; a scenario says that itself, and --set overrides it");
  CHECK(refusal({"network"}) == "shoal: missing FILE");
}
