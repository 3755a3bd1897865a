// The one file that knows spdlog, whose default logger would write to standard output and ignore NO_COLOR.

#include "cli/log.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "cli/console.hpp"

namespace shoal::cli {
namespace {

spdlog::logger& logger() {
  static const auto instance = [] {
    auto sink = std::make_shared<spdlog::sinks::stderr_color_sink_mt>(
        colourful() ? spdlog::color_mode::always : spdlog::color_mode::never);
    auto made = std::make_shared<spdlog::logger>("shoal", std::move(sink));
    made->set_pattern("shoal: %^%l%$: %v");
    return made;
  }();
  return *instance;
}

}  // namespace

void Log::info(const std::string& line) const {
  if (verbosity_ == Verbosity::verbose) logger().info("{}", line);
}

void Log::warning(const std::string& line) const {
  if (verbosity_ != Verbosity::quiet) logger().warn("{}", line);
}

}  // namespace shoal::cli
