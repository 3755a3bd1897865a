// The `population` section: description, and checks that span keys.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "config/reader.hpp"
#include "population/population.hpp"

namespace shoal {
namespace {

bool can_be_metric_suffix(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

void check_segments(const std::vector<SegmentParams>& segments, config::Reader& reader) {
  if (segments.size() > most_segments)
    reader.problem_at("population.segments",
                      fmt::format("found {} segments; allowed: at most {}", segments.size(), most_segments));
  std::map<std::string, std::size_t> first;
  for (std::size_t k = 0; k < segments.size(); ++k) {
    const std::string& name = segments[k].name;
    const auto path = fmt::format("population.segments.{}.name", k);
    if (name.empty())
      reader.problem_at(path, "has no name; every segment needs one");
    else if (!can_be_metric_suffix(name))
      reader.problem_at(
          path, fmt::format("found '{}'; a name is of letters a-z and A-Z, digits and _, because metrics "
                            "are named after it (purchases_NAME)",
                            name));
    else if (const auto [it, is_new] = first.emplace(name, k); !is_new)
      reader.problem_at(path,
                        fmt::format("'{}' is the name of segment {} too; names differ", name, it->second));
  }
}

void check_traits_file(const PopulationParams& p, config::Reader& reader) {
  bool used = false;
  const auto look = [&](const Distribution& d, const std::string& path) {
    if (d.kind != Distribution::Kind::column) return;
    used = true;
    if (p.traits_file.empty())
      reader.problem_at(path, fmt::format("takes column '{}', but there is no file to take it from; give "
                                          "population.traits_file",
                                          d.column));
  };
  for (std::size_t t = 0; t < trait_count; ++t) {
    look(p.traits[t], fmt::format("population.traits.{}", trait_table[t].name));
    for (std::size_t k = 0; k < p.segments.size(); ++k)
      if (const auto& own = p.segments[k].traits[t])
        look(*own, fmt::format("population.segments.{}.traits.{}", k, trait_table[t].name));
  }
  if (!p.traits_file.empty() && !used)
    reader.problem_at(
        "population.traits_file",
        "no trait takes a column of it; write for instance traits: {income: {column: income}}, or leave "
        "the file out");
}

/// A key that only one way of choosing reads. Keys at their default pass: a resolved scenario spells out all.
void check_seed_key(const SeedAdopterParams& p, const std::string& path, SeedChoice reads, bool changed,
                    std::string_view key, config::Reader& reader) {
  if (changed && p.by != reads)
    reader.problem_at(
        fmt::format("{}.{}", path, key),
        fmt::format("belongs to by: {}, but seed adopters are chosen by: {}; leave one of them out",
                    config::name_of(reads), config::name_of(p.by)));
}

}  // namespace

void check(const SeedAdopterParams& p, const std::string& path, config::Reader& reader) {
  if (p.count && p.share)
    reader.problem_at(path + ".share",
                      fmt::format("found share {} together with count {}; allowed is one of them",
                                  config::number_text(*p.share), p.count->value));
  check_seed_key(p, path, SeedChoice::role, p.role != SeedAdopterParams{}.role, "role", reader);
  check_seed_key(p, path, SeedChoice::community, p.community != 0, "community", reader);
  check_seed_key(p, path, SeedChoice::list, !p.agents.empty(), "agents", reader);
  if (p.by == SeedChoice::list) {
    if (p.agents.empty())
      reader.problem_at(path + ".agents", "is empty, but seed adopters are chosen by: list");
    if (p.count)
      reader.problem_at(path + ".count", "has no meaning with by: list, which adopts all it names");
    if (p.share)
      reader.problem_at(path + ".share", "has no meaning with by: list, which adopts all it names");
  }
  if (!p.products.empty()) {
    const double sum = std::accumulate(p.products.begin(), p.products.end(), 0.0);
    if (std::abs(sum - 1) > 1e-9)
      reader.problem_at(path + ".products", fmt::format("sum to {}; must sum to 1", sum));
    if (p.product != 0)
      reader.problem_at(path + ".product", "found together with products; allowed is one of them");
  }
  if (p.by == SeedChoice::highest_degree && !p.count && !p.share)
    reader.problem_at(path + ".by", "highest_degree needs count or share, to know how many");
}

void describe(config::Section& s, SegmentParams& p) {
  s.field("name", p.name, "Name of the segment; metrics of its purchases are called purchases_NAME.")
      .field("share", p.share, "Share of agents, relative to the shares of the other segments.")
      .section("traits", p.traits,
               "Traits in which the segment differs from population.traits; null: as there.")
      .field("need", p.need, "Probability of a need, instead of decision.planned.need; null: as there.",
             {.unit = "per tick", .source = "model 4.4"});
}

void describe(config::Section& s, SeedAdopterParams& p) {
  s.field("count", p.count, "How many agents have bought before the first tick; null: see share.",
          {.unit = "agents"})
      .field("share", p.share,
             "How many, as a share of those from whom is chosen. Without count and share nobody is chosen at "
             "random, "
             "and everybody of a role or community.")
      .field(
          "by", p.by,
          "How they are chosen: at random; the agents whom most others observe; among those of a role or a "
          "community, at random; or as listed.")
      .field("role", p.role, "With by: role, the role.")
      .field("community", p.community, "With by: community, the position of the community, from 0.")
      .field("agents", p.agents,
             "With by: list, the agents, as the network file names them, or their numbers from 0.")
      .field("product", p.product, "Position, from 0, of the product that they have bought.")
      .field(
          "products", p.products,
          "Instead of one product: which share of them, at random, has bought each product, in the order of "
          "the market; shares sum to 1, numbers are rounded.");
}

std::vector<std::string> segment_names(const PopulationParams& population) {
  std::vector<std::string> names;
  for (const SegmentParams& segment : population.segments) names.push_back(segment.name);
  return names;
}

void describe(config::Section& s, PopulationParams& p) {
  s.field("agents", p.agents, "Number of agents; 0: as many as the network file has.", {.unit = "agents"})
      .section("traits", p.traits,
               "How traits are distributed over agents: a number for all, a distribution, or a column of "
               "traits_file.")
      .field("traits_file", p.traits_file,
             "CSV file (RFC 4180) with a header and one row per agent: column `agent` with its name in the "
             "network "
             "file, or its number from 0, and columns of numbers for traits to take.")
      .field("segments", p.segments, "Kinds of consumers, with their shares and where their traits differ.",
             {.source = "model 2"})
      .section("seed_adopters", p.seed_adopters, "Agents who have bought before the first tick.");
}

void check(const PopulationParams& p, config::Reader& reader) {
  check_segments(p.segments, reader);
  check_traits_file(p, reader);
  check(p.seed_adopters, "population.seed_adopters", reader);
}

}  // namespace shoal
