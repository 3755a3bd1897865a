#include "mechanisms/live.hpp"

#include "maths/elementary.hpp"
#include "maths/wide.hpp"
#include "mechanisms/purchase.hpp"
#include "mechanisms/surround.hpp"
#include "random/philox.hpp"

namespace shoal {

using metrics::Stage;

double activity_drive(const LifeParams& params, const Communities& communities, std::size_t c,
                      const Moved& moved, double novelty) {
  const double a = communities.activity[c];
  return params.novelty.weight * 2.0 * communities.curiosity[c] * 2.0 *
             communities.element(Element::interest, c) * novelty +
         params.output.weight * (moved.talkers + a * moved.sharers) +
         params.content * (communities.element(Element::operation, c) + communities.content[c]) +
         params.promotion * communities.promotion[c] + params.warmth.weight * communities.warmth[c];
}

Stage next_stage(const LifeParams::Stages& params, Stage stage, const Course& course) {
  if (stage == Stage::dead || course.since < params.least) return stage;
  const bool rising = course.slope > params.rise, falling = course.slope < -params.fall;
  const bool flat = course.slope < params.fall;
  const bool settled = course.level >= params.settled * course.peak;
  switch (stage) {
    case Stage::formation:
      if (rising) return Stage::growth;
      if (falling) return Stage::decline;
      return flat && course.level >= params.mature ? Stage::maturity : stage;
    case Stage::growth: return falling ? Stage::decline : flat ? Stage::maturity : stage;
    case Stage::maturity: return rising ? Stage::growth : falling || !settled ? Stage::decline : stage;
    case Stage::decline:
      if (rising) return Stage::growth;
      return settled && course.slope > -0.5 * params.fall ? Stage::maturity : stage;
    case Stage::dead: break;
  }
  return stage;
}

void count_members(const TickStep& step) {
  Communities& communities = step.state.communities;
  for (std::size_t c = 0; c < communities.members.size(); ++c) {
    const metrics::CommunityCounts& happened = communities.happened[c];
    communities.members[c] += happened.referred + happened.acquired - happened.left;
    communities.dissolved[c] = 0;
  }
}

namespace {

// Everybody becomes an outsider at once, and shows nothing any more.
void dissolve(const TickStep& step, std::size_t c) {
  const Network& network = step.model.network;
  State& state = step.state;
  Communities& communities = state.communities;
  const AgentIndex first = network.community_offsets[c], last = network.community_offsets[c + 1];
  std::fill(state.member.begin() + first, state.member.begin() + last, std::uint8_t{0});
  const std::size_t products = step.model.products.size();
  std::fill(state.shown.begin() + static_cast<std::ptrdiff_t>(first * products),
            state.shown.begin() + static_cast<std::ptrdiff_t>(last * products), Signal{0});
  communities.dissolved[c] = communities.members[c];
  communities.members[c] = 0;
  communities.activity[c] = communities.warmth[c] = communities.fatigue[c] = 0;
  communities.stage[c] = Stage::dead;
}

void follow_course(const LifeParams& params, Communities& communities, std::size_t c) {
  const double weight = params.stages.smoothing;
  const double level = communities.level[c] + weight * (communities.activity[c] - communities.level[c]);
  communities.slope[c] += weight * (level - communities.level[c] - communities.slope[c]);
  communities.level[c] = level;
  communities.peak[c] = std::max(communities.peak[c], level);
  communities.since[c] += 1;
  const Stage next = next_stage(params.stages, communities.stage[c],
                                {level, communities.slope[c], communities.peak[c], communities.since[c]});
  if (next == communities.stage[c]) return;
  communities.stage[c] = next;
  communities.since[c] = 0;
}

void live_on(const TickStep& step, std::size_t c, double stimulus) {
  const LifeParams& params = step.model.community.life;
  Communities& communities = step.state.communities;
  const metrics::CommunityCounts& happened = communities.happened[c];
  Moved moved;
  if (communities.members[c] > 0) {
    const double each = 1.0 / static_cast<double>(communities.members[c]);
    moved = {each * static_cast<double>(happened.talkers), each * static_cast<double>(happened.sharers),
             each * static_cast<double>(happened.pleased), each * static_cast<double>(happened.displeased)};
  }
  const double age = static_cast<double>(communities.age[c]);
  const double a = communities.activity[c], h = communities.warmth[c], f = communities.fatigue[c];
  const double openness = communities.openness[c];
  const double drive = communities.members[c] > 0 ? activity_drive(params, communities, c, moved,
                                                                   maths::exp(-age / params.novelty.time))
                                                  : 0.0;
  const double operation = communities.element(Element::operation, c);
  const double warming = params.warmth.pleased * a * moved.pleased + params.warmth.care * operation +
                         params.warmth.events * communities.event_warmth[c] + params.warmth.spread * a * h;
  const double tiring =
      params.fatigue.pressure * (communities.pressure[c] + stimulus) * (1.0 + openness) / 2.0 +
      params.fatigue.adverts * openness * 2.0 * (1.0 - communities.element(Element::structure, c));
  communities.activity[c] = level_after(a, drive, params.decay + params.fatigue.weight * f);
  communities.warmth[c] =
      level_after(h, warming, params.warmth.cooling + params.warmth.chill * moved.displeased);
  communities.fatigue[c] = level_after(f, tiring, params.fatigue.recovery);
  communities.age[c] += 1;
  follow_course(params, communities, c);
  communities.below[c] = communities.activity[c] < params.dead.below ? communities.below[c] + 1 : 0;
  if (communities.below[c] >= params.dead.after) dissolve(step, c);
}

}  // namespace

void live(const TickStep& step) {
  Communities& communities = step.state.communities;
  double stimulus = 0;
  for (const Product& p : step.model.products)
    if (step.tick >= p.launch) stimulus += static_cast<double>(p.stimulus);
  stimulus /= static_cast<double>(step.model.products.size());
  for (std::size_t c = 0; c < communities.stage.size(); ++c) {
    const bool founded = communities.age[c] > 0 || communities.members[c] > 0;
    if (founded && communities.stage[c] != Stage::dead) live_on(step, c, stimulus);
  }
}

void talk(const Step& step, Block& block) {
  const Model& model = step.model;
  Scratch& scratch = block.scratch;
  Communities& communities = step.state.communities;
  std::fill_n(scratch.took_part.begin(), block.size, 0.0f);
  const std::uint8_t* member = step.state.member.data() + block.first;
  if (std::all_of(member, member + block.size, [](std::uint8_t m) { return m == 0; })) return;
  std::uint32_t* word = scratch.words[0].data();
  draw_for_all(step, block, random::Purpose::talking, 0, word);
  const float* belonging = step.state.belonging.block(block.first);
  const Role* role = model.roles.enabled ? step.state.role.data() + block.first : nullptr;
  const auto voice = static_cast<float>(model.roles.voice);
  for_each_community(step, block, [&](std::uint32_t c, std::uint32_t begin, std::uint32_t end) {
    const auto eagerness =
        static_cast<float>(model.community.life.output.talk * 2.0 * communities.element(Element::output, c) *
                           communities.activity[c]);
    std::uint32_t talkers = 0;
    maths::in_widest_vectors([=, &talkers, took_part = scratch.took_part.data()] {
      std::uint32_t count = 0;
      for (std::uint32_t a = begin; a < end; ++a) {
        const float loud = role ? 1.0f + voice * static_cast<float>(role[a]) : 1.0f;
        const bool talks = (member[a] != 0) & (random::uniform(word[a]) < eagerness * belonging[a] * loud);
        took_part[a] = talks ? 1.0f : 0.0f;
        count += talks ? 1 : 0;
      }
      talkers = count;
    });
    add_to(communities.happened[c].talkers, talkers);
  });
}

}  // namespace shoal
