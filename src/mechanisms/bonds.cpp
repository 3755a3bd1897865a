#include "mechanisms/bonds.hpp"

namespace shoal {

void describe(config::Section& s, BondParams::Newcomer& p) {
  s.field("belonging", p.belonging, "Belonging of a member who has just joined, and of all at the start.")
      .field("trust", p.trust, "Trust of a member who has just joined, and of all at the start.");
}

void describe(config::Section& s, BondParams::Belonging& p) {
  s.field("growth", p.growth, "Growth with full participation, at full fit, in an open community.",
          {.unit = "per tick",
           .equation = "growth fit_i (1 + closeness (1 - o_c)) (1 + strata r_i / 3) (1 + layers (n_i - 1)) "
                       "(participation_i + warmth h_c) (1 - g)",
           .source = "McMillan & Chavis 1986"})
      .field("warmth", p.warmth, "Weight of the community's warmth: shared emotion.")
      .field("closeness", p.closeness, "How much more a closed community binds.")
      .field("strata", p.strata, "How much more the highest stratum is bound.")
      .field("layers", p.layers,
             "How much more each further layer of ties (of mind, in real life, digital) binds.")
      .field("inactivity", p.inactivity, "Loss without participation.",
             {.unit = "per tick", .equation = "[inactivity (1 - participation_i) + fatigue f_c] g"})
      .field("fatigue", p.fatigue, "Loss by the community's fatigue.", {.unit = "per tick"})
      .field("hurt", p.hurt, "Share of belonging that a displeasing purchase costs.");
}

void describe(config::Section& s, BondParams::Trust& p) {
  s.field("tenure", p.tenure, "Growth of trust with time together.",
          {.unit = "per tick", .equation = "tenure (1 - T)", .source = "Mayer, Davis & Schoorman 1995"})
      .field("good", p.good, "Growth by a pleasing purchase to which others led.",
             {.equation = "good (1 - T)"})
      .field("bad", p.bad, "Share of trust that a displeasing purchase costs to which others led.",
             {.equation = "bad T", .source = "Slovic 1993"})
      .field("deceived", p.deceived, "Share of trust that a deception costs that has come to light.");
}

void describe(config::Section& s, BondParams::Displeasure& p) {
  s.field("hit", p.hit, "What a displeasing purchase adds.", {.equation = "d <- d + hit (1 - d)"})
      .field("fading", p.fading, "Decay of displeasure.", {.unit = "per tick"});
}

void describe(config::Section& s, BondParams& p) {
  s.field("enabled", p.enabled,
          "Whether belonging and trust change; else they are those of `community`, for good.",
          {.source = "model 4.8"})
      .section("newcomer", p.newcomer, "Bonds of newcomers.")
      .section("belonging", p.belonging, "Belonging to the community.")
      .section("trust", p.trust, "Trust in the community.")
      .section("displeasure", p.displeasure, "A member's own displeasure, which makes it leave.")
      .field("redress", p.redress,
             "Share of what a displeasing purchase did to belief, trust, belonging and displeasure that an "
             "answer to "
             "the complaint takes back; a complaint is answered with the product's `service` as probability.",
             {.source = "model 4.7"});
}

}  // namespace shoal
