#include "output/journal.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

#include "maths/sha256.hpp"
#include "output/failure.hpp"

namespace shoal::output {
namespace {

constexpr std::size_t checksum_length = 16;  // hex digits of SHA-256, then a space

std::string checksum(std::string_view entry) { return maths::sha256(entry).substr(0, checksum_length); }

/// Whether a line without its end is a checksum and the entry that it is of.
bool is_sound(std::string_view line) {
  return line.size() > checksum_length && line[checksum_length] == ' ' &&
         checksum(line.substr(checksum_length + 1)) == line.substr(0, checksum_length);
}

}  // namespace

Journal::Journal(std::filesystem::path path, Access access)
    : path_(std::move(path)), writing_(access == Access::write) {
  const int flags = writing_ ? O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC : O_RDONLY | O_CLOEXEC;
  descriptor_ = ::open(path_.c_str(), flags, 0666);
  if (descriptor_ < 0) throw Failure(path_, "cannot open", errno);
  if (writing_ && ::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    ::close(descriptor_);
    if (error == EWOULDBLOCK)
      throw Failure(path_.parent_path(),
                    "another shoal is writing here; wait for it, or take another directory");
    throw Failure(path_, "cannot lock", error);
  }
}

Journal::~Journal() { ::close(descriptor_); }

std::uint64_t Journal::replay(const std::function<void(std::string_view, Place)>& entry) {
  std::uint64_t begin = 0, damaged = 0;  // of the line at hand
  std::string line;
  std::vector<char> buffer(1 << 16);
  for (std::uint64_t offset = 0;;) {
    const auto got = ::pread(descriptor_, buffer.data(), buffer.size(), static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw Failure(path_, "cannot read", errno);
    if (got == 0) break;
    offset += static_cast<std::uint64_t>(got);
    std::string_view rest(buffer.data(), static_cast<std::size_t>(got));
    for (std::size_t end; (end = rest.find('\n')) != rest.npos; rest.remove_prefix(end + 1)) {
      line += rest.substr(0, end);
      if (is_sound(line))
        entry(std::string_view(line).substr(checksum_length + 1),
              {begin + checksum_length + 1, line.size() - checksum_length - 1});
      else
        ++damaged;
      begin += line.size() + 1;
      line.clear();
    }
    line += rest;
  }
  if (!line.empty()) ++damaged;
  end_ = begin;
  if (writing_ && !line.empty() && ::ftruncate(descriptor_, static_cast<off_t>(begin)) != 0)
    throw Failure(path_, "cannot cut off a torn line", errno);
  return damaged;
}

std::string Journal::read(Place place) const {
  std::string entry(place.length, '\0');
  for (std::size_t done = 0; done < entry.size();) {
    const auto got = ::pread(descriptor_, entry.data() + done, entry.size() - done,
                             static_cast<off_t>(place.offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw Failure(path_, "cannot read", errno);
    if (got == 0) throw Failure(path_, "has become shorter; somebody else changed it");
    done += static_cast<std::size_t>(got);
  }
  return entry;
}

Journal::Place Journal::append(std::string_view entry) {
  std::string line = checksum(entry);
  line += ' ';
  line += entry;
  line += '\n';
  const std::lock_guard lock(mutex_);
  for (std::size_t done = 0; done < line.size();) {
    const auto written = ::write(descriptor_, line.data() + done, line.size() - done);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const int error = errno;
      static_cast<void>(::ftruncate(descriptor_, static_cast<off_t>(end_)) == 0);
      throw Failure(path_, "cannot write", error);
    }
    done += static_cast<std::size_t>(written);
  }
  const Place place{end_ + checksum_length + 1, entry.size()};
  end_ += line.size();
  return place;
}

void Journal::flush() {
  if (::fdatasync(descriptor_) != 0) throw Failure(path_, "cannot write", errno);
}

}  // namespace shoal::output
