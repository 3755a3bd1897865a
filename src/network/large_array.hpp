#pragma once
// Arrays of millions of ties. Large ones lie on huge pages where the system has them: it hands out and clears
// 2 MB at a time instead of 4 KB, which is what making and dropping a network mostly waits for. Elements that
// `resize` adds are not cleared.

#include <cstddef>
#include <cstdlib>
#include <new>
#include <utility>
#include <vector>
#ifdef __linux__
#include <sys/mman.h>
#endif

namespace shoal {

template <class T>
struct LargeAllocator {
  using value_type = T;
  static constexpr std::size_t huge_page = 2 << 20;  ///< bytes
  static constexpr std::size_t large = 2 * huge_page;
  static constexpr std::size_t cache_line = 64;  ///< where small ones begin

  LargeAllocator() = default;
  template <class U>
  LargeAllocator(const LargeAllocator<U>&) {}

  T* allocate(std::size_t count) {
    const std::size_t bytes = count * sizeof(T);
    void* p = ::operator new(bytes, begin_of(bytes));
#ifdef __linux__
    if (bytes >= large) ::madvise(p, bytes, MADV_HUGEPAGE);  // what cannot be had changes no result
#endif
    return static_cast<T*>(p);
  }
  void deallocate(T* p, std::size_t count) { ::operator delete(p, begin_of(count * sizeof(T))); }
  template <class U>
  void construct(U* p) {
    ::new (static_cast<void*>(p)) U;
  }
  template <class U, class... Arguments>
  void construct(U* p, Arguments&&... arguments) {
    ::new (static_cast<void*>(p)) U(std::forward<Arguments>(arguments)...);
  }
  bool operator==(const LargeAllocator&) const { return true; }

 private:
  static std::align_val_t begin_of(std::size_t bytes) {
    return std::align_val_t(bytes >= large ? huge_page : cache_line);
  }
};

template <class T>
using LargeArray = std::vector<T, LargeAllocator<T>>;

}  // namespace shoal
