#include "cli/sweep_progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "cli/console.hpp"
#include "cli/progress.hpp"

namespace shoal::cli {

SweepProgress::SweepProgress(bool shown) : shown_(shown && interactive()) {}

SweepProgress::~SweepProgress() {
  if (drawn_) say("\r\033[K");
}

double SweepProgress::seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

void SweepProgress::update(const experiment::Tally& tally) {
  const auto now = Clock::now();
  if (!shown_ || now < next_) return;
  next_ = now + std::chrono::milliseconds(200);
  drawn_ = true;
  const double share =
      static_cast<double>(tally.done) / static_cast<double>(std::max<std::uint64_t>(1, tally.planned));
  const double rate = static_cast<double>(tally.now) / seconds();
  constexpr std::size_t width = 24;
  const auto filled = std::min(width, static_cast<std::size_t>(share * width));
  const std::string bar = std::string(filled, '#') + std::string(width - filled, '.');
  say(fmt::format("\r{}{}{} {:3.0f} %  run {} of {}, {:.3g} runs/s, {} left{}\033[K",
                  colourful() ? "\033[36m" : "", bar, colourful() ? "\033[0m" : "", 100 * share, tally.done,
                  tally.planned, rate, duration_text(static_cast<double>(tally.planned - tally.done) / rate),
                  tally.failed ? fmt::format(", {} failed", tally.failed) : ""));
}

}  // namespace shoal::cli
