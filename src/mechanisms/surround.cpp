#include "mechanisms/surround.hpp"

#include "mechanisms/routine.hpp"

namespace shoal {

void surround(const Step& step, Block& block) {
  const Model& model = step.model;
  const Communities& communities = step.state.communities;
  Scratch& scratch = block.scratch;
  if (in_one_pass(model)) {  // which looks at nothing but attention
    const auto everywhere =
        static_cast<float>(model.learning.observation.attention * model.community.activity);
    if (scratch.attention_everywhere == everywhere) return;
    std::ranges::fill(scratch.attention, everywhere);
    scratch.attention_everywhere = everywhere;
    return;
  }
  scratch.attention_everywhere.reset();
  for_each_community(step, block, [&](std::uint32_t c, std::uint32_t begin, std::uint32_t end) {
    const auto attention = static_cast<float>(model.learning.observation.attention * communities.activity[c]);
    std::fill(scratch.attention.begin() + begin, scratch.attention.begin() + end, attention);
    std::fill(scratch.warmth.begin() + begin, scratch.warmth.begin() + end,
              static_cast<float>(communities.warmth[c]));
  });
  if (!step.state.member.empty()) {
    const std::uint8_t* member = step.state.member.data() + block.first;
    for (std::uint32_t a = 0; a < block.size; ++a) {
      scratch.attention[a] = member[a] != 0 ? scratch.attention[a] : 0.0f;
      scratch.warmth[a] = member[a] != 0 ? scratch.warmth[a] : 0.0f;
    }
  }
  for (std::size_t k = 0; k < scratch.products; ++k) {
    std::fill_n(scratch.row(scratch.stimulus, k), block.size, model.products[k].stimulus);
    std::fill_n(scratch.row(scratch.price, k), block.size, model.products[k].price);
  }
}

}  // namespace shoal
