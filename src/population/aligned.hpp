#pragma once
// Numbers that begin at a line of the cache, so that no vector of them lies across two.

#include <cstddef>
#include <new>
#include <vector>

namespace shoal {

inline constexpr std::size_t cache_line = 64;  ///< bytes

/// By `operator new`, which a program may replace (src/cli/huge_pages.cpp); Boost.Align goes around it.
template <class T>
struct LineAllocator {
  using value_type = T;
  LineAllocator() = default;
  template <class U>
  LineAllocator(const LineAllocator<U>&) {}
  T* allocate(std::size_t count) {
    return static_cast<T*>(::operator new (count * sizeof(T), std::align_val_t{cache_line}));
  }
  void deallocate(T* at, std::size_t) { ::operator delete (at, std::align_val_t{cache_line}); }
  friend bool operator==(const LineAllocator&, const LineAllocator&) { return true; }
};

template <class T>
using Aligned = std::vector<T, LineAllocator<T>>;

}  // namespace shoal
