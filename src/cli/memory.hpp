#pragma once
// The guard rail before a run: what it will need against what this process may have.

#include <string>

namespace shoal::cli {

/// The tightest limit on what this process may still allocate.
struct MemoryLimit {
  double bytes = 0;
  std::string of;  ///< "the machine", "the control group", "ulimit -v"
};
/// The least of the machine's available memory, the limits of the control groups that this process is in
/// (version 1 or 2), and the address space limit.
MemoryLimit available_memory();

/// "1.4 GiB"
std::string bytes_text(double bytes);

}  // namespace shoal::cli
