#include "network/data_problems.hpp"

#include <fmt/format.h>

namespace shoal::network {

void DataProblems::add(std::uint64_t line, std::size_t column, std::string message) {
  if (++count_ > shown) return;
  config::Problem problem;
  problem.where.file = file_;
  problem.where.line = static_cast<int>(line);
  problem.where.column = static_cast<int>(column);
  problem.message = std::move(message);
  problems_.push_back(std::move(problem));
}

void DataProblems::raise_if_any() const {
  if (count_ == 0) return;
  config::Problems problems = problems_;
  if (count_ > shown) {
    config::Problem rest;
    rest.message = fmt::format("and {} more in {}", count_ - shown, *file_);  // without a place: comes last
    problems.push_back(std::move(rest));
  }
  throw config::InvalidInput(std::move(problems));
}

std::string shown_path(const std::filesystem::path& path) {
  std::error_code failed;
  const auto relative = std::filesystem::proximate(path, failed);
  if (failed || relative.empty() || *relative.begin() == "..") return path.string();
  return relative.string();
}

}  // namespace shoal::network
