#include "output/file_set.hpp"

#include <cerrno>
#include <system_error>

#include "output/failure.hpp"

namespace shoal::output {

FileSet::~FileSet() {
  if (committed_) return;
  std::error_code ignored;
  for (const Part& part : parts_) std::filesystem::remove(part.file.path(), ignored);
}

File& FileSet::create(const std::string& name) {
  return parts_.emplace_back(name, directory_ / (name + ".partial")).file;
}

std::vector<FileRecord> FileSet::finish_files() {
  std::vector<FileRecord> records;
  for (Part& part : parts_) {
    if (part.finished) continue;
    records.push_back(part.file.finish());
    records.back().name = part.name;
    part.finished = true;
  }
  return records;
}

void FileSet::commit() {
  finish_files();
  // The last file says that all are there: its old version goes first, so that a crash in between leaves
  // none.
  std::error_code error;
  if (!parts_.empty()) std::filesystem::remove(directory_ / parts_.back().name, error);
  if (error) throw Failure(directory_ / parts_.back().name, "cannot remove", error.value());
  for (const Part& part : parts_) {
    const std::filesystem::path target = directory_ / part.name;
    if (::rename(part.file.path().c_str(), target.c_str()) != 0)
      throw Failure(target, "cannot rename", errno);
  }
  committed_ = true;
}

void make_directories(const std::filesystem::path& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) throw Failure(directory, "cannot make the directory", error.value());
}

}  // namespace shoal::output
