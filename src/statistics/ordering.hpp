#pragma once
// Whether groups come out in a given order. Groups are aligned: item r of each is of the same replicate.

#include <cstddef>
#include <span>
#include <vector>

#include "statistics/result.hpp"

namespace shoal::statistics {

using Groups = std::vector<std::vector<double>>;  ///< all of one length

/// Every group is above (Tail::greater) or below (less) the next, strictly: the intersection of paired t
/// tests of neighbours. Null: at least one neighbour is not. As all must be rejected, p is the largest of
/// theirs and needs no correction (Berger 1982, Technometrics 24, 295). Effect, interval, size and statistic
/// are those of the weakest step.
struct Ordering {
  Result result;
  std::size_t weakest = 0;  ///< the step from this group to the next
};
Ordering ordering(const Groups& groups, Tail tail, double confidence);

/// Page's L for a trend over k ordered groups in n replicates (Page 1963, J. Am. Stat. Assoc. 58, 216). Null:
/// within a replicate every order is equally likely; alternative: the groups do not fall (Tail::greater) or
/// rise (less) along the list, and not all are equal. L is the sum over replicates of position times rank. p
/// is exact given the ties for k <= 6 and n <= 50, else from the normal distribution with the variance given
/// the ties. Effect and size: the mean rank correlation of a replicate with the order (Spearman), with
/// Student's interval.
Result page_trend(const Groups& groups, Tail tail, double confidence);

}  // namespace shoal::statistics
