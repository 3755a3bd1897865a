#pragma once
// Collects what is wrong with one data file: the first few problems in full, the rest as a number.

#include <cstdint>
#include <string>

#include "config/source.hpp"

namespace shoal::network {

class DataProblems {
 public:
  static constexpr std::size_t shown = 20;

  /// `file`: as messages show it.
  explicit DataProblems(std::string file) : file_(std::make_shared<const std::string>(std::move(file))) {}

  /// Lines and columns count from 1; 0: the file as a whole. Columns count characters.
  void add(std::uint64_t line, std::size_t column, std::string message);
  void add(std::string message) { add(0, 0, std::move(message)); }

  bool empty() const { return count_ == 0; }
  /// @throws config::InvalidInput if there is any problem
  void raise_if_any() const;

 private:
  std::shared_ptr<const std::string> file_;
  config::Problems problems_;
  std::uint64_t count_ = 0;
};

/// The path as messages show it: relative if the file lies below the working directory.
std::string shown_path(const std::filesystem::path& path);

}  // namespace shoal::network
