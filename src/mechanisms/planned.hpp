#pragma once
// Planned purchase: a need, a search, a comparison (docs/mechanisms/planned.md; model.md 4.4).
//
//   U_ik = b_q B_ik + b_v V_ik + b_o O_ik + b_w W_ik + b_l L_ik + b_n brand_k log(income_i) - b_p price_k /
//   income_i - b_r / tau_ik P(k) = exp(U_ik / T) / (outside + sum_m exp(U_im / T)),  over known, affordable,
//   launched products

#include "config/section.hpp"

namespace shoal {

struct PlannedParams {
  bool enabled = true;
  config::Probability need{0.03};
  config::Positive temperature{0.2};
  bool outside = true;
  config::Probability search{0.5};
  config::NonNegative notice{0.01};
  config::Integer<0, 4000000000> lasts{0};
  struct Weights {
    config::Real quality{1}, service{0.5}, value_for_money{0.5}, value{1}, observation{3}, vicarious{0.3},
        loyalty{0.5}, brand{0.1}, price{1}, uncertainty{0.3};
  } weights;
};
void describe(config::Section& s, PlannedParams& p);

}  // namespace shoal
