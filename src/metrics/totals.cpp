#include "metrics/totals.hpp"

namespace shoal::metrics {

void Counts::add(const Counts& o) {
  planned += o.planned;
  impulse += o.impulse;
  for (int i = 0; i < 4; ++i) {
    by_cause[i] += o.by_cause[i];
    by_channel[i] += o.by_channel[i];
    readers[i] += o.readers[i];
    first_time_by_income[i] += o.first_time_by_income[i];
  }
  first_time += o.first_time;
  repeat += o.repeat;
  pleased += o.pleased;
  displeased += o.displeased;
  recommendations += o.recommendations;
  complaints += o.complaints;
  reviews += o.reviews;
  needs += o.needs;
  group_commitments += o.group_commitments;
  group_purchases += o.group_purchases;
  group_refunds += o.group_refunds;
  recruited += o.recruited;
  quit += o.quit;
}

void Sums::add(const Sums& o) {
  exposure += o.exposure;
  memory += o.memory;
  vicarious_value += o.vicarious_value;
  drive += o.drive;
  value += o.value;
  belief += o.belief;
  belief_error += o.belief_error;
  loyalty += o.loyalty;
  precision += o.precision;
  satisfaction += o.satisfaction;
  reward += o.reward;
  ewa_experience += o.ewa_experience;
}

}  // namespace shoal::metrics
