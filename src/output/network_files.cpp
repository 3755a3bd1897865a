#include "output/network_files.hpp"

#include <zlib.h>

#include <array>
#include <cerrno>
#include <functional>
#include <memory>

#include "network/community_file.hpp"
#include "network/disassemble.hpp"
#include "network/edge_list.hpp"
#include "output/failure.hpp"
#include "output/file.hpp"

namespace shoal::output {
namespace {

namespace fs = std::filesystem;

/// Compresses text piece by piece into a file.
class Gzip {
 public:
  explicit Gzip(File& file) : file_(file) {
    constexpr int gzip_format = 16, window_bits = 15, memory_level = 8;
    if (deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_bits + gzip_format, memory_level,
                     Z_DEFAULT_STRATEGY) != Z_OK)
      throw std::bad_alloc();
  }
  ~Gzip() { deflateEnd(&stream_); }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  void write(std::string_view text) { pump(text, Z_NO_FLUSH); }
  void finish() { pump({}, Z_FINISH); }

 private:
  void pump(std::string_view text, int flush) {
    std::array<unsigned char, 1 << 15> out;
    stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(text.data()));  // zlib only reads it
    stream_.avail_in = static_cast<uInt>(text.size());
    do {
      stream_.next_out = out.data();
      stream_.avail_out = out.size();
      deflate(&stream_, flush);
      file_.write({reinterpret_cast<const char*>(out.data()), out.size() - stream_.avail_out});
    } while (stream_.avail_out == 0);
  }

  File& file_;
  z_stream stream_{};
};

/// A file that has another name until it is complete, and goes if it never is.
class Pending {
 public:
  Pending(const fs::path& path, bool force) : path_(path), partial_(path.string() + ".partial") {
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) throw Failure(path, "is a directory");
    if (!force && fs::exists(fs::symlink_status(path, ignored)))
      throw Failure(path, "exists; --force replaces it");
    file_ = std::make_unique<File>(partial_, true);
  }
  ~Pending() {
    std::error_code ignored;
    if (!named_) fs::remove(partial_, ignored);
  }
  Pending(const Pending&) = delete;
  Pending& operator=(const Pending&) = delete;

  File& file() { return *file_; }
  void take_name() {
    std::error_code error;
    fs::rename(partial_, path_, error);
    if (error) throw Failure(path_, "cannot rename " + partial_.string() + " to it", error.value());
    named_ = true;
  }

 private:
  fs::path path_, partial_;
  std::unique_ptr<File> file_;
  bool named_ = false;
};

}  // namespace

fs::path communities_path(const fs::path& edge_list) {
  auto path = edge_list;
  if (path.extension() == ".gz") path.replace_extension();
  if (path.has_extension()) path.replace_extension();
  path += ".communities.txt";
  return path;
}

std::vector<fs::path> write_network(const Network& network, const fs::path& path, const std::string& title,
                                    bool force) {
  const auto communities = communities_path(path);
  Pending ties(path, force), groups(communities, force);
  const auto draft = network::disassemble(network);
  if (path.extension() == ".gz") {
    Gzip gzip(ties.file());
    network::write_edge_list(draft, title, [&](std::string_view text) { gzip.write(text); });
    gzip.finish();
  } else {
    network::write_edge_list(draft, title, [&](std::string_view text) { ties.file().write(text); });
  }
  network::write_community_file(draft, "Communities of: " + title,
                                [&](std::string_view text) { groups.file().write(text); });
  ties.file().finish();
  groups.file().finish();
  ties.take_name();
  groups.take_name();
  return {path, communities};
}

}  // namespace shoal::output
