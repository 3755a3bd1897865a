#include <catch2/catch.hpp>

#include "network/import.support.hpp"

using namespace shoal;

namespace {

NetworkParams directed_params() {
  NetworkParams params;
  params.directed = true;
  return params;
}

std::string ties_in(const std::string& text, NetworkParams params = {}) {
  return ties_of(import_text({.text = text}, std::move(params)));
}

}  // namespace

TEST_CASE("an edge list is read whatever separates its fields", "[network]") {
  for (const char* text :
       {"0 1\n1 2\n", "0\t1\n1\t2", "0,1\n1,2\n", "0, 1\n1 ,2\n", "0;1\n1;2\n", "  0   1  \n\t1 \t 2\t\n",
        "0 1\r\n1 2\r\n",
        "\xEF\xBB\xBF"
        "0 1\n1 2\n",
        "# SNAP\n% KONECT\n\n0 1\n   \n# in between\n1 2\n\n", "\"0\",\"1\"\n\"1\",\"2\"\n",
        "source,target\n0,1\n1,2\n", "\"From\" \"To\"\n0 1\n1 2\n"}) {
    INFO(text);
    const auto draft = import_text({.text = text});
    CHECK(ties_of(draft) == "0-1 1-2");
    CHECK(draft.agents == 3);
    CHECK_FALSE(draft.directed);
    CHECK(draft.labels.empty());
    CHECK(draft.weights.empty());
    CHECK(draft.notes.empty());
  }
}

TEST_CASE("agents are numbered by their names, never by the order of lines", "[network]") {
  const auto one = import_text({.text = "10 9\n9 200\n"});
  const auto other = import_text({.text = "200 9\n10 9\n"});
  CHECK(joined(one.labels) == "9 10 200");
  CHECK(ties_of(one) == "0-1 0-2");
  CHECK(ties_of(other) == ties_of(one));
  CHECK(other.labels == one.labels);

  CHECK(joined(import_text({.text = "bob Ann\nann Bob\n"}).labels) == "Ann Bob ann bob");
  SECTION("one name that is no whole number makes all names text") {
    CHECK(joined(import_text({.text = "10 9\n9 x\n"}).labels) == "10 9 x");
    CHECK(joined(import_text({.text = "10 9\n9 -1\n"}).labels) == "-1 10 9");
  }
  SECTION("a leading zero makes another name") {
    CHECK(joined(import_text({.text = "7 007\n"}).labels) == "007 7");
  }
  SECTION("numbers may be large, scattered and in any order") {
    CHECK(joined(import_text({.text = "9223372036854775807 5\n70000 5\n80000 5\n4000000000 0\n"}).labels) ==
          "0 5 70000 80000 4000000000 9223372036854775807");
  }
}

TEST_CASE("a hundred thousand scattered numbers all find their place", "[network]") {
  // Multiples of an odd number modulo 2^32 are all different and in no order; their ring is a cycle.
  constexpr std::uint64_t n = 100'000;
  std::string text;
  const auto id = [](std::uint64_t i) { return std::to_string(i % n * 2654435761u % 4294967296u); };
  for (std::uint64_t i = 0; i < n; ++i) text += id(i) + ' ' + id(i + 1) + '\n';
  const auto draft = import_text({.text = text});
  REQUIRE(draft.agents == n);
  REQUIRE(draft.ties.size() == n);
  std::vector<int> degree(n);
  for (const auto& tie : draft.ties) ++degree[tie.observer], ++degree[tie.observed];
  CHECK(degree == std::vector<int>(n, 2));
  bool ascending = true;
  for (std::size_t i = 1; i < n; ++i)
    ascending &= std::stoull(draft.labels[i - 1]) < std::stoull(draft.labels[i]);
  CHECK(ascending);
}

TEST_CASE("names may have blanks in files with commas, and anything in quotes", "[network]") {
  CHECK(joined(import_text({.text = "Mr. Hi,Zo\xC3\xAB\n"}).labels) == "Mr. Hi Zo\xC3\xAB");
  CHECK(import_text({.text = "\"Hi, Mr.\" \"say \"\"x\"\"\"\n"}).labels ==
        std::vector<std::string>{"Hi, Mr.", "say \"x\""});
  CHECK(import_text({.text = "\"# no comment\" b\n"}).labels ==
        std::vector<std::string>{"# no comment", "b"});
}

