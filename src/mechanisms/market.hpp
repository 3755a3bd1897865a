#pragma once
// Products on offer (docs/model.md 2).

#include <string>
#include <vector>

#include "config/section.hpp"
#include "mechanisms/change.hpp"
#include "random/distribution.hpp"

namespace shoal {

/// How strongly a product attracts, relative to others: a number in [0.001, 1000].
struct Appeal : config::Real {
  constexpr Appeal(double v = 1) : Real{v} {}
  static constexpr double lowest = 1e-3, highest = 1e3;
};

struct ProductParams {
  std::string name;
  config::NonNegative price{5};
  config::NonNegative unit_cost{2};
  config::Probability quality{0.6};
  config::Probability service{0.6};
  config::Probability value_for_money{0.6};
  config::Probability hedonic{0.5};
  config::NonNegative brand{0};
  config::Probability stimulus{0};
  config::NonNegative marketing_cost{0};
  config::Integer<1, 4000000000> launch{1};
  config::Probability honesty{1};
  config::NonNegative fake_reviews{0};
  Appeal appeal{1};
  Distribution loyalty{0};  ///< before the first purchase, drawn per agent
};
struct MarketParams {
  std::vector<ProductParams> products{ProductParams{.name = "product"}};
  ChangeParams change;
};
inline constexpr std::size_t max_products = 64;

void describe(config::Section& s, ProductParams& p);
void describe(config::Section& s, MarketParams& p);
std::vector<std::string> product_names(const MarketParams& market);

}  // namespace shoal
