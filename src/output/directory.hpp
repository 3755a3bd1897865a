#pragma once
// The directory of one run. Files are written under a temporary name (`metrics.csv.partial`) and get their
// own name together at the end, the manifest last: a directory with a manifest.json is a whole run.

#include <filesystem>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "output/file.hpp"

namespace shoal::output {

/// Every name that a run may write; what an earlier run left under one of them goes with `force`.
inline constexpr std::string_view run_files[] = {"manifest.json",   "metrics.csv", "products.csv",
                                                 "communities.csv", "agents.nc",   "config.resolved.yaml"};

class OutputDirectory {
 public:
  /// Checks only; nothing is made yet. A directory that holds anything is refused unless `force`.
  /// @throws Failure
  OutputDirectory(std::filesystem::path path, bool force);
  /// Without `commit`: removes what was written and the directories that were made for it.
  ~OutputDirectory();
  OutputDirectory(const OutputDirectory&) = delete;
  OutputDirectory& operator=(const OutputDirectory&) = delete;

  /// Makes the directory if need be and starts a file in it. @throws Failure
  File& create(const std::string& name);
  /// The same for a file that something else writes: gives the path to write to, where there is no file.
  /// @throws Failure
  std::filesystem::path claim(const std::string& name);
  /// Completes all files that are open and tells about them, in the order of creation. @throws Failure
  std::vector<FileRecord> finish_files();
  /// Completes what is open and gives all files their names, the last created last. @throws Failure
  void commit();

  const std::filesystem::path& path() const { return path_; }

 private:
  struct Part {
    std::string name;
    std::filesystem::path path;
    std::unique_ptr<File> file;  ///< null where something else writes it
    bool finished = false;
  };
  void make_directories();
  void remove_earlier_run();
  std::filesystem::path partial(const std::string& name) const;

  std::filesystem::path path_;
  bool force_;
  bool committed_ = false;
  std::list<Part> parts_;
  std::vector<std::filesystem::path> made_;  ///< directories that did not exist, outermost first
};

}  // namespace shoal::output
