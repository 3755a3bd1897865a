#include "network/import.support.hpp"

#include <zlib.h>

#include <iostream>

#include "network/community_file.hpp"
#include "network/edge_list.hpp"
#include "network/rows.hpp"
#include "output/temporary.support.hpp"

using namespace shoal;

network::Draft import_text(const NetworkText& files, NetworkParams params) {
  const TemporaryDirectory here;
  write_text(here.path() / files.name, files.text);
  params.file = {files.name, here.path() / files.name};
  if (!files.groups.empty()) {
    write_text(here.path() / "groups.txt", files.groups);
    params.communities_file = {"groups.txt", here.path() / "groups.txt"};
  }
  try {
    return network::read_file(params);
  } catch (const config::InvalidInput& invalid) {
    const auto prefix = here.path().string() + "/";
    std::string text = invalid.what();
    for (auto at = text.find(prefix); at != text.npos; at = text.find(prefix)) text.erase(at, prefix.size());
    throw std::runtime_error(text);
  }
}

std::string complaint(const NetworkText& files, NetworkParams params) {
  try {
    import_text(files, std::move(params));
    return "accepted";
  } catch (const std::runtime_error& invalid) {
    return invalid.what();
  }
}

bool without_igraph() {
  if (network::has_igraph()) return false;
  std::cout << "SKIPPED: igraph is not here\n";
  return true;
}

std::string ties_of(const network::Draft& draft) {
  std::string text;
  for (std::size_t i = 0; i < draft.ties.size(); ++i) {
    text += (i ? " " : "") + std::to_string(draft.ties[i].observer) + "-" +
            std::to_string(draft.ties[i].observed);
    if (!draft.weights.empty()) text += ":" + network::weight_text(draft.weights[i]);
  }
  return text;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : " ") + name;
  return text;
}

std::string gzipped(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string result(deflateBound(&stream, text.size()) + 32, '\0');
  std::string input = text;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(result.data());
  stream.avail_out = static_cast<uInt>(result.size());
  deflate(&stream, Z_FINISH);
  result.resize(stream.total_out);
  deflateEnd(&stream);
  return result;
}

std::string edge_list_text(const network::Draft& draft) {
  std::string text;
  network::write_edge_list(draft, "a test", [&](std::string_view piece) { text += piece; });
  return text;
}

std::string community_text(const network::Draft& draft) {
  std::string text;
  network::write_community_file(draft, "a test", [&](std::string_view piece) { text += piece; });
  return text;
}
