#pragma once
// Group buys: a discount if enough members of a community commit in time (docs/mechanisms/group_buy.md;
// model.md 4.9).
//
//   considered with 1 - (1 - notice) prod_j (1 - invite w_ij), j: observed members who have committed
//   commits with sigma(U_ik(price) / temperature), if the budget allows it
//   at the end: at least `size` commitments in the community: all buy; else their money is returned

#include <string>

#include "config/section.hpp"

namespace shoal {

struct GroupBuyParams {
  bool enabled = false;
  std::string product;  ///< name; empty: the first product
  config::Probability discount{0.3};
  config::Integer<1, 4000000000> size{5}, window{5}, every{14}, from{1};
  config::Probability notice{0.1}, invite{0.2};
};
void describe(config::Section& s, GroupBuyParams& p);

}  // namespace shoal
