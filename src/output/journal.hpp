#pragma once
// A log that survives its writer: one line per entry, appended with a single write, each under a checksum.
// A line that a crash has torn, or that something else has damaged, is found and passed over when the log is
// opened again. One process at a time may hold a log.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace shoal::output {

class Journal {
 public:
  /// Where an entry lies.
  struct Place {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
  };
  enum class Access { read, write };

  /// Opens the log; with Access::write makes it if need be and locks it.
  /// @throws Failure: it cannot be opened, or another process is writing it
  Journal(std::filesystem::path path, Access access);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// Calls `entry` for every sound entry in order. With Access::write cuts off a torn last line, so that what
  /// is appended begins a line. Returns how many lines were passed over. @throws Failure
  std::uint64_t replay(const std::function<void(std::string_view, Place)>& entry);
  /// One entry again. @throws Failure: it is not there any more
  std::string read(Place place) const;

  /// Appends an entry without line ends. From any thread. An entry that could not be written whole is taken
  /// back. @throws Failure
  Place append(std::string_view entry);
  /// Waits until the disk has everything. @throws Failure
  void flush();

  bool writing() const { return writing_; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
  bool writing_ = false;
  std::mutex mutex_;
  std::uint64_t end_ = 0;  ///< guarded by mutex_
};

}  // namespace shoal::output
