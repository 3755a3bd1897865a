#pragma once
// NetCDF-4 files. The only place that knows the NetCDF library.
//
// The library is loaded when the first file is made: linked, it and its 40 dependencies would take 12 ms at
// every start of the tool.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace shoal::output {

/// Why this build or this machine cannot write NetCDF; empty if it can.
std::string why_no_netcdf();

class NetcdfFile {
 public:
  enum class Type { real, whole, small, text };  ///< float, uint32, uint8, string
  static constexpr std::size_t unlimited = 0;

  /// Creates the file; there must be none. @throws Failure, here and below
  explicit NetcdfFile(std::filesystem::path path);
  ~NetcdfFile();  ///< closes; an unfinished file is the caller's to remove
  NetcdfFile(const NetcdfFile&) = delete;
  NetcdfFile& operator=(const NetcdfFile&) = delete;

  int dimension(const std::string& name, std::size_t length);
  /// `chunk`: how many values lie together, per dimension; empty: stored in one piece, not compressed.
  int variable(const std::string& name, Type type, const std::vector<int>& dimensions,
               const std::vector<std::size_t>& chunk);
  void attribute(int variable, const std::string& name, std::string_view text);
  void attribute(int variable, const std::string& name, const std::vector<std::uint8_t>& values);
  /// Of the file as a whole.
  void attribute(const std::string& name, std::string_view text);
  void end_definitions();
  /// `data`: float, uint32, uint8 or const char*, as the variable's type asks.
  void put(int variable, const std::vector<std::size_t>& start, const std::vector<std::size_t>& count,
           const void* data);
  /// What was put so far reaches the file.
  void sync();
  void close();

 private:
  void check(int status) const;

  std::filesystem::path path_;
  int id_ = -1;
};

}  // namespace shoal::output
