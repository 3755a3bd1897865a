#pragma once
// Files that belong together: written under temporary names, named when all are whole, the last created
// last.

#include <filesystem>
#include <list>
#include <string>
#include <vector>

#include "output/file.hpp"

namespace shoal::output {

class FileSet {
 public:
  explicit FileSet(std::filesystem::path directory) : directory_(std::move(directory)) {}
  ~FileSet();  ///< without `commit`: removes what was written
  FileSet(const FileSet&) = delete;
  FileSet& operator=(const FileSet&) = delete;

  /// Starts a file; one of an earlier try is overwritten. @throws Failure
  File& create(const std::string& name);
  /// Completes all files that are open and tells about them. @throws Failure
  std::vector<FileRecord> finish_files();
  /// Completes what is open and gives all files their names. @throws Failure
  void commit();

 private:
  struct Part {
    Part(std::string part_name, const std::filesystem::path& path)
        : name(std::move(part_name)), file(path, true) {}
    std::string name;
    File file;
    bool finished = false;
  };
  std::filesystem::path directory_;
  std::list<Part> parts_;
  bool committed_ = false;
};

/// Makes a directory and those above it. @throws Failure
void make_directories(const std::filesystem::path& directory);

}  // namespace shoal::output
