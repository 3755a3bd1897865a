// The traits file: what is read, and the message for everything that can be wrong with it.

#include "population/traits_file.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "config/source.hpp"
#include "output/temporary.support.hpp"
#include "population/people.support.hpp"

using namespace shoal;
using people::ring;

namespace {

/// Writes a traits file and reads columns `pay` (income) and `mood` (susceptibility) for a network.
class Case {
 public:
  explicit Case(const std::string& text) { write_text(file(), text); }

  std::filesystem::path file() const { return folder_.path() / "people.csv"; }
  PopulationParams params() const {
    return people::read(
        "traits: {income: {column: pay}, susceptibility: {column: mood}}, traits_file: people.csv",
        folder_.path().string());
  }
  population::TraitsFile read(const Network& network) const {
    return population::read_traits_file(params(), network);
  }
  /// Messages, one per line, with @ for the file.
  std::string problems(const Network& network) const {
    try {
      read(network);
    } catch (const config::InvalidInput& invalid) {
      std::string text = invalid.what();
      const std::string name = file().string();
      for (auto at = text.find(name); at != text.npos; at = text.find(name))
        text.replace(at, name.size(), "@");
      return text;
    }
    return "";
  }

 private:
  TemporaryDirectory folder_;
};

Network trio() { return ring(3, {1, 0, 1}, {"ann", "bob", "cat"}); }
std::string problems(const std::string& text) { return Case(text).problems(trio()); }

const std::vector<float> pay{10, 20, 30}, mood{0.1f, 0.2f, 0.3f};

}  // namespace

TEST_CASE("columns are read by label, in any order of rows and columns", "[population]") {
  const auto file = Case("mood,remark,agent,pay\n0.3,x,cat,30\n0.1,,ann,10\n0.2,y,bob,20\n").read(trio());
  CHECK(file.size() == 2);
  CHECK(file.at("pay") == pay);
  CHECK(file.at("mood") == mood);
}

TEST_CASE("agents without labels go by their numbers", "[population]") {
  const auto file = Case("agent,pay,mood\n2,30,0.3\n0,10,0.1\n1,20,0.2").read(ring(3));
  CHECK(file.at("pay") == pay);
  CHECK(file.at("mood") == mood);
}

TEST_CASE("quotes, doubled quotes, commas and line ends inside cells follow RFC 4180", "[population]") {
  const Network network = ring(3, {}, {"ann, the first", "bob \"bo\" b", "cat\nc"});
  const auto file =
      Case(
          "\"agent\",pay,\"mood\"\r\n\"ann, the first\",10,0.1\r\n\"bob \"\"bo\"\" b\",\"20\",0.2\r\n"
          "\"cat\nc\",30,\"0.3\"\r\n")
          .read(network);
  CHECK(file.at("pay") == pay);
  CHECK(file.at("mood") == mood);
}

TEST_CASE("a byte order mark and blank lines are passed over", "[population]") {
  const auto file =
      Case("\xEF\xBB\xBF\nagent,pay,mood\n\nann,10,0.1\nbob,20,0.2\n\r\ncat,30,0.3\n\n").read(trio());
  CHECK(file.at("pay") == pay);
}

TEST_CASE("one column may serve several traits, and segments take columns of their own", "[population]") {
  TemporaryDirectory folder;
  write_text(folder.path() / "people.csv", "agent,a,b\n0,0.1,0.6\n1,0.2,0.7\n2,0.3,0.8\n3,0.4,0.9\n");
  const PopulationParams params = people::read(
      "traits_file: people.csv, traits: {impulsivity: {column: a}, self_control: {column: a}},\n"
      "segments: [{name: x}, {name: y, traits: {impulsivity: {column: b}, income: 5}}]",
      folder.path().string());
  const Network network = ring(4, {1, 0, 1, 0});
  const Population made = make_population(params, network, 1);
  const float a[] = {0.1f, 0.2f, 0.3f, 0.4f}, b[] = {0.6f, 0.7f, 0.8f, 0.9f};
  for (AgentIndex i = 0; i < 4; ++i) {
    const AgentIndex user = network.agent_of[i];
    CHECK(made.trait(Trait::self_control)[i] == a[user]);
    CHECK(made.trait(Trait::impulsivity)[i] == (made.segment[i] == 0 ? a[user] : b[user]));
    CHECK(made.trait(Trait::income)[i] == (made.segment[i] == 0 ? 20.0f : 5.0f));
  }
}

TEST_CASE("a file that no trait takes a column of is not read", "[population]") {
  PopulationParams params;
  params.traits_file = {"nowhere.csv", "/nowhere.csv"};
  CHECK(population::read_traits_file(params, ring(3)).empty());
}

TEST_CASE("numbers that are none are refused cell by cell, all at once", "[population]") {
  CHECK(problems("agent,pay,mood\nann,ten,0.1\nbob,20,\ncat,nan,inf\n") ==
        "@:2:5: column 'pay': found text 'ten'; must be a number in [1e-6, 1000000000]\n"
        "@:3:8: column 'mood': the cell is empty; must be a number in [0, 1]\n"
        "@:4:5: column 'pay': found text 'nan'; must be a number in [1e-6, 1000000000]\n"
        "@:4:9: column 'mood': found text 'inf'; must be a number in [0, 1]");
}

