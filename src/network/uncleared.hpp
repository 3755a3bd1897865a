#pragma once
// Vectors of millions of ties, whose elements are all written after `resize`: it does not clear them first.

#include <boost/core/noinit_adaptor.hpp>
#include <memory>
#include <vector>

namespace shoal {

template <class T>
using Uncleared = std::vector<T, boost::noinit_adaptor<std::allocator<T>>>;

}  // namespace shoal
