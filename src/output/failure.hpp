#pragma once
// A file that could not be written or read.

#include <filesystem>
#include <stdexcept>
#include <string>

namespace shoal::output {

/// "PATH: what failed: why (the system's words)". The command line exits with 4.
class Failure : public std::runtime_error {
 public:
  /// `error` is an errno; 0: nothing to add.
  Failure(const std::filesystem::path& path, const std::string& what_failed, int error = 0);
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace shoal::output
