// A start-up check that this machine has the instructions that the tool was built for; without it, an older
// processor would stop with "Illegal instruction" somewhere. CMakeLists.txt compiles this one file for the
// oldest x86-64, so that the check itself can run anywhere.

#if defined(SHOAL_ARCH) && defined(__x86_64__)

#include <unistd.h>

#include <cstring>

namespace {

void refuse(const char* missing) {
  const char* parts[] = {"shoal: this processor lacks ", missing,
                         ", which this build (" SHOAL_ARCH
                         ") needs; configure it anew with -DSHOAL_ARCH=x86-64\n"};
  for (const char* part : parts)
    if (::write(STDERR_FILENO, part, std::strlen(part)) < 0) break;
  ::_exit(4);
}

/// Runs before main and before every other constructor of the program.
__attribute__((constructor(101))) void require_instruction_set() {
  constexpr int level = __builtin_strcmp(SHOAL_ARCH, "x86-64-v2") == 0   ? 2
                        : __builtin_strcmp(SHOAL_ARCH, "x86-64-v3") == 0 ? 3
                        : __builtin_strcmp(SHOAL_ARCH, "x86-64-v4") == 0 ? 4
                                                                         : 1;
  __builtin_cpu_init();
  if (level >= 2 && !__builtin_cpu_supports("sse4.2")) refuse("SSE4.2");
  if (level >= 2 && !__builtin_cpu_supports("popcnt")) refuse("POPCNT");
  if (level >= 3 && !__builtin_cpu_supports("avx2")) refuse("AVX2");
  if (level >= 3 && !__builtin_cpu_supports("fma")) refuse("FMA");
  if (level >= 3 && !__builtin_cpu_supports("bmi")) refuse("BMI1");
  if (level >= 3 && !__builtin_cpu_supports("bmi2")) refuse("BMI2");
  if (level >= 4 && !__builtin_cpu_supports("avx512f")) refuse("AVX-512F");
  if (level >= 4 && !__builtin_cpu_supports("avx512vl")) refuse("AVX-512VL");
}

}  // namespace

#endif
