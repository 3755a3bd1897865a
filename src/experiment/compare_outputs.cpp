#include "experiment/compare_outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

#include "config/source.hpp"
#include "config/value.hpp"

namespace shoal::experiment {
namespace {

namespace fs = std::filesystem;
using config::Json;

constexpr std::string_view manifest_name = "manifest.json";
constexpr std::string_view of_the_moment[] = {"timings.csv", "journal", "lock"};
constexpr std::string_view resolved[] = {"config.resolved.yaml", "experiment.yaml"};
constexpr std::string_view figures[] = {".png", ".svg", ".pdf", ".html", ".partial"};
/// Of a manifest: the machine, the moment, and hashes of what is compared itself.
constexpr std::string_view manifest_of_the_moment[] = {"version",           "build",   "threads",
                                                       "started",           "seconds", "phase_seconds",
                                                       "peak_memory_bytes", "outputs", "config_sha256"};

template <class Names>
bool contains(const Names& names, std::string_view name) {
  return std::ranges::find(names, name) != std::end(names);
}

[[noreturn]] void refuse(const fs::path& path, const std::string& message) {
  config::Origin where;
  where.file = std::make_shared<const std::string>(path.string());
  throw config::InvalidInput({{where, "", message}});
}

/// Names of the result files below a directory, relative to it.
std::set<std::string> result_files(const fs::path& directory) {
  std::set<std::string> names;
  std::error_code error;
  for (fs::recursive_directory_iterator it(directory, error), end; it != end; it.increment(error)) {
    if (error) break;
    const std::string name = it->path().filename().string();
    if (name.starts_with('.')) {
      if (it->is_directory()) it.disable_recursion_pending();
      continue;
    }
    if (!it->is_regular_file() || contains(of_the_moment, name) || name.starts_with("journal") ||
        contains(figures, it->path().extension().string()))
      continue;
    names.insert(it->path().lexically_relative(directory).generic_string());
  }
  if (error) refuse(directory, "cannot be read: " + error.message());
  return names;
}

/// Where two files first differ; none: they are the same.
std::optional<std::uint64_t> first_difference(const fs::path& a, const fs::path& b) {
  std::ifstream streams[2];
  for (int i = 0; i < 2; ++i) {
    const fs::path& path = i == 0 ? a : b;
    errno = 0;
    streams[i].open(path, std::ios::binary);
    if (!streams[i]) refuse(path, fmt::format("cannot be read: {}", std::strerror(errno)));
  }
  constexpr std::size_t step = 1 << 16;
  std::vector<char> x(step), y(step);
  for (std::uint64_t at = 0;; at += step) {
    streams[0].read(x.data(), step), streams[1].read(y.data(), step);
    const auto n = static_cast<std::size_t>(streams[0].gcount()),
               m = static_cast<std::size_t>(streams[1].gcount());
    const auto common = static_cast<long>(std::min(n, m));
    const auto differ = std::mismatch(x.begin(), x.begin() + common, y.begin()).first;
    if (differ != x.begin() + common || n != m) return at + static_cast<std::uint64_t>(differ - x.begin());
    if (n < step) return std::nullopt;
  }
}

FileComparison compare_bytes(const fs::path& a, const fs::path& b) {
  const auto at = first_difference(a, b);
  if (!at) return {.name = {}, .equal = true, .outcome = "equal", .lines = {}};
  return {.name = {},
          .equal = false,
          .outcome = "differs",
          .lines = {fmt::format("from byte {} on; {} | {} bytes", *at, fs::file_size(a), fs::file_size(b))}};
}

/// Leaves that differ, as "path: a | b".
void differences(const Json* a, const Json* b, const std::string& path, std::vector<std::string>& lines) {
  if (a && b && *a == *b) return;
  if (a && b && a->is_structured() && a->type() == b->type()) {
    const Json left = a->flatten(), right = b->flatten();
    const auto named = [&](const std::string& pointer) {
      std::string name = path + pointer;
      std::ranges::replace(name, '/', '.');
      return name;
    };
    for (const auto& [key, value] : left.items())
      if (!right.contains(key)) differences(&value, nullptr, named(key), lines);
    for (const auto& [key, value] : right.items())
      differences(left.contains(key) ? &left[key] : nullptr, &value, named(key), lines);
    return;
  }
  lines.push_back(fmt::format("{}: {} | {}", path, a ? a->dump() : "(absent)", b ? b->dump() : "(absent)"));
}

Json read_json(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  Json json = Json::parse(stream, nullptr, false);
  if (json.is_discarded() || !json.is_object()) refuse(path, "is no JSON object");
  for (const std::string_view key : manifest_of_the_moment) json.erase(std::string(key));
  return json;
}

FileComparison compare_manifests(const fs::path& a, const fs::path& b) {
  const Json left = read_json(a), right = read_json(b);
  FileComparison out{.name = {}, .equal = left == right, .outcome = "", .lines = {}};
  for (const auto& [key, value] : left.items())
    differences(&value, right.contains(key) ? &right[key] : nullptr, key, out.lines);
  for (const auto& [key, value] : right.items())
    if (!left.contains(key)) differences(nullptr, &value, key, out.lines);
  constexpr std::size_t enough = 40;
  out.outcome = out.equal ? "equal, but for times and machine"
                          : fmt::format("{} {}", out.lines.size(),
                                        out.lines.size() == 1 ? "entry differs" : "entries differ");
  if (out.lines.size() > enough) {
    const std::size_t more = out.lines.size() - enough;
    out.lines.resize(enough);
    out.lines.push_back(fmt::format("and {} more", more));
  }
  return out;
}

bool is_table(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(".csv") || name.ends_with(".csv.gz");
}

FileComparison compare_files(const fs::path& a, const fs::path& b, const TableOptions& options,
                             std::set<std::string>& columns) {
  if (a.filename() == manifest_name && b.filename() == manifest_name) return compare_manifests(a, b);
  if (!is_table(a) || !is_table(b)) return compare_bytes(a, b);
  // The same bytes need no reading of cells, unless a tolerance is to find its column.
  const bool same = !first_difference(a, b);
  if (same && options.columns.empty()) return {.name = {}, .equal = true, .outcome = "equal", .lines = {}};
  FileComparison out = compare_tables(a, b, options, columns);
  if (!same && out.equal && options.by_text) {
    out.equal = false;
    out.outcome = "the cells are equal, the bytes are not: order of rows or columns, quotes, line ends";
  }
  return out;
}

}  // namespace

std::vector<FileComparison> compare_outputs(const fs::path& a, const fs::path& b, const TableOptions& options,
                                            std::set<std::string>& columns) {
  for (const fs::path* path : {&a, &b}) {
    std::error_code error;
    if (!fs::exists(*path, error)) refuse(*path, "cannot be read: No such file or directory");
  }
  if (fs::is_directory(a) != fs::is_directory(b))
    refuse(b, "is " + std::string(fs::is_directory(b) ? "a directory" : "a file") + ", and " + a.string() +
                  " is not; two directories or two files can be compared");
  if (!fs::is_directory(a)) {
    FileComparison one = compare_files(a, b, options, columns);
    one.name = a.filename().string();
    return {one};
  }
  std::set<std::string> in_a = result_files(a), in_b = result_files(b);
  if (in_a.empty() && in_b.empty()) refuse(a, "holds no results, and neither does " + b.string());
  const std::string manifest(manifest_name);
  if (in_a.contains(manifest) && in_b.contains(manifest))
    for (const std::string_view name : resolved) in_a.erase(std::string(name)), in_b.erase(std::string(name));
  std::set<std::string> all = in_a;
  all.insert(in_b.begin(), in_b.end());
  std::vector<FileComparison> found;
  for (const std::string& name : all) {
    if (in_a.contains(name) && in_b.contains(name))
      found.push_back(compare_files(a / name, b / name, options, columns));
    else
      found.push_back({.name = {},
                       .equal = false,
                       .outcome = in_a.contains(name) ? "only in A" : "only in B",
                       .lines = {}});
    found.back().name = name;
  }
  return found;
}

}  // namespace shoal::experiment
