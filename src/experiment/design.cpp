#include "experiment/design.hpp"

#include <stdexcept>

#include "experiment/design_kinds.hpp"

namespace shoal::experiment {
namespace {

constexpr const char* levels_help =
    "Values by key: [a, b], {from, to, step}, {from, to, count}, or one value.";
constexpr const char* spread_help =
    "Distributions by key: [a, b] or {uniform: [a, b]}, {log_uniform: [a, b]}, {normal: [mean, sd]}, "
    "{integer: [a, b]}, {choice: [...]}.";

std::string with(std::string first, const char* rest) { return first + " " + rest; }

}  // namespace

void describe(config::Section& s, SampledParams& p) {
  s.field("samples", p.samples, "Points.").field("factors", p.factors, spread_help);
}

void describe(config::Section& s, SobolParams& p) {
  s.field("samples", p.samples, "Points; powers of 2 are balanced.")
      .field(
          "scramble", p.scramble,
          "Nested uniform scrambling by the design's seed; false: the published points, whose first is the "
          "low end of every factor.",
          {.source = "Owen (1995)"})
      .field("factors", p.factors, spread_help);
}

void describe(config::Section& s, SaltelliParams& p) {
  s.field("samples", p.samples, "Base samples N; the block has N (k + 2) points for k factors.",
          {.source = "Saltelli et al. (2010)"})
      .field("factors", p.factors, spread_help);
}

void describe(config::Section& s, MorrisParams& p) {
  s.field("trajectories", p.trajectories, "Random walks r; the block has r (k + 1) points for k factors.",
          {.source = "Morris (1991)"})
      .field("levels", p.levels, "Grid levels of each factor; must be even.")
      .field("factors", p.factors, spread_help);
}

void describe(config::Section& s, DesignParams& p) {
  s.field("name", p.name, "Name of the block in the outputs; empty: its number, from 0.")
      .field("factorial", p.factorial, with("All combinations.", levels_help))
      .field("zip", p.zip, with("First values together, second values together, ...", levels_help))
      .field("one_at_a_time", p.one_at_a_time,
             with("The scenario as it is, then each value of each key alone.", levels_help))
      .field("list", p.list, "Points as written: [{KEY: value, ...}, ...].")
      .field(
          "table", p.table,
          "Points from a CSV file: its header names keys, each row is a point; an empty cell leaves the key "
          "as the scenario has it.")
      .field("random", p.random, "Independent random points.")
      .field("latin_hypercube", p.latin_hypercube,
             "Random points with one in each of `samples` equal parts of every factor.",
             {.source = "McKay, Beckman & Conover (1979)"})
      .field("sobol", p.sobol, "Points of low discrepancy.", {.source = "Sobol' (1967); Joe & Kuo (2008)"})
      .field("saltelli", p.saltelli, "Points for first-order and total Sobol' indices (sensitivity.csv).",
             {.source = "Saltelli et al. (2010)"})
      .field("morris", p.morris, "Points for elementary effects (sensitivity.csv).",
             {.source = "Morris (1991)"});
}

DesignTable expand(const DesignParams& p, std::uint64_t design_seed, std::size_t block) {
  const DesignSeed seed{design_seed, static_cast<std::uint32_t>(block)};
  const auto points = [&]() -> DesignTable {
    if (p.factorial) return factorial(*p.factorial);
    if (p.zip) return zip(*p.zip);
    if (p.one_at_a_time) return one_at_a_time(*p.one_at_a_time);
    if (p.list) return list(*p.list);
    if (p.table) return table(*p.table);
    if (p.random) return random(*p.random, seed);
    if (p.latin_hypercube) return latin_hypercube(*p.latin_hypercube, seed);
    if (p.sobol) return sobol(*p.sobol, seed);
    if (p.saltelli) return saltelli(*p.saltelli, seed);
    if (p.morris) return morris(*p.morris, seed);
    throw std::logic_error("a design without a kind");
  };
  DesignTable table = points();
  table.name = p.name.empty() ? std::to_string(block) : p.name;
  return table;
}

}  // namespace shoal::experiment