TEST_CASE("numbers out of a trait's range are refused", "[population]") {
  CHECK(problems("agent,pay,mood\nann,0,0.1\nbob,20,1.5\ncat,30,-0.1\n") ==
        "@:2:5: column 'pay': 0 is out of range; trait income must be a number in [1e-6, 1000000000]\n"
        "@:3:8: column 'mood': 1.5 is out of range; trait susceptibility must be a number in [0, 1]\n"
        "@:4:8: column 'mood': -0.1 is out of range; trait susceptibility must be a number in [0, 1]");
}

TEST_CASE("agents that are missing, twice there, unknown or unnamed are refused", "[population]") {
  CHECK(problems("agent,pay,mood\nann,10,0.1\nann,11,0.1\nzoe,20,0.2\n,1,1\n") ==
        "@: agent 'bob' of the network has no row\n"
        "@: agent 'cat' of the network has no row\n"
        "@:3:1: agent 'ann' again, first in line 2; an agent has one row\n"
        "@:4:1: agent 'zoe' is not in the network\n"
        "@:5:1: the cell is empty; must be the name of an agent");
  CHECK(problems("agent,pay,mood\nann,10,0.1\nbobb,20,0.2\ncat,30,0.3\nbob,20,0.2\n") ==
        "@:3:1: agent 'bobb' is not in the network; did you mean 'bob'?");
  CHECK(Case("agent,pay,mood\n0,10,0.1\n3,20,0.2\n1,1,1\n2,1,1\n").problems(ring(3)) ==
        "@:3:1: agent '3' is not in the network; its agents are 0 to 2");
}

TEST_CASE("missing columns are refused with what the header has", "[population]") {
  CHECK(problems("agent,mood\nann,0.1\n") == "@:1:1: no column 'pay'; the header has: agent, mood");
  CHECK(problems("agent,pays,mood\n") == "@:1:1: no column 'pay'; did you mean 'pays'?");
  CHECK(problems("name,pay,mood\nann,1,1\n") == "@:1:1: no column 'agent'; the header has: name, pay, mood");
  CHECK(problems("agent;pay;mood\nann;1;1\n") ==
        "@:1:1: no column 'agent'; the header has no commas: separate cells by commas\n"
        "@:1:1: no column 'mood'; the header has no commas: separate cells by commas\n"
        "@:1:1: no column 'pay'; the header has no commas: separate cells by commas");
}

TEST_CASE("a column twice in the header is refused", "[population]") {
  CHECK(problems("agent,pay,mood,pay\n") == "@:1:16: a second column 'pay'; the first is at position 7");
}

TEST_CASE("rows that are longer or shorter than the header are refused", "[population]") {
  CHECK(problems("agent,pay,mood\nann,10\nbob,20,0.2,x\ncat\n") ==
        "@:2:1: 2 cells; the header has 3\n"
        "@:3:1: 4 cells; the header has 3\n"
        "@:4:1: 1 cell; the header has 3");
}

TEST_CASE("quotes in the wrong place are refused where they stand", "[population]") {
  CHECK(problems("agent,pay,mood\nann,1\"0,0.1\nbob,\"20\"x,0.2\ncat,\"30,0.3\n") ==
        "@:2:6: a quote inside a cell; a cell with quotes begins with one, and doubles those inside\n"
        "@:3:9: text behind a closing quote; a comma or the end of the line must follow\n"
        "@:4:5: a quote that is never closed");
  CHECK(problems("agent,\"pay,mood\n") == "@:1:7: a quote that is never closed");
}

TEST_CASE("columns of messages count characters, not bytes", "[population]") {
  CHECK(Case("agent,pay,mood\nzo\xC3\xAB,x,0.5\n").problems(ring(1, {}, {"zo\xC3\xAB"})) ==
        "@:2:5: column 'pay': found text 'x'; must be a number in [1e-6, 1000000000]");
}

TEST_CASE("bytes that are no text are refused", "[population]") {
  CHECK(problems("agent,pay,mood\nann,10,0.1\nb\xFF,20,0.2\ncat,30,0.3\n") ==
        "@:3:1: byte 0xff is not UTF-8");
  CHECK(problems(std::string("agent,pay,mood\nann,1\x01,0.1\n")) ==
        "@:2:5: byte 0x01 is a control character");
}

TEST_CASE("files that are empty, missing or a folder are refused", "[population]") {
  CHECK(problems("") == "@: is empty; must have a header, such as agent,income");
  CHECK(problems("\n\n") == "@: is empty; must have a header, such as agent,income");
  CHECK(problems("agent,pay,mood\n") ==
        "@: agent 'ann' of the network has no row\n@: agent 'bob' of the network has no row\n"
        "@: agent 'cat' of the network has no row");
  Case gone("");
  std::filesystem::remove(gone.file());
  CHECK(gone.problems(trio()) == "@: no such file");
  std::filesystem::create_directory(gone.file());
  CHECK(gone.problems(trio()) == "@: is a directory; a file is expected");
}

TEST_CASE("of many problems the first twenty are shown and the rest counted", "[population]") {
  std::string text = "agent,pay,mood\n";
  for (int i = 0; i < 100; ++i) text += std::to_string(i) + ",x,0.5\n";
  const std::string messages = Case(text).problems(ring(100));
  CHECK(std::count(messages.begin(), messages.end(), '\n') == 20);
  CHECK(messages.ends_with("and 80 more in @"));
}
