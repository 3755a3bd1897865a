#include "cli/progress.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/console.hpp"

namespace shoal::cli {

std::string duration_text(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::max(0.0, seconds) + 0.5);
  if (whole >= 3600) return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

Progress::Progress(std::uint32_t ticks, bool shown) : ticks_(ticks), shown_(shown && interactive()) {}

Progress::~Progress() {
  if (drawn_) say("\r\033[K");
}

void Progress::update(std::uint32_t done) {
  if (!shown_) return;
  const auto now = Clock::now();
  if (now < next_) return;
  next_ = now + std::chrono::milliseconds(100);
  drawn_ = true;
  const double share = static_cast<double>(done) / ticks_;
  const double elapsed = std::chrono::duration<double>(now - start_).count();
  constexpr std::size_t width = 24;
  const auto filled = static_cast<std::size_t>(share * width);
  const std::string bar = std::string(filled, '#') + std::string(width - filled, '.');
  say(fmt::format("\r{}{}{} {:3.0f} %  tick {} of {}, {} left\033[K", colourful() ? "\033[36m" : "", bar,
                  colourful() ? "\033[0m" : "", 100 * share, done, ticks_,
                  duration_text(elapsed / share - elapsed)));
}

}  // namespace shoal::cli
