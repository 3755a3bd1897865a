#pragma once
// From exceptions to messages and exit codes: the one place where the tool decides how it ends.

#include <functional>

namespace shoal::cli {

/// Runs `body` and returns its exit code, or says what went wrong and returns the code for that.
int guarded(const std::function<int()>& body);

}  // namespace shoal::cli
