// Texts for people that follow from the description: explain, the tree, suggestions, the reference.

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

#include "config/derived.hpp"
#include "config/village.hpp"

using namespace village;

namespace {

/// Characters, not bytes.
std::size_t width(const std::string& line) {
  return static_cast<std::size_t>(std::count_if(
      line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void check_width(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    CHECK(width(line) <= 100);
    CHECK((line.empty() || line.back() != ' '));
  }
}

/// A description with texts that need wrapping.
struct Wordy {
  Rule rule = Rule::linear;
  std::vector<std::string> names = std::vector<std::string>(30, "a_long_name");
};
void describe(Section& s, Wordy& p) {
  const std::string help =
      "A sentence that goes on and on, with ünïcödé in it, until it has filled its line twice over, "
      "and then some more, so that it has to be broken, twice at the very least, to fit.";
  s.field("rule", p.rule, help,
          {.equation = "a | b = c * (d + e) / f - g * h + i - j * k + l - m * n + o - p"});
  s.field("names_of_things", p.names, help, {.unit = "per tick"});
}

}  // namespace

TEST_CASE("all keys stand in the order of the description, list items without a position", "[config]") {
  Params p;
  CHECK(all_keys(description(p)) == std::vector<std::string>{"name",
                                                             "seed",
                                                             "ticks",
                                                             "observation",
                                                             "observation.attention",
                                                             "observation.retention",
                                                             "observation.rule",
                                                             "observation.temperature",
                                                             "observation.admiration",
                                                             "observation.sample",
                                                             "observation.trust",
                                                             "market",
                                                             "market.products",
                                                             "market.products.name",
                                                             "market.products.price",
                                                             "market.products.rule",
                                                             "market.products.traits",
                                                             "market.products.traits.name",
                                                             "market.products.traits.share",
                                                             "market.products.traits.weights",
                                                             "market.budget",
                                                             "offset",
                                                             "tone",
                                                             "file",
                                                             "metrics",
                                                             "shares",
                                                             "matrix",
                                                             "fallback",
                                                             "count",
                                                             "pair"});
}

TEST_CASE("every key can be explained, and stands in the tree and in the reference", "[config]") {
  Params p;
  const Section section = description(p);
  const std::string tree = key_tree(section), reference = reference_markdown(section);
  for (const std::string& key : all_keys(section)) {
    INFO(key);
    CHECK(explain(section, key).starts_with(key + "\n"));
    const std::string name = key.substr(key.rfind('.') + 1);
    CHECK((tree.find(name + " ") != tree.npos || tree.find(name + "\n") != tree.npos));
    CHECK((reference.find("`" + name + "`") != reference.npos ||
           reference.find("## " + key) != reference.npos));
  }
}

TEST_CASE("explain gives meaning, type, unit, default, equation and source", "[config]") {
  Params p;
  const Section section = description(p);
  CHECK(explain(section, "observation.attention") == R"(observation.attention
  Share of peers' acts noticed per tick.

  type      a number in [0, 1]
  unit      per tick
  default   0.5
  equation  E = attention * sum_j w_ij bought_j
  source    Bandura (1977)
)");
  CHECK(explain(section, "market") == R"(market
  Products on offer.

  keys:
    products  What is on offer.
    budget    What an agent may spend.
)");
  CHECK(explain(section, "market.products").find("keys of an item:\n    name    Name of the product.\n") !=
        std::string::npos);
}

TEST_CASE("explain steps through list items by any position or none", "[config]") {
  Params p;
  const Section section = description(p);
  const std::string price = explain(section, "market.products.price");
  CHECK(price.starts_with("market.products.price\n"));
  CHECK(explain(section, "market.products.0.price") == price);
  CHECK(explain(section, "market.products.17.price") == price);
  CHECK(explain(section, "market.products[3].price") == price);
  CHECK(explain(section, "market.products[].price") == price);
  CHECK(explain(section, "market.products[0].traits[1].share").starts_with("market.products.traits.share\n"));
  CHECK(explain(section, "market.prise").empty());
  CHECK(explain(section, "").empty());
}

TEST_CASE("the nearest key is found by its path or by its last name", "[config]") {
  Params p;
  const Section section = description(p);
  CHECK(nearest_key(section, "retention") == "observation.retention");
  CHECK(nearest_key(section, "learning.observation.retention") == "observation.retention");
  CHECK(nearest_key(section, "observation.retentoin") == "observation.retention");
  CHECK(nearest_key(section, "market.produkts.price") == "market.products.price");
  CHECK(nearest_key(section, "wieghts") == "market.products.traits.weights");
  CHECK(nearest_key(section, "qqqqqq") == "");
}

TEST_CASE("the key tree has one aligned line per key", "[config]") {
  Params p;
  const std::string tree = key_tree(description(p));
  CHECK(
      tree.starts_with("name           unnamed    text\n"
                       "seed           1          a whole number in [0, 2^64)\n"
                       "ticks          365        a whole number in [1, 1000000]\n"
                       "observation\n"
                       "  attention    0.5        a number in [0, 1]\n"));
  check_width(tree);
}

TEST_CASE("the reference is laid out for a hundred columns", "[config]") {
  Params p;
  const std::string reference = reference_markdown(description(p));
  check_width(reference);
  CHECK(reference.find("| `attention`   | a number in [0, 1]              | 0.5     | per tick |\n") !=
        std::string::npos);
  CHECK(reference.find(
            "- `attention`: Share of peers' acts noticed per tick. Equation: `E = attention * sum_j w_ij\n"
            "  bought_j`. Source: Bandura (1977).\n") != std::string::npos);
  CHECK(reference.ends_with(".\n"));
  CHECK(!reference.ends_with("\n\n"));
}

TEST_CASE("long texts are wrapped and long defaults cut", "[config]") {
  Wordy wordy;
  Section section("Words.");
  describe(section, wordy);
  const std::string reference = reference_markdown(section);
  check_width(reference);
  std::istringstream lines(reference);
  for (std::string line; std::getline(lines, line);) {  // an operator that begins a line would begin a list
    INFO(line);
    const std::size_t first = line.find_first_not_of(' ');
    if (first != line.npos && std::string("-+*#>").find(line[first]) != std::string::npos)
      CHECK((line.starts_with("- `") || line.starts_with("# ")));
  }
  check_width(key_tree(section));
  check_width(explain(section, "rule"));
  CHECK(key_tree(section).find("[a_long_name, a_l...") != std::string::npos);
}
