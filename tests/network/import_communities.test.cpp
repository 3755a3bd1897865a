#include <catch2/catch.hpp>

#include "network/import.support.hpp"

using namespace shoal;

namespace {

const std::string square_of_ties = "a b\nb c\nc d\nd a\n";

std::string refused_groups(std::string groups) {
  return complaint({.text = square_of_ties, .groups = std::move(groups)});
}

}  // namespace

TEST_CASE("a community file gives every agent its community by name", "[network]") {
  const auto draft = import_text(
      {.text = square_of_ties, .groups = "# who\nagent,club\nd,Mr. Hi\nb,Officer\na,Officer\nc,Mr. Hi\n"});
  CHECK(draft.community == std::vector<std::uint32_t>{1, 1, 0, 0});
  CHECK(draft.community_names == std::vector<std::string>{"Mr. Hi", "Officer"});
}

TEST_CASE("communities with whole numbers for names are numbered by them", "[network]") {
  const auto gaps = import_text({.text = square_of_ties, .groups = "a 10\nb 9\nc 9\nd 10\n"});
  CHECK(gaps.community == std::vector<std::uint32_t>{1, 0, 0, 1});
  CHECK(joined(gaps.community_names) == "9 10");
  const auto plain = import_text({.text = "0 1\n1 2\n", .groups = "2 0\n1 1\n0 0\n"});
  CHECK(plain.community == std::vector<std::uint32_t>{0, 1, 0});
  CHECK(plain.community_names.empty());
}

TEST_CASE("where communities are to be detected or not to be, the file's are not taken", "[network]") {
  for (const auto source : {CommunitySource::detect, CommunitySource::none}) {
    NetworkParams params;
    params.communities = source;
    CHECK(import_text({.text = square_of_ties, .groups = "a 1\nb 1\nc 2\nd 2\n"}, params).community.empty());
  }
}

TEST_CASE("a community file that cannot be used is refused with the place and the reason", "[network]") {
  CHECK(refused_groups("a x\nb x\nc x\n") == "groups.txt: agent 'd' of the network has no row");
  CHECK(refused_groups("a x\nb x\nc x\nd x\ne x\n") == "groups.txt:5:1: agent 'e' is not in the network");
  CHECK(refused_groups("a x\nb x\nc x\nd x\nb x\n") ==
        "groups.txt:5:1: agent 'b' again, first in line 2; an agent has one community");
  CHECK(refused_groups("a x\nb\nc x\nd x\n") ==
        "groups.txt: agent 'b' of the network has no row\n"
        "groups.txt:2:1: 1 field; a row has 2 (agent community)");
  CHECK(refused_groups("a,x,y\nb,x\nc,x\nd,x\n") ==
        "groups.txt: agent 'a' of the network has no row\n"
        "groups.txt:1:5: 3 fields; a row has 2 (agent community)");
  CHECK(refused_groups("\xFF\xFE\x41") == "groups.txt: is UTF-16 text; plain UTF-8 text or gzip is expected");
  CHECK(complaint({.text = "0 1\n", .groups = "0 x\n1 x\n01 x\n2 x\n"}) ==
        "groups.txt:3:1: agent '01' is not in the network\n"
        "groups.txt:4:1: agent '2' is not in the network");
  const auto cut = gzipped("a x\nb x\nc x\nd x\n");
  CHECK(refused_groups(cut.substr(0, cut.size() - 9)) ==
        "groups.txt: the gzip data end too early: the file is cut off");
}

TEST_CASE("many agents without a community are counted, not all named", "[network]") {
  std::string text;
  for (int i = 0; i < 99; ++i) text += std::to_string(i) + " " + std::to_string(i + 1) + "\n";
  const auto problems = complaint({.text = text, .groups = "0 x\n"});
  CHECK(problems.find("groups.txt: agent '20' of the network has no row") != problems.npos);
  CHECK(problems.find("agent '21'") == problems.npos);
  CHECK(problems.ends_with("and 79 more in groups.txt"));
}
