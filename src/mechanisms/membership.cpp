#include "mechanisms/membership.hpp"

namespace shoal {

void describe(config::Section& s, MembershipParams::Initial& p) {
  s.field("share", p.share, "Share of each community's agents who are members at the start.")
      .field("count", p.count, "Members at the start, over all communities.", {.unit = "agents"})
      .field("per_community", p.per_community, "Members of each community at the start: its seed users.",
             {.unit = "agents"})
      .field("by", p.by, "Whom: a random choice, those whom most others observe, or those of a role.")
      .field("role", p.role, "The role, with `by: role`.");
}

void describe(config::Section& s, MembershipParams::Acquisition& p) {
  s.field("rate", p.rate, "Share of outsiders whom paid acquisition contacts.", {.unit = "per tick"})
      .field("acceptance", p.acceptance,
             "Probability that one who is contacted joins, at full fit and admission and neutral awareness.",
             {.equation = "acceptance fit_i 2 awareness admission"})
      .field("cost", p.cost, "Cost per head contacted.", {.unit = "currency"});
}

void describe(config::Section& s, MembershipParams::Leave& p) {
  s.field("base", p.base, "Log odds of leaving with nothing that holds or drives away.",
          {.unit = "per tick", .equation = "l_0"})
      .field("belonging", p.belonging, "Weight of belonging, which holds.", {.equation = "- l_g g_i"})
      .field("activity", p.activity, "Weight of the community's activity, which holds.",
             {.equation = "- l_a a_c"})
      .field("fatigue", p.fatigue, "Weight of the community's fatigue.", {.equation = "l_f f_c"})
      .field("displeasure", p.displeasure, "Weight of the member's own displeasure (where bonds are on).",
             {.equation = "l_d displeasure_i"});
}

void describe(config::Section& s, MembershipParams& p) {
  s.field("enabled", p.enabled,
          "Whether agents join and leave. The network then holds potential ties; only members carry signals.",
          {.source = "model 4.8"})
      .section("initial", p.initial,
               "Members at the start; without any of share, count, per_community: everybody.")
      .field(
          "referral", p.referral,
          "Rate at which a member neighbour invites, at full activity, fit and admission and neutral "
          "replication and awareness.",
          {.unit = "per tick",
           .equation = "1 - exp(-referral 2 replication a_c fit_i 2 awareness admission (n_i + heard r_i))"})
      .field("heard", p.heard, "How much a recommendation that is heard adds to the neighbour's invitation.")
      .field("closed", p.closed, "Share of newcomers whom a closed community admits.",
             {.equation = "admission = closed + (1 - closed) openness_c"})
      .section("acquisition", p.acquisition, "Paid acquisition.")
      .section("leave", p.leave, "Leaving.");
}

void describe(config::Section& s, PlatformParams& p) {
  s.field(
      "awareness", p.awareness,
      "How well known the platform is; makes joining easier and contacts more successful. 0.5 is neutral.",
      {.equation = "2 awareness"});
}

}  // namespace shoal
