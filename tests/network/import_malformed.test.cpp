#include <catch2/catch.hpp>
#include <filesystem>

#include "config/source.hpp"
#include "network/import.support.hpp"
#include "output/temporary.support.hpp"

using namespace shoal;
using namespace std::string_literals;

namespace {

std::string refused_ties(std::string text, NetworkParams params = {}) {
  return complaint({.text = std::move(text)}, std::move(params));
}

constexpr const char* rule_of_weights = "'; a number > 0 is expected (from 1.2e-38 to 3.4e38)";

}  // namespace

TEST_CASE("an edge list that cannot be used is refused with the place and the reason", "[network]") {
  CHECK(refused_ties("") ==
        "net.txt: the file is empty; one tie per line is expected: observer observed [weight]");
  CHECK(refused_ties("# nothing\n\n") ==
        "net.txt: the file has no ties; one per line is expected: observer observed [weight]");
  CHECK(refused_ties("0 1\n5\n") ==
        "net.txt:2:1: 1 field; a tie has 2 (observer observed) or 3 (observer observed weight)");
  CHECK(refused_ties("0 1\n1 2 0.5 friend\n") ==
        "net.txt:2:9: 4 fields; a tie has 2 (observer observed) or 3 (observer observed weight)");
  CHECK(refused_ties("0 1\n\n1 2 0.5\n") ==
        "net.txt:3:1: a weight, but the first tie (line 1) has none; all ties have a weight or none has");
  CHECK(refused_ties("0 1 1\n1 2\n") ==
        "net.txt:2:1: no weight, but the first tie (line 1) has one; all ties have a weight or none has");
  CHECK(refused_ties("from,to,weight\n0,1\n") == "net.txt:2:1: 2 fields, but the header (line 1) names 3");
}

TEST_CASE("a weight that is none is refused with its column", "[network]") {
  for (const char* weight :
       {"0", "-1", "nan", "inf", "-0", "1e39", "1e-39", "abc", "0x10", "+1", "1.5kg", "1/2"})
    CHECK(refused_ties("0 1 1\n0 2 "s + weight + "\n") ==
          "net.txt:2:5: weight '"s + weight + rule_of_weights);
  CHECK(refused_ties("0;1;0,5\n") == "net.txt:1:5: weight '0,5"s + rule_of_weights);
  CHECK(refused_ties("0 1 1e-30\n0 2 1e30\n") ==
        "net.txt: weights from 1e-30 to 1e+30 cannot share a scale from 0 to 1 in single precision");
}

TEST_CASE("self-loops and duplicates are refused where the policy forbids them", "[network]") {
  CHECK(refused_ties("0 1\n4 4\n") ==
        "net.txt:2:1: agent '4' observes itself; remove the tie, or set self_loops to drop or keep");
  NetworkParams strict;
  strict.duplicates = DuplicatePolicy::error;
  CHECK(refused_ties("a b\n# comment\nb c\nb a\nc b\n", strict) ==
        "net.txt:4:1: the tie 'a' - 'b' again, first in line 1; remove it, or set duplicates to merge\n"
        "net.txt:5:1: the tie 'b' - 'c' again, first in line 3; remove it, or set duplicates to merge");
  CHECK(refused_ties("0 1\n0 1\n", strict) ==
        "net.txt:2:1: the tie '0' - '1' again, first in line 1; remove it, or set duplicates to merge");
  strict.directed = true;
  CHECK(refused_ties("0 1\n1 0\n", strict) == "accepted");
}

