#include "mechanisms/community.hpp"

namespace shoal {
namespace {

struct ElementInfo {
  std::string_view name, help, equation;
};
constexpr std::array<ElementInfo, element_count> elements = {{
    {"interest", "How much the members' interest is one and the same: decides founding.",
     "fit_i = interest + (1 - interest) u_i; novelty x 2 interest"},
    {"structure", "How far the group has rules and ranks.",
     "shares of core and active members x 2 structure; strangers' adverts x 2 (1 - structure)"},
    {"output", "How much members produce of their own.", "talk x 2 output"},
    {"operation", "How well the group is run: content, events, care.",
     "content x operation; care x operation"},
    {"replication", "How readily the group spreads to others.", "referral x 2 replication"},
}};

}  // namespace

ElementParams::ElementParams() { level.fill(Distribution{0.5}); }

void describe(config::Section& s, ElementParams& p) {
  for (std::size_t e = 0; e < element_count; ++e)
    s.field(std::string(elements[e].name), p.level[e], std::string(elements[e].help),
            {.equation = elements[e].equation, .source = "model 4.8"});
}

void describe(config::Section& s, CommunityGroup& p) {
  s.field("communities", p.communities, "Names of communities, or numbers from 0 where they have no names.")
      .field("openness", p.openness, "Their openness; null: as drawn for all.")
      .field("founding", p.founding, "Their activity when founded; null: as drawn for all.");
  for (std::size_t e = 0; e < element_count; ++e)
    s.field(std::string(elements[e].name), p.level[e],
            "Their level of " + std::string(elements[e].name) + "; null: as drawn for all.");
}

void describe(config::Section& s, CommunityParams& p) {
  s.field("activity", p.activity, "Activity of every community where `life` is off; scales attention.",
          {.equation = "a_c", .source = "model 4.1, 4.8"})
      .field("warmth", p.warmth, "Warmth of every community, at the start where `life` is on; feeds urges.",
             {.equation = "warmth_c", .source = "model 4.5, 4.8"})
      .field("trust", p.trust, "Trust of every agent in its community where `bonds` are off.",
             {.equation = "T_i"})
      .field("belonging", p.belonging, "Belonging of every agent to its community where `bonds` are off.",
             {.equation = "g_i"})
      .field("openness", p.openness,
             "How open communities are, to newcomers as to advertisers; drawn per community.",
             {.equation = "o_c", .source = "model 4.8"})
      .section("elements", p.elements,
               "The five elements of a community; drawn per community. 0.5 is neutral.")
      .field("groups", p.groups, "Levels of single communities, in place of those drawn for all.")
      .field("active", p.active, "Participation score from which a member counts as active.",
             {.equation = "active_i = participation_i >= active"})
      .section("life", p.life, "The life of communities: activity, warmth, fatigue, stages, death.")
      .section("bonds", p.bonds, "What ties members: belonging, trust, displeasure.");
}

}  // namespace shoal
