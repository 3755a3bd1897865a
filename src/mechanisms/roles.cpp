#include "mechanisms/roles.hpp"

namespace shoal {

void describe(config::Section& s, RoleParams& p) {
  s.field("enabled", p.enabled, "Whether members are ranked by participation; else roles are the network's.",
          {.source = "model 4.8"})
      .field("every", p.every, "Time between rankings.", {.unit = "ticks"})
      .field("core", p.core,
             "Share of a community's members who are core, at the neutral level of structure.",
             {.equation = "core 2 structure"})
      .field("active", p.active,
             "Share of a community's members who are active, at the neutral level of structure.",
             {.equation = "active 2 structure"})
      .field("hubs", p.hubs, "Members of each community who are hubs; 0: the hubs of the network.",
             {.unit = "agents"})
      .field("mobility", p.mobility,
             "none: strata are the network's, or where it has none those of the first ranking, for good; "
             "upward: "
             "members rise and never fall; both.")
      .field("voice", p.voice, "How much more a member talks for each stratum above the mass.",
             {.equation = "talk (1 + voice r_i)", .source = "Nielsen 2006 (90-9-1)"});
}

}  // namespace shoal
