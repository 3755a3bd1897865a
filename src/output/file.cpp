#include "output/file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>
#include <vector>

#include "output/failure.hpp"

namespace shoal::output {
namespace {

constexpr std::size_t buffer_size = 1 << 16;

}  // namespace

File::File(std::filesystem::path path, bool replace) : path_(std::move(path)) {
  buffer_.reserve(buffer_size);
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | (replace ? O_TRUNC : O_EXCL), 0666);
  if (descriptor_ < 0) throw Failure(path_, "cannot create", errno);
}

File::~File() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void File::write(std::string_view whole_rows) {
  if (buffer_.size() + whole_rows.size() > buffer_size) flush();
  buffer_ += whole_rows;
}

void File::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const auto written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw Failure(path_, "cannot write", errno);
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  hash_.update(buffer_);
  bytes_ += buffer_.size();
  buffer_.clear();
}

FileRecord File::finish() {
  flush();
  // Some disks and networks report that they are full only now. EINVAL and EROFS: the file cannot be synced.
  if (::fsync(descriptor_) != 0 && errno != EINVAL && errno != EROFS)
    throw Failure(path_, "cannot flush to disk", errno);
  if (::close(std::exchange(descriptor_, -1)) != 0) throw Failure(path_, "cannot close", errno);
  return {path_.filename().string(), bytes_, hash_.hex()};
}

FileRecord fingerprint_file(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) throw Failure(path, "cannot open", errno);
  FileRecord record;
  maths::Sha256 hash;
  std::vector<char> buffer(buffer_size);
  for (;;) {
    const auto got = ::read(descriptor, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      const int error = got < 0 ? errno : 0;
      ::close(descriptor);
      if (error) throw Failure(path, "cannot read", error);
      break;
    }
    hash.update(buffer.data(), static_cast<std::size_t>(got));
    record.bytes += static_cast<std::uint64_t>(got);
  }
  record.sha256 = hash.hex();
  return record;
}

}  // namespace shoal::output
