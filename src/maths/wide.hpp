#pragma once
// Loops in the widest vectors of the processor. The library is built for what every x86-64 of the third level
// can do; a loop that is handed over here is compiled a second time for AVX-512, and the processor alone
// decides which of the two runs. Element by element both do the same arithmetic, so the bits are the same
// (docs/architecture.md).

namespace shoal::maths {

// In an optimised build, everything that is called is compiled into the loop: with calls it would not be one
// over vectors, and of itself GCC stops compiling them in once a file has grown too much.
#ifdef NDEBUG
#define SHOAL_FLAT __attribute__((flatten))
#else
#define SHOAL_FLAT
#endif
/// Calls f() with everything that it calls and whose code is at hand.
template <class F>
SHOAL_FLAT void in_plain_vectors(F f) {
  f();
}
#undef SHOAL_FLAT

#if defined(__x86_64__) && !defined(SHOAL_NARROW)
#ifdef __clang__
#define SHOAL_WIDEST __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq"), flatten))
#else
#define SHOAL_WIDEST \
  __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,prefer-vector-width=512"), flatten))
#endif
/// Calls f() with everything that it calls and whose code is at hand compiled for AVX-512.
template <class F>
SHOAL_WIDEST void in_wide_vectors(F f) {
  f();
}
#undef SHOAL_WIDEST

inline bool has_wide_vectors() {
  static const bool has = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                          __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq");
  return has;
}
/// The same, and bytes of them are shuffled and their ones counted (Ice Lake, Zen 4 and later).
inline bool has_wide_counts() {
  static const bool has = has_wide_vectors() && __builtin_cpu_supports("avx512vpopcntdq") &&
                          __builtin_cpu_supports("avx512bitalg") && __builtin_cpu_supports("avx512vbmi") &&
                          __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("gfni") &&
                          __builtin_cpu_supports("bmi2");
  return has;
}
#else
template <class F>
void in_wide_vectors(F f) {
  f();
}
inline bool has_wide_vectors() { return false; }
inline bool has_wide_counts() { return false; }
#endif

/// Calls f(), whose loops do not depend on the order of their elements, in vectors as wide as there are. Let
/// f hold what its loops use by copy: of what it holds by reference, compilers cannot tell that it stays the
/// same.
template <class F>
void in_widest_vectors(F f) {
  has_wide_vectors() ? in_wide_vectors(f) : in_plain_vectors(f);
}

}  // namespace shoal::maths
