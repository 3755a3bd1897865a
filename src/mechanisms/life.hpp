#pragma once
// The life of communities (docs/mechanisms/community.md; model.md 4.8).
//
//   activity  a <- a + drive (1 - a) - (decay + psi f) a
//   drive     = novelty 2 curiosity 2 interest exp(-age / tau_n) + output (talkers + a sharers) / members
//               + content (operation + C_c) + promotion P_c + warmth h
//   warmth    h <- h + (pleased a p + care operation + events E_c + spread a h) (1 - h) - (cooling + chill d)
//   h fatigue   f <- f + pressure (A_c + mean s_k) (1 + o) / 2 + adverts o 2 (1 - structure)) (1 - f) -
//   recovery f

#include <array>

#include "config/section.hpp"
#include "random/distribution.hpp"

namespace shoal {

struct LifeParams {
  bool enabled = false;
  Distribution founding{0.1};
  struct Novelty {
    config::NonNegative weight{0.08};
    config::Positive time{45};
  } novelty;
  struct Output {
    config::NonNegative weight{0.5};
    config::Probability talk{0.1};
  } output;
  config::NonNegative content{0.06}, promotion{0.1};
  config::Probability decay{0.05};
  struct Warmth {
    config::NonNegative weight{0.02}, pleased{1}, events{1}, care{0.02}, spread{0.04}, chill{1};
    config::Probability cooling{0.06};
  } warmth;
  struct Fatigue {
    config::NonNegative weight{0.1}, pressure{0.05}, adverts{0.01};
    config::Probability recovery{0.05};
  } fatigue;
  struct Stages {
    config::Probability smoothing{0.15};
    config::NonNegative rise{0.003}, fall{0.002};
    config::Probability mature{0.3}, settled{0.5};
    config::Integer<1, 4000000000> least{7};
  } stages;
  struct Dead {
    config::Probability below{0.05};
    config::Integer<1, 4000000000> after{30};
  } dead;
};
void describe(config::Section& s, LifeParams::Novelty& p);
void describe(config::Section& s, LifeParams::Output& p);
void describe(config::Section& s, LifeParams::Warmth& p);
void describe(config::Section& s, LifeParams::Fatigue& p);
void describe(config::Section& s, LifeParams::Stages& p);
void describe(config::Section& s, LifeParams::Dead& p);
void describe(config::Section& s, LifeParams& p);

}  // namespace shoal
