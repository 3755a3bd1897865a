#include "network/import.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "network/community_file.hpp"
#include "network/edge_list.hpp"
#include "network/foreign_file.hpp"
#include "network/igraph_bridge.hpp"

namespace shoal::network {

namespace {

std::filesystem::path path_of(const config::FilePath& file) {
  return file.resolved.empty() ? std::filesystem::path(file.written) : file.resolved;
}

/// Numbers values in the order of their first appearance.
std::vector<std::uint32_t> renumbered(std::vector<std::uint32_t> values) {
  constexpr auto unseen = ~std::uint32_t{0};
  std::vector<std::uint32_t> number_of;
  std::uint32_t next = 0;
  for (auto& value : values) {
    if (value >= number_of.size()) number_of.resize(std::size_t{value} + 1, unseen);
    if (number_of[value] == unseen) number_of[value] = next++;
    value = number_of[value];
  }
  return values;
}

Draft read_ties(const NetworkParams& params, const std::filesystem::path& path, DataProblems& problems) {
  const auto format = params.format == FileFormat::automatic ? format_of(path) : params.format;
  if (format == FileFormat::edge_list)
    return draft_of(read_edge_list(path, params.directed, params.self_loops, problems), params.duplicates,
                    problems);

  auto foreign = read_foreign_file(path, format, params.self_loops, problems);
  problems.raise_if_any();
  if (params.directed && !foreign.ties.directed)
    problems.add("the ties in this file are undirected, but directed: true is asked for; leave that out");
  const auto& read_ids = foreign.ties.ids;
  const auto number_of = read_ids.numbering().number_of;
  auto draft = draft_of(std::move(foreign.ties), params.duplicates, problems);
  draft.notes.insert(draft.notes.begin(), foreign.notes.begin(), foreign.notes.end());
  if (!foreign.communities.empty()) {
    std::vector<std::string> by_number(foreign.communities.size());
    for (std::size_t entry = 0; entry < number_of.size(); ++entry)
      by_number[number_of[entry]] = std::move(foreign.communities[entry]);
    set_communities(draft, by_number);
  }
  return draft;
}

}  // namespace

Draft read_file(const NetworkParams& params) {
  const auto path = path_of(params.file);
  DataProblems problems(shown_path(path));
  Draft draft;
  try {
    draft = read_ties(params, path, problems);
  } catch (const std::length_error& too_many) {
    problems.add(too_many.what());
    problems.raise_if_any();
  }

  const bool wanted =
      params.communities == CommunitySource::automatic || params.communities == CommunitySource::file;
  if (!wanted) {
    draft.community.clear();
    draft.community_names.clear();
  } else if (!params.communities_file.empty()) {
    const auto communities_path = path_of(params.communities_file);
    DataProblems community_problems(shown_path(communities_path));
    read_community_file(communities_path, draft, community_problems);
    community_problems.raise_if_any();
  }
  return draft;
}

std::vector<std::uint32_t> connected_components(const Draft& draft) {
  std::vector<std::uint32_t> parent(draft.agents);
  std::iota(parent.begin(), parent.end(), 0u);
  const auto root = [&](std::uint32_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (const auto& tie : draft.ties) {
    const auto a = root(tie.observer), b = root(tie.observed);
    parent[std::max(a, b)] = std::min(a, b);
  }
  for (std::uint32_t i = 0; i < draft.agents; ++i) parent[i] = root(i);
  return renumbered(std::move(parent));
}

std::vector<std::uint32_t> detect_communities(const Draft& draft, std::uint64_t seed) {
  if (draft.ties.empty() || !has_igraph()) return connected_components(draft);
  return renumbered(leiden(draft, seed));
}

bool has_igraph() { return why_no_igraph().empty(); }

}  // namespace shoal::network
