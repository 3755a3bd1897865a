#include "mechanisms/market.hpp"

#include "mechanisms/params.hpp"

namespace shoal {

void describe(config::Section& s, ProductParams& p) {
  s.field("name", p.name, "Name, unique in the market.")
      .field("price", p.price, "Price.", {.unit = "currency"})
      .field("unit_cost", p.unit_cost, "Cost of goods per unit sold.", {.unit = "currency"})
      .field("quality", p.quality, "True quality: mean of what buyers receive.")
      .field("service", p.service, "True level of service (attribute `service`).")
      .field("value_for_money", p.value_for_money, "True value for money (attribute `value_for_money`).")
      .field("hedonic", p.hedonic, "How much the product serves pleasure rather than use.",
             {.equation = "hedonic_k"})
      .field("brand", p.brand, "Strength of the brand.", {.equation = "b_n brand_k log(income_i)"})
      .field("stimulus", p.stimulus, "Standing marketing and scene stimulus.",
             {.equation = "s_k", .source = "model 4.5"})
      .field("marketing_cost", p.marketing_cost, "Cost of the standing stimulus.",
             {.unit = "currency per tick"})
      .field("launch", p.launch, "First tick in which the product can be bought.", {.unit = "ticks"})
      .field(
          "honesty", p.honesty,
          "Honesty of the seller; below 1 it advertises more than the true quality and posts fake reviews.",
          {.equation = "advertised = q + (1 - honesty) (1 - q)", .source = "model 4.3; claim L19"})
      .field("fake_reviews", p.fake_reviews,
             "Reviews with the top rating that a seller of honesty 0 posts in the store; with others fewer.",
             {.unit = "per tick", .equation = "(1 - honesty) fake_reviews", .source = "claim L20"})
      .field("appeal", p.appeal,
             "How much more than others the product attracts copiers; fitness of what imitators show.",
             {.equation = "P(k) ~ appeal_k (prior + n_k)^exponent", .source = "rules copy and imitate"})
      .field(
          "loyalty", p.loyalty,
          "Loyalty of consumers before their first purchase, drawn per agent: above 0 the product has fans.",
          {.equation = "L_ik at tick 0", .source = "claim C21"});
}

void describe(config::Section& s, MarketParams& p) {
  s.field("products", p.products, "Products on offer, 1 to 64.")
      .section("change", p.change, "A changing environment: which product is the best one does not stay.");
}

std::vector<std::string> product_names(const MarketParams& market) {
  std::vector<std::string> names;
  for (const ProductParams& product : market.products) names.push_back(product.name);
  return names;
}

void describe(config::Section& s, LearningParams& p) {
  s.section("observation", p.observation,
            "Observational learning: attention, retention, production, motivation (Bandura).")
      .section("reinforcement", p.reinforcement, "Reinforcement learning from own purchases.")
      .section("beliefs", p.beliefs, "Beliefs about products: acquire, learn, update.");
}

}  // namespace shoal