TEST_CASE("faulty fields are refused with their columns, which count characters", "[network]") {
  CHECK(refused_ties("a,b\nc,,d\n") == "net.txt:2:3: field 2 is empty");
  CHECK(refused_ties("a,b\nc,\n") == "net.txt:2:3: field 2 is empty");
  CHECK(refused_ties("a b\n\"\" c\n") == "net.txt:2:1: field 1 is empty");
  CHECK(refused_ties("0,1\n1,2 0.5\n") ==
        "net.txt:2:3: '2 0.5' has a blank; the fields of this file are separated by ','");
  CHECK(refused_ties("\"a b\n") == "net.txt:1:1: a quote that is not closed in this line");
  CHECK(refused_ties("\"a\"b c\n") == "net.txt:1:4: text behind a closing quote; a blank is expected");
  CHECK(refused_ties("\"a\"b,c\n") == "net.txt:1:4: text behind a closing quote; ',' is expected");
  CHECK(refused_ties("0 1\nZo\xC3\xAB b\xFF\n") ==
        "net.txt:2:5: field 2: byte 0xff is not UTF-8; names and numbers in UTF-8 text are expected");
  CHECK(
      refused_ties("0 1\nabc d\x01\n") ==
      "net.txt:2:5: field 2: byte 0x01 is a control character; names and numbers in UTF-8 text are expected");
  CHECK(
      refused_ties("0 1\n1 2\0\n"s) ==
      "net.txt:2:3: field 2: byte 0x00 is a control character; names and numbers in UTF-8 text are expected");
  for (const char* bad :
       {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8\x88", "\xE2\x82", "\x80"})
    CHECK(refused_ties("a "s + bad + "\n").find("is not UTF-8; names and numbers") != std::string::npos);
  CHECK(refused_ties("0 1\r1 2\r").starts_with("net.txt:1:3: field 2: byte 0x0d is a control character"));
}

TEST_CASE("columns in the wrong order are refused where the order matters", "[network]") {
  NetworkParams directed;
  directed.directed = true;
  CHECK(refused_ties("target,source\n0,1\n", directed) ==
        "net.txt:1:1: columns 'target', 'source'; the observer comes first in a directed network: swap the "
        "columns");
  CHECK(refused_ties("target,source\n0,1\n") == "accepted");
}

TEST_CASE("a file that is no text is refused with what it is", "[network]") {
  CHECK(refused_ties("PK\x03\x04 and so on") ==
        "net.txt: is a zip archive; plain UTF-8 text or gzip is expected");
  CHECK(refused_ties("BZh91AY&SY") == "net.txt: is a bzip2 file; plain UTF-8 text or gzip is expected");
  CHECK(refused_ties("\xFD"
                     "7zXZ\0\0"s) == "net.txt: is an xz file; plain UTF-8 text or gzip is expected");
  CHECK(refused_ties("\x28\xB5\x2F\xFD xyz") ==
        "net.txt: is a zstd file; plain UTF-8 text or gzip is expected");
  CHECK(refused_ties("\xFF\xFE"
                     "0\0 \0"s) == "net.txt: is UTF-16 text; plain UTF-8 text or gzip is expected");
  CHECK(refused_ties("%PDF-1.4\n") == "net.txt: is a PDF file; plain UTF-8 text or gzip is expected");
  const auto whole = gzipped("0 1\n1 2\n");
  CHECK(refused_ties(whole.substr(0, whole.size() - 9)) ==
        "net.txt: the gzip data end too early: the file is cut off");
  auto damaged = whole;
  damaged[whole.size() - 7] = static_cast<char>(damaged[whole.size() - 7] ^ 0x55);
  CHECK(refused_ties(damaged) == "net.txt: the gzip data are damaged: incorrect data check");
  CHECK(
      refused_ties(std::string(3 << 20, 'x')) ==
      "net.txt:1:1: a line of more than 1048576 bytes: this is not a table of ties or agents, one per line");
}

TEST_CASE("a file that is not there, or not a file, is refused", "[network]") {
  const TemporaryDirectory here;
  const auto message = [&](const std::filesystem::path& path) {
    NetworkParams params;
    params.file = {path.string(), path};
    try {
      network::read_file(params);
    } catch (const config::InvalidInput& invalid) {
      return std::string(invalid.what());
    }
    return "accepted"s;
  };
  CHECK(message(here.path() / "none.txt") == (here.path() / "none.txt").string() + ": no such file");
  CHECK(message(here.path()) == here.path().string() + ": is a directory; a file is expected");
}

TEST_CASE("twenty problems are shown and the others counted", "[network]") {
  std::string text = "0 1\n";
  for (int i = 0; i < 33; ++i) text += "5 5\n";
  const auto problems = refused_ties(text);
  CHECK(std::count(problems.begin(), problems.end(), '\n') == 20);
  CHECK(problems.ends_with("\nand 13 more in net.txt"));
  CHECK(problems.find("net.txt:21:1: agent '5' observes itself") != problems.npos);
  CHECK(problems.find("net.txt:22:1") == problems.npos);
}
