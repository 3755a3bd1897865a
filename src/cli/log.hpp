#pragma once
// Log lines on standard error. Starting the logger costs nothing until the first line.

#include <string>

namespace shoal::cli {

enum class Verbosity { quiet, normal, verbose };

class Log {
 public:
  explicit Log(Verbosity verbosity) : verbosity_(verbosity) {}
  void info(const std::string& line) const;     ///< with -v
  void warning(const std::string& line) const;  ///< unless --quiet

 private:
  Verbosity verbosity_;
};

}  // namespace shoal::cli
