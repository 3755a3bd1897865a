// Large arrays on huge pages. Where the system leaves the size of pages to programs (transparent_hugepage:
// madvise), a network of a million agents is built in pages of 4 KiB, each of which the kernel has to find
// and clear at the first touch: more than half of the time (docs/performance.md). The tool therefore replaces
// the functions that allocate (C++20, 16.5.4.6); whoever links the library keeps their own.

#include <sys/mman.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <new>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SHOAL_OWN_ALLOCATION 0  // sanitizers have theirs
#elif defined(__has_feature)
#define SHOAL_OWN_ALLOCATION (!__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer))
#else
#define SHOAL_OWN_ALLOCATION 1
#endif

#if SHOAL_OWN_ALLOCATION && defined(MADV_HUGEPAGE)
namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20, large = huge_page;  // bytes

void* find(std::size_t bytes, std::size_t alignment) noexcept {
  if (bytes >= large) alignment = std::max(alignment, huge_page);
  if (alignment <= alignof(std::max_align_t)) return std::malloc(bytes);
  void* at = nullptr;
  if (posix_memalign(&at, alignment, bytes) != 0) return nullptr;
  if (bytes >= large) madvise(at, bytes / huge_page * huge_page, MADV_HUGEPAGE);  // what is left stays small
  return at;
}

void* allocate(std::size_t bytes, std::size_t alignment) {
  for (;;) {
    if (void* const at = find(std::max<std::size_t>(bytes, 1), alignment)) return at;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

}  // namespace

void* operator new(std::size_t bytes) { return allocate(bytes, __STDCPP_DEFAULT_NEW_ALIGNMENT__); }
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  return allocate(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* at) noexcept { std::free(at); }
void operator delete(void* at, std::size_t) noexcept { std::free(at); }
void operator delete(void* at, std::align_val_t) noexcept { std::free(at); }
void operator delete(void* at, std::size_t, std::align_val_t) noexcept { std::free(at); }
#endif
