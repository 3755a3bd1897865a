#include "mechanisms/change.hpp"

#include "mechanisms/step.hpp"
#include "random/philox.hpp"

namespace shoal {

void describe(config::Section& s, ChangeParams& p) {
  s.field("rate", p.rate,
          "Probability that the environment changes at the beginning of a tick: every product takes over the "
          "true levels (quality, service, value for money) of the one before it in the list, the first those "
          "of the last.",
          {.unit = "per tick", .equation = "u", .source = "Rogers 1988"});
}

bool environment_changes(const Model& model, std::uint32_t tick) {
  const random::Words words = random::draw(model.seed, random::Purpose::environment, 0, tick);
  return random::uniform(words[0]) < static_cast<float>(model.market.change.rate);
}

const ProductParams& levels_of(const Model& model, std::uint32_t changes, std::size_t k) {
  const auto& products = model.market.products;
  return products[(k + products.size() - changes % products.size()) % products.size()];
}

void set_environment(Model& model, std::uint32_t changes) {
  for (std::size_t k = 0; k < model.products.size(); ++k) {
    const ProductParams& now = levels_of(model, changes, k);
    model.products[k].level = {static_cast<float>(now.quality), static_cast<float>(now.service),
                               static_cast<float>(now.value_for_money)};
  }
}

}  // namespace shoal
