#include "mechanisms/life.hpp"

namespace shoal {

void describe(config::Section& s, LifeParams::Novelty& p) {
  s.field("weight", p.weight,
          "Pull of a new community on activity, scaled by the mean trait novelty_seeking of its agents "
          "(curiosity).",
          {.unit = "per tick", .equation = "weight 2 curiosity_c 2 interest exp(-age / time)"})
      .field("time", p.time, "Time in which novelty fades to 1/e.", {.unit = "ticks", .equation = "tau_n"});
}

void describe(config::Section& s, LifeParams::Output& p) {
  s.field("weight", p.weight, "Weight of what members post, talk or share of a purchase.",
          {.equation = "weight (talkers + a sharers) / members"})
      .field("talk", p.talk,
             "Probability that a member with full belonging talks in a tick of full activity, at the neutral "
             "level of output.",
             {.unit = "per tick", .equation = "talk 2 output a_c g_i"});
}

void describe(config::Section& s, LifeParams::Warmth& p) {
  s.field("weight", p.weight, "Weight of warmth in the drive of activity.")
      .field("pleased", p.pleased, "Weight of the share of members who were pleased with a purchase.",
             {.equation = "pleased a p"})
      .field("events", p.events, "Weight of events, raffles and red packets of campaigns.")
      .field("care", p.care, "Warmth that a community run at level 1 gives.",
             {.unit = "per tick", .equation = "care operation"})
      .field("spread", p.spread, "Emotional contagion among members.",
             {.unit = "per tick",
              .equation = "spread a h (1 - h)",
              .source = "Hill et al. 2010; Hatfield et al. 1994"})
      .field("cooling", p.cooling, "Decay of warmth.", {.unit = "per tick"})
      .field("chill", p.chill, "Weight of the share of members who were displeased with a purchase.");
}

void describe(config::Section& s, LifeParams::Fatigue& p) {
  s.field("weight", p.weight, "How much fatigue adds to the decay of activity.", {.equation = "psi"})
      .field("pressure", p.pressure,
             "Weight of commercial pressure: campaigns, resellers, standing stimuli; halved in a closed "
             "community.",
             {.equation = "pressure (A_c + mean s_k) (1 + openness) / 2"})
      .field("adverts", p.adverts, "Adverts of strangers in an open community without rules.",
             {.unit = "per tick", .equation = "adverts openness 2 (1 - structure)"})
      .field("recovery", p.recovery, "Decay of fatigue.", {.unit = "per tick"});
}

void describe(config::Section& s, LifeParams::Stages& p) {
  s.field("smoothing", p.smoothing, "Weight of the last tick in the smoothed level and slope of activity.",
          {.unit = "per tick"})
      .field("rise", p.rise, "Slope above which a community grows.", {.unit = "per tick"})
      .field("fall", p.fall, "Slope below which growth ends, and below whose negative decline begins.",
             {.unit = "per tick"})
      .field("mature", p.mature, "Level from which a young community that does not grow counts as mature.")
      .field("settled", p.settled, "Share of its highest level below which a community is in decline.")
      .field("least", p.least, "Least time in a stage.", {.unit = "ticks"});
}

void describe(config::Section& s, LifeParams::Dead& p) {
  s.field("below", p.below, "Activity below which a community is dying.")
      .field("after", p.after, "Ticks in a row below that after which it is dead, for good.",
             {.unit = "ticks"});
}

void describe(config::Section& s, LifeParams& p) {
  s.field("enabled", p.enabled, "Whether communities live: activity, warmth, fatigue and stages change.",
          {.source = "model 4.8"})
      .field("founding", p.founding, "Activity of a community when it is founded; drawn per community.")
      .section("novelty", p.novelty, "The pull of the new.")
      .section("output", p.output, "What members contribute.")
      .field("content", p.content, "Weight of the operator's content, and of campaigns'.",
             {.unit = "per tick", .equation = "content (operation + C_c)"})
      .field("promotion", p.promotion, "Weight of promotions.",
             {.unit = "per tick", .equation = "promotion P_c"})
      .field("decay", p.decay, "Decay of activity.",
             {.unit = "per tick", .equation = "a <- a + drive (1 - a) - (decay + psi f) a"})
      .section("warmth", p.warmth, "The mood of the group: emotional contagion.")
      .section("fatigue", p.fatigue, "What hard selling does.")
      .section("stages", p.stages, "Formation, growth, maturity, decline: by the smoothed level and slope.")
      .section("dead", p.dead, "When a community is dead.");
}

}  // namespace shoal
