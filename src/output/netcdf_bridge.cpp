#include "output/netcdf_bridge.hpp"

#include "output/failure.hpp"

#ifndef SHOAL_WITH_NETCDF

namespace shoal::output {

std::string why_no_netcdf() {
  return "this build has no NetCDF: install libnetcdf-dev and build again with -DSHOAL_NETCDF=ON";
}
NetcdfFile::NetcdfFile(std::filesystem::path path) { throw Failure(path, why_no_netcdf()); }
NetcdfFile::~NetcdfFile() = default;
int NetcdfFile::dimension(const std::string&, std::size_t) { return 0; }
int NetcdfFile::variable(const std::string&, Type, const std::vector<int>&, const std::vector<std::size_t>&) {
  return 0;
}
void NetcdfFile::attribute(int, const std::string&, std::string_view) {}
void NetcdfFile::attribute(int, const std::string&, const std::vector<std::uint8_t>&) {}
void NetcdfFile::attribute(const std::string&, std::string_view) {}
void NetcdfFile::end_definitions() {}
void NetcdfFile::put(int, const std::vector<std::size_t>&, const std::vector<std::size_t>&, const void*) {}
void NetcdfFile::sync() {}
void NetcdfFile::close() {}
void NetcdfFile::check(int) const {}

}  // namespace shoal::output

#else

#include <dlfcn.h>
#include <netcdf.h>

#include <cerrno>
#include <utility>

namespace shoal::output {
namespace {

// clang-format off: version 14 never settles on this list
#define SHOAL_NETCDF_NAMES(X) \
  X(nc_strerror)              \
  X(nc_create)                \
  X(nc_def_dim)               \
  X(nc_def_var)               \
  X(nc_def_var_chunking)      \
  X(nc_def_var_deflate)       \
  X(nc_def_var_fill)          \
  X(nc_set_var_chunk_cache)   \
  X(nc_put_att_text)          \
  X(nc_put_att_uchar)         \
  X(nc_enddef)                \
  X(nc_put_vara)              \
  X(nc_sync)                  \
  X(nc_close)
// clang-format on

struct Library {
#define SHOAL_POINTER(name) decltype(&::name) name = nullptr;
  SHOAL_NETCDF_NAMES(SHOAL_POINTER)
#undef SHOAL_POINTER
  std::string problem;  ///< why it cannot be used; empty if it can

  Library() {
    void* handle = dlopen(SHOAL_NETCDF_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
      problem = SHOAL_NETCDF_LIBRARY " cannot be loaded: install libnetcdf19";
      return;
    }
    // HDF5, which lies below, would try to complete a file that could not be written when the program ends,
    // and crash over it.
    if (void* found = dlsym(handle, "H5dont_atexit")) reinterpret_cast<int (*)()>(found)();
#define SHOAL_FIND(name)                                            \
  name = reinterpret_cast<decltype(&::name)>(dlsym(handle, #name)); \
  if (!name) problem = SHOAL_NETCDF_LIBRARY " has no " #name ": it is not the NetCDF of this build";
    SHOAL_NETCDF_NAMES(SHOAL_FIND)
#undef SHOAL_FIND
  }
};

const Library& library() {
  static const Library loaded;
  return loaded;
}

nc_type type_of(NetcdfFile::Type type) {
  using Type = NetcdfFile::Type;
  return type == Type::real    ? NC_FLOAT
         : type == Type::whole ? NC_UINT
         : type == Type::small ? NC_UBYTE
                               : NC_STRING;
}
std::size_t bytes_of(NetcdfFile::Type type) {
  using Type = NetcdfFile::Type;
  return type == Type::small ? 1 : type == Type::text ? sizeof(char*) : 4;
}

/// Whether errno says why writing failed; the library's own codes do not.
bool says_why(int error) {
  return error == ENOSPC || error == EFBIG || error == EDQUOT || error == EIO || error == EROFS ||
         error == EACCES;
}

}  // namespace

std::string why_no_netcdf() { return library().problem; }

NetcdfFile::NetcdfFile(std::filesystem::path path) : path_(std::move(path)) {
  if (!library().problem.empty()) throw Failure(path_, "cannot create: " + library().problem);
  errno = 0;
  const int status = library().nc_create(path_.c_str(), NC_NETCDF4 | NC_NOCLOBBER, &id_);
  if (status == NC_NOERR) return;
  id_ = -1;
  const int error = status > 0 ? status : errno;
  throw Failure(
      path_, error ? "cannot create" : std::string("cannot create: ") + library().nc_strerror(status), error);
}

NetcdfFile::~NetcdfFile() {
  if (id_ >= 0) library().nc_close(id_);
}

void NetcdfFile::check(int status) const {
  if (status == NC_NOERR) return;
  const int error = status > 0 ? status : says_why(errno) ? errno : 0;
  throw Failure(path_, error ? "cannot write" : std::string("cannot write: ") + library().nc_strerror(status),
                error);
}

int NetcdfFile::dimension(const std::string& name, std::size_t length) {
  int id = 0;
  check(library().nc_def_dim(id_, name.c_str(), length, &id));
  return id;
}

int NetcdfFile::variable(const std::string& name, Type type, const std::vector<int>& dimensions,
                         const std::vector<std::size_t>& chunk) {
  const Library& lib = library();
  int id = 0;
  check(lib.nc_def_var(id_, name.c_str(), type_of(type), static_cast<int>(dimensions.size()),
                       dimensions.data(), &id));
  if (chunk.empty()) return id;
  check(lib.nc_def_var_chunking(id_, id, NC_CHUNKED, chunk.data()));
  if (type != Type::text) {
    check(lib.nc_def_var_deflate(id_, id, 1, 1, 1));
    check(lib.nc_def_var_fill(id_, id, NC_NOFILL, nullptr));
  }
  // Room for two pieces: pieces are written whole, and an error shows when it happens.
  std::size_t bytes = 2 * bytes_of(type);
  for (const std::size_t n : chunk) bytes *= n;
  check(lib.nc_set_var_chunk_cache(id_, id, bytes, 7, 1.0f));
  return id;
}

void NetcdfFile::attribute(int variable, const std::string& name, std::string_view text) {
  check(library().nc_put_att_text(id_, variable, name.c_str(), text.size(), text.data()));
}

void NetcdfFile::attribute(int variable, const std::string& name, const std::vector<std::uint8_t>& values) {
  check(library().nc_put_att_uchar(id_, variable, name.c_str(), NC_UBYTE, values.size(), values.data()));
}

void NetcdfFile::attribute(const std::string& name, std::string_view text) {
  attribute(NC_GLOBAL, name, text);
}

void NetcdfFile::end_definitions() {
  errno = 0;
  check(library().nc_enddef(id_));
}

void NetcdfFile::put(int variable, const std::vector<std::size_t>& start,
                     const std::vector<std::size_t>& count, const void* data) {
  errno = 0;
  check(library().nc_put_vara(id_, variable, start.data(), count.data(), data));
}

void NetcdfFile::sync() {
  errno = 0;
  check(library().nc_sync(id_));
}

void NetcdfFile::close() {
  errno = 0;
  check(library().nc_close(std::exchange(id_, -1)));
}

}  // namespace shoal::output

#endif
