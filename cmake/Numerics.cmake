# Flags that every target of ours shares. The numerical ones are a promise, not a taste: the same bytes come out of every
# optimisation level, vector width and compiler (docs/architecture.md, "Same bytes").
function(shoal_numerics target)
  target_compile_options(${target} PRIVATE
    -ffp-contract=off       # no fused multiply-add behind our back
    -fno-math-errno         # sqrt and friends may be vectorised
    -fno-trapping-math      # branch-free selects may be vectorised
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual -Wimplicit-fallthrough
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)  # GCC 12 warns wrongly about std::string + (PR 105651)
  if(SHOAL_ARCH AND CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    target_compile_options(${target} PRIVATE -march=${SHOAL_ARCH})
    target_compile_definitions(${target} PRIVATE SHOAL_ARCH="${SHOAL_ARCH}")
  endif()
  if(NOT SHOAL_WIDE)
    target_compile_definitions(${target} PRIVATE SHOAL_NARROW)
  endif()
  if(SHOAL_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()
