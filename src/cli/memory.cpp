#include "cli/memory.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <limits>
#include <optional>

namespace shoal::cli {
namespace {

namespace fs = std::filesystem;

constexpr double unlimited = std::numeric_limits<double>::infinity();

/// The number after `key` in a file of "key number" lines; with an empty key the file's first word.
std::optional<double> read_number(const fs::path& file, const std::string& key = "") {
  std::ifstream in(file);
  double number = 0;
  if (key.empty()) return in >> number ? std::optional(number) : std::nullopt;
  for (std::string word; in >> word;)
    if (word == key && in >> number) return number;
  return std::nullopt;
}

double machine_limit() {
  return read_number("/proc/meminfo", "MemAvailable:").value_or(unlimited / 1024) * 1024;
}

/// Files of one version of control groups.
struct GroupFiles {
  const char *limit, *usage, *reclaimable;
};

/// The least room in `group` and the groups around it. Cached file pages give way, so they count as room.
double room_in(const fs::path& root, fs::path group, const GroupFiles& files) {
  double room = unlimited;
  for (;; group = group.parent_path()) {
    const fs::path directory = root / group.relative_path();
    const auto limit = read_number(directory / files.limit);
    const auto usage = read_number(directory / files.usage);
    if (limit && usage)
      room = std::min(
          room, *limit - *usage + read_number(directory / "memory.stat", files.reclaimable).value_or(0));
    if (!group.has_relative_path()) return room;
  }
}

double control_group_limit() {
  double room = unlimited;
  std::ifstream groups("/proc/self/cgroup");
  for (std::string line; std::getline(groups, line);) {
    const auto first = line.find(':'), second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string controllers = "," + line.substr(first + 1, second - first - 1) + ",";
    const fs::path group = line.substr(second + 1);
    if (controllers == ",,")
      room =
          std::min(room, room_in("/sys/fs/cgroup", group, {"memory.max", "memory.current", "inactive_file"}));
    else if (controllers.find(",memory,") != std::string::npos)
      room =
          std::min(room, room_in("/sys/fs/cgroup/memory", group,
                                 {"memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"}));
  }
  return room;
}

double address_space_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return unlimited;
  const double used =
      read_number("/proc/self/statm").value_or(0) * static_cast<double>(::sysconf(_SC_PAGESIZE));
  return static_cast<double>(limit.rlim_cur) - used;
}

}  // namespace

MemoryLimit available_memory() {
  MemoryLimit least{machine_limit(), "the machine"};
  if (const double room = control_group_limit(); room < least.bytes) least = {room, "the control group"};
  if (const double room = address_space_limit(); room < least.bytes) least = {room, "ulimit -v"};
  least.bytes = std::max(least.bytes, 0.0);
  return least;
}

std::string bytes_text(double bytes) {
  static constexpr const char* units[] = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
  int unit = 0;
  for (; bytes >= 1024 && unit < 5; ++unit) bytes /= 1024;
  return unit == 0 ? fmt::format("{:.0f} B", bytes) : fmt::format("{:.1f} {}", bytes, units[unit]);
}

}  // namespace shoal::cli
