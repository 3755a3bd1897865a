#pragma once
// Numbers that begin at a line of the cache, so that no vector of them lies across two.

#include <boost/align/aligned_allocator.hpp>
#include <cstddef>
#include <vector>

namespace shoal {

inline constexpr std::size_t cache_line = 64;  ///< bytes

template <class T>
using Aligned = std::vector<T, boost::alignment::aligned_allocator<T, cache_line>>;

}  // namespace shoal