TEST_CASE("a first row of well-known names is a header, unless agents have these names", "[network]") {
  CHECK(ties_in("Source;Target;Weight\n0;1;1\n") == "0-1:1");
  CHECK(ties_in("u v w\n0 1 1\n") == "0-1:1");
  CHECK(ties_in("from,to\n0,1\n") == "0-1");
  const auto draft = import_text({.text = "u v\nv x\n"});
  CHECK(joined(draft.labels) == "u v x");
  CHECK(ties_of(draft) == "0-1 1-2");
  CHECK(joined(import_text({.text = "alice bob\n"}).labels) == "alice bob");
}

TEST_CASE("weights up to 1 stay, greater ones make all be divided by the largest", "[network]") {
  CHECK(ties_in("0 1 0.25\n1 2 1\n") == "0-1:0.25 1-2:1");
  CHECK(ties_in("0 1 0.25\n1 2 0.5\n") == "0-1:0.25 1-2:0.5");
  const auto draft = import_text({.text = "0,1,1\n1,2,4\n2,3,1e0\n"});
  CHECK(ties_of(draft) == "0-1:0.25 1-2:1 2-3:0.25");
  CHECK(joined(draft.notes) == "weights up to 4: all were divided by it");
}

TEST_CASE("an undirected tie may be given in either direction, a directed one may not", "[network]") {
  const std::string text = "0 1\n1 0\n2 1\n";
  const auto undirected = import_text({.text = text});
  CHECK(ties_of(undirected) == "0-1 1-2");
  CHECK(joined(undirected.notes) == "1 tie was given more than once and merged");
  const auto draft = import_text({.text = text}, directed_params());
  CHECK(draft.directed);
  CHECK(ties_of(draft) == "0-1 1-0 2-1");
  CHECK(draft.notes.empty());
}

TEST_CASE("merged ties keep the largest weight", "[network]") {
  const auto draft = import_text({.text = "0 1 0.25\n1 0 0.5\n0 1 0.125\n"});
  CHECK(ties_of(draft) == "0-1:0.5");
  CHECK(joined(draft.notes) == "2 ties were given more than once and merged; the largest weight counts");
}

TEST_CASE("self-loops are dropped or kept when asked to, and their agents stay", "[network]") {
  NetworkParams params;
  params.self_loops = LoopPolicy::drop;
  const auto dropped = import_text({.text = "0 1\n2 2\n"}, params);
  CHECK(ties_of(dropped) == "0-1");
  CHECK(dropped.agents == 3);
  CHECK(joined(dropped.notes) == "1 self-loop was dropped");
  params.self_loops = LoopPolicy::keep;
  CHECK(ties_in("0 1\n2 2\n", params) == "0-1 2-2");
}

TEST_CASE("a comment can declare agents without ties", "[network]") {
  const auto draft = import_text({.text = "# isolates: 7 3\n0 1\n# isolates: 9\n"});
  CHECK(draft.agents == 5);
  CHECK(joined(draft.labels) == "0 1 3 7 9");
  CHECK(ties_of(draft) == "0-1");
  CHECK(import_text({.text = "# isolates: 0 1 2\n"}).agents == 3);
  CHECK(import_text({.text = "# isolates are not declared so\n0 1\n"}).agents == 2);
}

TEST_CASE("gzip is told by its first bytes, whatever the name", "[network]") {
  CHECK(ties_of(import_text({.name = "net.txt", .text = gzipped("0 1\n1 2\n")})) == "0-1 1-2");
  CHECK(ties_of(import_text({.name = "net.txt.gz", .text = "0 1\n1 2\n"})) == "0-1 1-2");
  const auto members = gzipped("0 1\n") + gzipped("1 2\n");  // as bgzip and pigz write them
  CHECK(ties_of(import_text({.text = members})) == "0-1 1-2");
}

TEST_CASE("rows across the reader's buffer are whole", "[network]") {
  std::string text;
  constexpr int n = 300'000;  // 4 MB: several buffers of 1 MiB
  for (int i = 0; i < n; ++i) text += std::to_string(i) + "\t" + std::to_string((i + 1) % n) + "\n";
  for (const bool zipped : {false, true}) {
    const auto draft = import_text({.text = zipped ? gzipped(text) : text});
    REQUIRE(draft.agents == n);
    REQUIRE(draft.ties.size() == n);
    CHECK(draft.labels.empty());
    bool chain = draft.ties[0].observed == 1 && draft.ties[1].observed == n - 1;
    for (AgentIndex i = 2; i < n; ++i)
      chain &= draft.ties[i].observer == i - 1 && draft.ties[i].observed == i;
    CHECK(chain);
  }
}
