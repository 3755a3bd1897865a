#include "mechanisms/community.hpp"

namespace shoal {

void describe(config::Section& s, CommunityParams& p) {
  s.field("activity", p.activity, "Activity of every community; scales attention.",
          {.equation = "a_c", .source = "model 4.1, 4.8"})
      .field("warmth", p.warmth, "Warmth of every community; feeds urges.",
             {.equation = "warmth_c", .source = "model 4.5, 4.8"})
      .field("trust", p.trust, "Trust of every agent in its community.", {.equation = "T_i"})
      .field("belonging", p.belonging, "Belonging of every agent to its community.", {.equation = "g_i"});
}

}  // namespace shoal
