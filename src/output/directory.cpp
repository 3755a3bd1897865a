#include "output/directory.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "output/failure.hpp"

namespace shoal::output {
namespace {

namespace fs = std::filesystem;

void require_writable(const fs::path& directory) {
  if (::access(directory.c_str(), W_OK | X_OK) != 0) throw Failure(directory, "cannot write here", errno);
}

/// Makes the renames themselves last; a file system that cannot is no reason to fail.
void sync_directory(const fs::path& directory) {
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

/// What File::finish does, for a file that something else has written and closed.
FileRecord finish_foreign(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) throw Failure(path, "cannot open", errno);
  const int error = ::fsync(descriptor) != 0 && errno != EINVAL && errno != EROFS ? errno : 0;
  ::close(descriptor);
  if (error) throw Failure(path, "cannot flush to disk", error);
  return fingerprint_file(path);
}

}  // namespace

OutputDirectory::OutputDirectory(fs::path path, bool force) : path_(std::move(path)), force_(force) {
  std::error_code error;
  const fs::file_status status = fs::status(path_, error);
  if (fs::exists(status)) {
    if (!fs::is_directory(status)) throw Failure(path_, "exists and is not a directory");
    const bool empty = fs::is_empty(path_, error);
    if (error) throw Failure(path_, "cannot read", error.value());
    if (!empty && !force) throw Failure(path_, "exists and is not empty; --force replaces the run in it");
    require_writable(path_);
    return;
  }
  if (status.type() != fs::file_type::not_found) throw Failure(path_, "cannot reach", error.value());
  // The nearest directory that exists must take what is missing.
  fs::path above = fs::absolute(path_).lexically_normal();
  while (!fs::exists(above, error) && above.has_relative_path()) above = above.parent_path();
  if (!fs::is_directory(above, error)) throw Failure(path_, above.string() + " is not a directory");
  require_writable(above);
}

OutputDirectory::~OutputDirectory() {
  if (committed_) return;
  std::error_code ignored;
  for (const Part& part : parts_) fs::remove(part.path, ignored);
  parts_.clear();
  for (auto made = made_.rbegin(); made != made_.rend(); ++made) fs::remove(*made, ignored);
}

fs::path OutputDirectory::partial(const std::string& name) const { return path_ / (name + ".partial"); }

void OutputDirectory::make_directories() {
  std::vector<fs::path> missing;
  std::error_code error;
  for (fs::path p = fs::absolute(path_).lexically_normal(); !p.empty() && !fs::exists(p, error);
       p = p.parent_path())
    if (p.has_filename()) missing.push_back(p);
  for (auto p = missing.rbegin(); p != missing.rend(); ++p) {
    if (::mkdir(p->c_str(), 0777) == 0)
      made_.push_back(*p);
    else if (errno != EEXIST)
      throw Failure(*p, "cannot make the directory", errno);
  }
}

File& OutputDirectory::create(const std::string& name) {
  if (parts_.empty()) make_directories();
  const fs::path path = partial(name);
  return *parts_.emplace_back(Part{name, path, std::make_unique<File>(path, force_)}).file;
}

fs::path OutputDirectory::claim(const std::string& name) {
  if (parts_.empty()) make_directories();
  const fs::path path = partial(name);
  std::error_code error;
  if (force_) fs::remove(path, error);
  if (error) throw Failure(path, "cannot remove", error.value());
  parts_.emplace_back(Part{name, path, nullptr});
  return path;
}

std::vector<FileRecord> OutputDirectory::finish_files() {
  std::vector<FileRecord> records;
  for (Part& part : parts_) {
    if (part.finished) continue;
    records.push_back(part.file ? part.file->finish() : finish_foreign(part.path));
    records.back().name = part.name;
    part.finished = true;
  }
  return records;
}

void OutputDirectory::remove_earlier_run() {
  const auto in_this_run = [&](std::string_view name) {
    return std::ranges::any_of(parts_, [&](const Part& part) { return part.name == name; });
  };
  // The old manifest goes first and the new one comes last, so that a crash in between leaves none.
  for (const std::string_view name : run_files) {
    std::error_code error;
    if (!in_this_run(name)) fs::remove(partial(std::string(name)), error);
    if (!error) fs::remove(path_ / name, error);
    if (error) throw Failure(path_ / name, "cannot remove", error.value());
  }
}

void OutputDirectory::commit() {
  finish_files();
  remove_earlier_run();
  for (const Part& part : parts_) {
    const fs::path target = path_ / part.name;
    if (::rename(part.path.c_str(), target.c_str()) != 0) throw Failure(target, "cannot rename", errno);
  }
  committed_ = true;
  sync_directory(path_);
}

}  // namespace shoal::output
