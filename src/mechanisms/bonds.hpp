#pragma once
// What ties members to their community: belonging, trust, displeasure (docs/mechanisms/bonds.md;
// model.md 4.8).
//
//   belonging  g <- g + growth fit_i (1 + closeness (1 - o_c)) (1 + strata r_i / 3) (1 + layers (n_i - 1))
//                   (participation_i + warmth h_c) (1 - g) - [inactivity (1 - participation_i) + fatigue f_c]
//                   g
//   trust      T <- T + tenure (1 - T); after a purchase to which others led: good (1 - T), - bad T
//   displeasure d <- (1 - fading) d; after a displeased purchase + hit (1 - d)
//   an answered complaint takes back the share `redress` of what the purchase did

#include "config/section.hpp"

namespace shoal {

struct BondParams {
  bool enabled = false;
  struct Newcomer {
    config::Probability belonging{0.2}, trust{0.4};
  } newcomer;
  struct Belonging {
    config::NonNegative growth{0.1}, warmth{0.1}, closeness{1}, strata{0.5}, layers{0.5};
    config::Probability inactivity{0.01}, fatigue{0.02}, hurt{0.1};
  } belonging;
  struct Trust {
    config::Probability tenure{0.005}, good{0.1}, bad{0.3}, deceived{0.6};
  } trust;
  struct Displeasure {
    config::Probability hit{0.5}, fading{0.05};
  } displeasure;
  config::Probability redress{0.5};
};
void describe(config::Section& s, BondParams::Newcomer& p);
void describe(config::Section& s, BondParams::Belonging& p);
void describe(config::Section& s, BondParams::Trust& p);
void describe(config::Section& s, BondParams::Displeasure& p);
void describe(config::Section& s, BondParams& p);

}  // namespace shoal
