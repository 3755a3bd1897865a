#include "config/village.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace village {

Json EvenValue::schema() const { return {{"type", "integer"}, {"multipleOf", 2}}; }
Json EvenValue::get(Form) const { return target_.value; }
void EvenValue::read(const Node& node, Reader& reader) {
  std::int64_t x = 0;
  if (node.kind == Node::Kind::scalar && parse_integer(node.scalar, x) && x % 2 == 0)
    target_.value = x;
  else
    reader.mismatch(node, allowed());
}

void describe(Section& s, Trait& p) {
  s.field("name", p.name, "Name of the trait.");
  s.field("share", p.share, "Share of agents that have it.");
  s.field("weights", p.weights, "Weights of the trait.");
}
void describe(Section& s, Item& p) {
  s.field("name", p.name, "Name of the product.");
  s.field("price", p.price, "Price of one unit.", {.unit = "currency"});
  s.field("rule", p.rule, "How it is chosen.");
  s.field("traits", p.traits, "Traits that like it.");
}
void describe(Section& s, Observation& p) {
  s.field(
      "attention", p.attention, "Share of peers' acts noticed per tick.",
      {.unit = "per tick", .equation = "E = attention * sum_j w_ij bought_j", .source = "Bandura (1977)"});
  s.field("retention", p.retention, "Share of the memory trace kept per tick.", {.unit = "per tick"});
  s.field("rule", p.rule, "How the trace becomes drive.");
  s.field("temperature", p.temperature, "Noise of the choice.");
  s.field("admiration", p.admiration, "Weight of higher strata.");
  s.field("sample", p.sample, "Neighbours watched per tick; 0: all.", {.unit = "agents"});
  s.field("trust", p.trust, "Whether trust scales the drive.");
}
void describe(Section& s, Market& p) {
  s.field("products", p.products, "What is on offer.");
  s.field("budget", p.budget, "What an agent may spend.", {.unit = "currency"});
}
void describe(Section& s, Params& p) {
  s.field("name", p.name, "Name of the scenario.");
  s.field("seed", p.seed, "Seed of everything random.");
  s.field("ticks", p.ticks, "Length of the run.", {.unit = "ticks"});
  s.section("observation", p.observation, "Learning by watching.");
  s.section("market", p.market, "Products on offer.");
  s.field("offset", p.offset, "A number without limits.");
  s.field("tone", p.tone, "From hostile to friendly.");
  s.field("file", p.file, "A data file.");
  s.field("metrics", p.metrics, "Names of metrics.");
  s.field("shares", p.shares, "Shares of blocks.");
  s.field("matrix", p.matrix, "Ties between blocks.");
  s.field("fallback", p.fallback, "The rule where the first fails.");
  s.field("count", p.count, "How many; null: all.");
  s.field("pair", p.pair, "An even number.");
}

Section description(Params& p) {
  Section section("A village of test keys.");
  describe(section, p);
  return section;
}

std::vector<std::string> problems_of(std::string_view yaml, Params& p,
                                     const std::vector<std::string>& overrides) {
  Problems problems;
  Node root = parse_source(yaml, "in.yaml", "/tmp", problems);
  for (const std::string& assignment : overrides) apply_override(root, assignment, problems);
  Section section = description(p);
  Reader(problems).read(section, root);
  sort_by_place(problems);
  std::vector<std::string> lines;
  for (const Problem& problem : problems) lines.push_back(problem.text());
  return lines;
}

std::vector<std::string> problems_of(std::string_view yaml, const std::vector<std::string>& overrides) {
  Params p;
  return problems_of(yaml, p, overrides);
}

void check_cases(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    INFO(c.about);
    CHECK(problems_of(c.yaml) == c.problems);
  }
}

}  // namespace village
