#pragma once
// One output file: buffered, hashed as it is written, every error a Failure.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "maths/sha256.hpp"

namespace shoal::output {

/// What became of a file, for the manifest.
struct FileRecord {
  std::string name;
  std::uint64_t bytes = 0;
  std::string sha256;
};

class File {
 public:
  /// Creates `path`. With `replace` an old file of that name is overwritten, else it is an error.
  /// @throws Failure
  File(std::filesystem::path path, bool replace);
  ~File();  ///< closes; an unfinished file is the caller's to remove
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  /// What one call writes reaches the disk together or not at all, short of a full disk: pass whole rows.
  /// @throws Failure
  void write(std::string_view whole_rows);
  /// Flushes to the disk and closes. @throws Failure
  FileRecord finish();
  const std::filesystem::path& path() const { return path_; }

 private:
  void flush();

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::string buffer_;
  std::uint64_t bytes_ = 0;
  maths::Sha256 hash_;
};

/// Size and SHA-256 of a file that exists; `name` is left empty. @throws Failure
FileRecord fingerprint_file(const std::filesystem::path& path);

}  // namespace shoal::output
