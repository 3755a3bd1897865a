#pragma once
// Vectors of millions of ties, whose elements are all written after `resize`: it does not clear them first.
// They begin at lines of the cache.

#include <boost/align/aligned_allocator.hpp>
#include <boost/core/noinit_adaptor.hpp>
#include <vector>

namespace shoal {

template <class T>
using Uncleared = std::vector<T, boost::noinit_adaptor<boost::alignment::aligned_allocator<T, 64>>>;

}  // namespace shoal
