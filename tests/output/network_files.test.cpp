#include "output/network_files.hpp"

#include <catch2/catch.hpp>

#include "network/build.hpp"
#include "network/disassemble.hpp"
#include "network/import.support.hpp"
#include "output/failure.hpp"
#include "output/temporary.support.hpp"

using namespace shoal;

namespace {

Network tiny_network() {
  return network::assemble(
      import_text({.text = "ann bob 1\nbob \"Mr. Hi\" 0.5\nann \"Mr. Hi\" 0.25\n# isolates: zed\n",
                   .groups = "ann x\nbob y\n\"Mr. Hi\" x\nzed y\n"}));
}

Network written_network(const std::filesystem::path& ties) {
  NetworkParams params;
  params.file = {ties.string(), ties};
  const auto groups = output::communities_path(ties);
  params.communities_file = {groups.string(), groups};
  return network::build(params, 0, 1);
}

std::string write_refusal(const Network& network, const std::filesystem::path& path, bool force) {
  try {
    output::write_network(network, path, "a test", force);
  } catch (const output::Failure& failure) {
    return failure.what();
  }
  return "written";
}

}  // namespace

TEST_CASE("communities go beside the ties, without the endings of these", "[output]") {
  CHECK(output::communities_path("a/ties.txt") == "a/ties.communities.txt");
  CHECK(output::communities_path("ties.txt.gz") == "ties.communities.txt");
  CHECK(output::communities_path("ties") == "ties.communities.txt");
}

TEST_CASE("a network taken apart is assembled to the same network", "[network]") {
  for (const bool directed : {false, true}) {
    NetworkParams params;
    params.directed = directed;
    params.self_loops = LoopPolicy::keep;
    const Network network = network::assemble(import_text(
        {.text = "c a 0.5\na b 1\nb b 0.25\nd a 0.75\n", .groups = "a 2\nb 1\nc 1\nd 2\n"}, params));
    const Network again = network::assemble(network::disassemble(network));
    CHECK(network::fingerprint(again) == network::fingerprint(network));
    CHECK(again.neighbours == network.neighbours);
    CHECK(again.weights == network.weights);
    CHECK(again.labels == network.labels);
    CHECK(again.agent_of == network.agent_of);
  }
}

TEST_CASE("a generated network written to files is the same when it is read", "[output]") {
  const TemporaryDirectory here;
  NetworkParams params;
  params.generator = Generator::planted_partition;
  params.planted_partition.communities = 7;
  const Network network = network::build(params, 500, 3);
  for (const char* name : {"net.txt", "net.tsv.gz"}) {
    output::write_network(network, here.path() / name, "a test", true);
    const Network again = written_network(here.path() / name);
    CHECK(again.neighbours == network.neighbours);
    CHECK(again.offsets == network.offsets);
    CHECK(again.community == network.community);
    CHECK(network::fingerprint(again) == network::fingerprint(network));
  }
  CHECK(read_text(here.path() / "net.tsv.gz").starts_with("\x1F\x8B"));
  CHECK(listing(here.path()) == "net.communities.txt net.tsv.gz net.txt");
}

TEST_CASE("names and agents without ties are kept in files", "[output]") {
  const TemporaryDirectory here;
  const Network network = tiny_network();
  output::write_network(network, here.path() / "net.txt", "a test", false);
  CHECK(read_text(here.path() / "net.txt") ==
        "# a test\n# 4 agents, 3 undirected ties. A row: agent, agent, weight.\n# isolates: zed\n"
        "\"Mr. Hi\"\tann\t0.25\n\"Mr. Hi\"\tbob\t0.5\nann\tbob\t1\n");
  CHECK(read_text(here.path() / "net.communities.txt") ==
        "# Communities of: a test\n# A row: agent, community.\n\"Mr. Hi\"\tx\nann\tx\nbob\ty\nzed\ty\n");
  CHECK(network::fingerprint(written_network(here.path() / "net.txt")) == network::fingerprint(network));
}

TEST_CASE("files that exist are kept unless they are to be replaced", "[output]") {
  const TemporaryDirectory here;
  const Network network = tiny_network();
  const auto path = here.path() / "net.txt", groups = here.path() / "net.communities.txt";
  write_text(groups, "mine");
  CHECK(write_refusal(network, path, false) == groups.string() + ": exists; --force replaces it");
  CHECK(listing(here.path()) == "net.communities.txt");
  CHECK(read_text(groups) == "mine");
  CHECK(write_refusal(network, path, true) == "written");
  CHECK(listing(here.path()) == "net.communities.txt net.txt");
  CHECK(write_refusal(network, path, false) == path.string() + ": exists; --force replaces it");
  CHECK(write_refusal(network, here.path(), true) == here.path().string() + ": is a directory");
  CHECK(write_refusal(network, here.path() / "none" / "net.txt", false).find("No such file or directory") !=
        std::string::npos);
}
