#include <charconv>
#include <limits>

#include "cli/command.hpp"

namespace shoal::cli {

std::optional<std::string> Arguments::text(std::string_view option) const {
  const auto found = options.find(option);
  if (found == options.end()) return std::nullopt;
  return found->second.back();
}

const std::vector<std::string>& Arguments::texts(std::string_view option) const {
  static const std::vector<std::string> none;
  const auto found = options.find(option);
  return found == options.end() ? none : found->second;
}

std::optional<std::uint64_t> Arguments::whole_number(std::string_view option, std::uint64_t lowest,
                                                     std::uint64_t highest) const {
  const auto word = text(option);
  if (!word) return std::nullopt;
  std::uint64_t number = 0;
  const char* end = word->data() + word->size();
  const auto [rest, error] = std::from_chars(word->data(), end, number);
  if (error != std::errc{} || rest != end || number < lowest || number > highest) {
    const bool any = highest == std::numeric_limits<std::uint64_t>::max();
    throw UsageError("--" + std::string(option) + ": '" + *word + "' found; a whole number in [" +
                     std::to_string(lowest) + ", " + (any ? "2^64)" : std::to_string(highest) + "]") +
                     " is allowed");
  }
  return number;
}

}  // namespace shoal::cli
