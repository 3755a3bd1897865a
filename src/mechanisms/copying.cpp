#include "mechanisms/copying.hpp"

namespace shoal {

void describe(config::Section& s, CopyParams& p) {
  s.field("from", p.from,
          "Whom an agent may copy: those it observes, by tie weight; or anybody in the market, itself "
          "included, whatever the network.",
          {.source = "Cavalli-Sforza & Feldman 1981"})
      .field("models", p.models,
             "How many others an agent meets in a tick, drawn with replacement; 0: all whom it observes.")
      .field("exponent", p.exponent,
             "1: copies in proportion to frequency; above 1: conforms to the majority; below: prefers the "
             "rare; 0: does not care what others do.",
             {.equation = "P(k) ~ appeal_k (prior + n_k)^exponent",
              .source = "Boyd & Richerson 1985; Arthur 1989"})
      .field(
          "prior", p.prior,
          "Weight of a product that nobody met shows, in models; large against their number: others hardly "
          "matter.",
          {.unit = "models", .source = "Eggenberger & Polya 1923; Hoppe 1984"})
      .field("inertia", p.inertia, "Probability of doing again what one last did.", {.unit = "per tick"})
      .field("innovation", p.innovation, "Probability of innovating rather than copying.",
             {.unit = "per tick, among those who do not keep to what they did",
              .source = "Kirman 1993; Rogers 1988; Hahn & Bentley 2003"})
      .field("innovate", p.innovate,
             "What innovators turn to, all launched products alike: any; another than their own; a new one, "
             "that nobody shows (any, if there is none); the best, of the highest true quality.")
      .section("strategies", p.strategies,
               "Social and individual learners, who inherit how they learn from those who do better.");
}

void describe(config::Section& s, ImitateParams& p) {
  s.field("update", p.update,
          "death_birth: the agent whose turn it is takes over what a neighbour shows (voter model); "
          "birth_death: an agent drawn in proportion to the appeal of what it shows passes it on to a "
          "neighbour (invasion process, Moran process).",
          {.source = "Clifford & Sudbury 1973; Moran 1958; Lieberman, Hauert & Nowak 2005"});
}

}  // namespace shoal
