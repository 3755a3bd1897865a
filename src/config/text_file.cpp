#include "config/text_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>

#include "config/reader.hpp"

namespace shoal::config {
namespace fs = std::filesystem;
namespace {

/// The name in the same folder that the user may have meant, or empty.
std::string similar_file(const fs::path& file) {
  std::error_code error;
  std::vector<std::string> names;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  for (fs::directory_iterator it(folder, error), end; !error && it != end && names.size() < 10000;
       it.increment(error))
    if (it->is_regular_file(error)) names.push_back(it->path().filename().string());
  std::sort(names.begin(), names.end());
  const std::string name = nearest(file.filename().string(), names);
  return name.empty() ? name : (file.parent_path() / name).string();
}

std::string no_such_file(const fs::path& file) {
  const std::string similar = similar_file(file);
  return similar.empty() ? "no such file" : "no such file; did you mean '" + similar + "'?";
}

/// Length of the well-formed UTF-8 sequence at the start of `s`, or 0 (Unicode 15, table 3-7).
std::size_t utf8_length(std::string_view s) {
  const auto byte = [&](std::size_t i) {
    return i < s.size() ? static_cast<unsigned char>(s[i]) : static_cast<unsigned char>(0);
  };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80, high = lead == 0xED ? 0x9F : 0xBF;
    return byte(1) >= low && byte(1) <= high && tail(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80, high = lead == 0xF4 ? 0x8F : 0xBF;
    return byte(1) >= low && byte(1) <= high && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

bool is_forbidden(unsigned char c) { return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F; }

}  // namespace

std::optional<std::string> read_bytes(const fs::path& file, const Origin& where, Problems& problems) {
  const auto refuse = [&](const std::string& what) {
    problems.push_back({where, "", what});
    return std::nullopt;
  };
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (status.type() == fs::file_type::not_found) return refuse(no_such_file(file));
  if (error) return refuse("cannot be opened: " + error.message());
  if (fs::is_directory(status)) return refuse("is a folder; must be a YAML file");
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) return refuse("cannot be opened: " + std::generic_category().message(errno));
  std::string bytes;
  char buffer[1 << 16];
  while (in.read(buffer, sizeof buffer), in.gcount() > 0) {
    bytes.append(buffer, static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > max_bytes)
      return refuse(
          fmt::format("is larger than {} MiB; bulk data belongs in CSV or edge list files", max_bytes >> 20));
  }
  if (in.bad()) return refuse("cannot be read");
  return bytes;
}

bool check_text(std::string_view& text, const Origin& document, Problems& problems) {
  const auto refuse = [&](int line, int column, std::string what) {
    Origin where = document;
    where.line = line;
    where.column = column;
    problems.push_back({where, "", std::move(what)});
    return false;
  };
  if (text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF")
    return refuse(0, 0, "is UTF-16 or UTF-32 text; save it as UTF-8");
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  int line = 1, column = 1;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    const std::size_t length = utf8_length(text.substr(i));
    if (length == 0)
      return refuse(line, column, fmt::format("the byte 0x{:02X} is not UTF-8; save the file as UTF-8", c));
    if (c == 0) return refuse(line, column, "a NUL byte: this is no UTF-8 text (a binary file, or UTF-16?)");
    if (is_forbidden(c))
      return refuse(line, column, fmt::format("the control character U+{:04X} cannot stand in YAML", c));
    i += length;
    ++column;
    if (c == '\n') ++line, column = 1;
  }
  return true;
}

}  // namespace shoal::config
