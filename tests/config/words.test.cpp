// Numbers, names and the wording of messages.

#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include "config/reader.hpp"

using namespace shoal::config;

TEST_CASE("numbers are read by one strict grammar", "[config]") {
  const auto read = [](std::string_view text) {
    double x = -77;
    return parse_number(text, x) ? x : std::numeric_limits<double>::infinity();
  };
  CHECK(read("0") == 0);
  CHECK(read("-1.5") == -1.5);
  CHECK(read("+2") == 2);
  CHECK(read(".5") == 0.5);
  CHECK(read("5.") == 5);
  CHECK(read("1e3") == 1000);
  CHECK(read("1.25E-2") == 0.0125);
  CHECK(std::signbit(read("-0")));
  for (const char* text :
       {"",  " 1",  "1 ", "01", "00",  "-01.5", "0x10", "1_000", "1,5",   "inf",    "nan", ".inf",
        "-", ".",   "e5", "1e", "1e+", "1e5.0", "--1",  "+-1",   "1e999", "1e-999", "1f",  "1e99999999999",
        "٣", "true"}) {
    INFO(text);
    double x = -77;
    CHECK(!parse_number(text, x));
    CHECK(x == -77);
  }
}

TEST_CASE("whole numbers are exact or refused", "[config]") {
  const auto read = [](std::string_view text) -> std::optional<std::int64_t> {
    std::int64_t x = 0;
    return parse_integer(text, x) ? std::optional(x) : std::nullopt;
  };
  CHECK(read("1000000") == 1000000);
  CHECK(read("1e6") == 1000000);
  CHECK(read("1.5e3") == 1500);
  CHECK(read("2.0") == 2);
  CHECK(read("1200e-2") == 12);
  CHECK(read("-0") == 0);
  CHECK(read("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
  CHECK(read("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
  CHECK(read("9007199254740993") == 9007199254740993);  // no double in between
  for (const char* text : {"1.5", "1e-1", "9223372036854775808", "-9223372036854775809", "1e19", "1e400",
                           "0x1", "", "1 000", "010", "3.0000000000000000000001"}) {
    INFO(text);
    CHECK(!read(text));
  }
  std::uint64_t seed = 5;
  CHECK(parse_integer("18446744073709551615", seed));
  CHECK(seed == std::numeric_limits<std::uint64_t>::max());
  CHECK(!parse_integer("18446744073709551616", seed));
  CHECK(!parse_integer("-1", seed));
}

TEST_CASE("number text is short and reads back as the same number", "[config]") {
  CHECK(number_text(0.1) == "0.1");
  CHECK(number_text(5) == "5");
  CHECK(number_text(-3) == "-3");
  CHECK(number_text(1e6) == "1000000");
  CHECK(number_text(1e300) == "1e300");
  CHECK(number_text(1e-7) == "1e-7");
  CHECK(number_text(2.5e-10) == "2.5e-10");
  CHECK(number_text(1e15) == "1e15");
  CHECK(number_text(-0.0) == "-0");
  std::mt19937_64 bits(20240229);
  for (int i = 0; i < 20000; ++i) {
    const std::uint64_t word = bits();
    double x = 0;
    static_assert(sizeof x == sizeof word);
    std::memcpy(&x, &word, sizeof x);
    if (!std::isfinite(x)) continue;
    double back = 0;
    REQUIRE(parse_number(number_text(x), back));
    REQUIRE(back == x);
  }
}

TEST_CASE("the nearest name is the one that was meant, or none", "[config]") {
  const std::vector<std::string> names = {"retention", "attention", "rule", "vicarious_rate", "self_control"};
  CHECK(nearest("retentoin", names) == "retention");
  CHECK(nearest("Retention", names) == "retention");
  CHECK(nearest("attentions", names) == "attention");
  CHECK(nearest("vicarious-rate", names) == "vicarious_rate");
  CHECK(nearest("vicarious rate", names) == "vicarious_rate");
  CHECK(nearest("vicarious", names) == "vicarious_rate");
  CHECK(nearest("ruel", names) == "rule");
  CHECK(nearest("file", names) == "");
  CHECK(nearest("x", names) == "");
  CHECK(nearest("", names) == "");
  CHECK(nearest("retention", {}) == "");
}

TEST_CASE("lists of names read as a sentence", "[config]") {
  const std::vector<std::string_view> names = {"a", "b", "c"};
  const std::span<const std::string_view> all(names);
  CHECK(any_of(all) == "a, b or c");
  CHECK(any_of(all.first(2)) == "a or b");
  CHECK(any_of(all.first(1)) == "a");
  CHECK(any_of(all.first(0)) == "");
}

TEST_CASE("what was found is named in one short line", "[config]") {
  const auto scalar = [](std::string text, bool quoted) {
    Node node = Node::of(Node::Kind::scalar, {});
    node.scalar = std::move(text);
    node.quoted = quoted;
    return found(node);
  };
  CHECK(scalar("3", false) == "the number 3");
  CHECK(scalar("3", true) == "text '3' in quotes");
  CHECK(scalar("true", false) == "the truth value true");
  CHECK(scalar("two\nlines", true) == "text 'two lines' in quotes");
  const std::string found_text = scalar(std::string(39, 'x') + "ää" + std::string(100, 'y'), false);
  CHECK(found_text == "text '" + std::string(39, 'x') + "ä...'");
  CHECK(found(Node::of(Node::Kind::null, {})) == "nothing");
  CHECK(found(Node::of(Node::Kind::sequence, {})) == "an empty list");
  CHECK(found(Node::of(Node::Kind::map, {})) == "a group of keys");
}

TEST_CASE("invalid input lists every problem in order of place", "[config]") {
  const auto file = std::make_shared<const std::string>("a.yaml");
  const auto set = std::make_shared<const std::string>("--set");
  const InvalidInput error({{{set, 0, 0, {}}, "x", "third"},
                            {{file, 7, 1, {}}, "b", "second"},
                            {{file, 2, 9, {}}, "a.b", "first"},
                            {{file, 0, 0, {}}, "", "whole file"}});
  CHECK(std::string(error.what()) ==
        "a.yaml: whole file\na.yaml:2:9: a.b: first\na.yaml:7:1: b: second\n--set: x: third");
  CHECK(error.problems().size() == 4);
  CHECK(error.problems().front().message == "whole file");
}
