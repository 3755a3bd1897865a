#include "network/community_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "network/agent_ids.hpp"
#include "network/rows.hpp"
#include "network/text_lines.hpp"

namespace shoal::network {

namespace {

constexpr std::array<std::string_view, 8> header_agents = {"agent", "node",   "id",   "label",
                                                           "name",  "vertex", "user", "member"};
constexpr std::array<std::string_view, 10> header_communities = {
    "community", "group", "club", "block", "module", "cluster", "membership", "segment", "class", "faction"};

bool is_one_of(std::string_view text, auto& names) {
  return std::ranges::any_of(names, [&](std::string_view name) {
    return std::ranges::equal(text, name,
                              [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
  });
}

/// The number of an agent from its name.
class AgentNumbers {
 public:
  explicit AgentNumbers(const Draft& draft) : agents_(draft.agents) {
    number_of_.reserve(draft.labels.size());
    for (AgentIndex i = 0; i < draft.labels.size(); ++i) number_of_.emplace(draft.labels[i], i);
  }
  AgentIndex find(std::string_view name) const {
    if (number_of_.empty()) {
      std::uint64_t number = 0;
      return parse_whole(name, number) && number < agents_ ? static_cast<AgentIndex>(number) : AgentIds::none;
    }
    const auto known = number_of_.find(name);
    return known == number_of_.end() ? AgentIds::none : known->second;
  }

 private:
  AgentIndex agents_;
  std::unordered_map<std::string_view, AgentIndex> number_of_;
};

std::string name_of_agent(const Draft& draft, AgentIndex i) {
  return draft.labels.empty() ? std::to_string(i) : draft.labels[i];
}

void number_communities(Draft& draft, const AgentIds& ids) {
  auto numbering = ids.numbering();
  for (auto& community : draft.community) community = numbering.number_of[community];
  draft.community_names = std::move(numbering.labels);
}

}  // namespace

void set_communities(Draft& draft, const std::vector<std::string>& names) {
  AgentIds ids;
  draft.community.clear();
  for (const auto& name : names) draft.community.push_back(ids.entry(name));
  number_communities(draft, ids);
}

void read_community_file(const std::filesystem::path& file, Draft& draft, DataProblems& problems) {
  const AgentNumbers agents(draft);
  AgentIds communities;
  std::vector<std::uint64_t> line_of(draft.agents, 0);
  draft.community.assign(draft.agents, 0);

  TextLines lines(file, problems);
  Rows rows(problems);
  bool first = true;
  std::string_view line;
  while (lines.next(line)) {
    if (Rows::is_blank(line) || Rows::comment(line).data()) continue;
    const auto& fields = rows.split(line, lines.number());
    if (fields.empty()) continue;
    const auto problem = [&](std::size_t field, std::string message) {
      problems.add(lines.number(), column_of(line, fields[field].offset), std::move(message));
    };
    if (fields.size() != 2) {
      problem(std::min<std::size_t>(fields.size(), 3) - 1,
              fmt::format("{} {}; a row has 2 (agent community)", fields.size(),
                          fields.size() == 1 ? "field" : "fields"));
      continue;
    }
    const auto agent = agents.find(fields[0].text);
    const bool header = std::exchange(first, false) && agent == AgentIds::none &&
                        is_one_of(fields[0].text, header_agents) &&
                        is_one_of(fields[1].text, header_communities);
    if (header) continue;
    if (agent == AgentIds::none) {
      problem(0, fmt::format("agent '{}' is not in the network", fields[0].text));
    } else if (line_of[agent]) {
      problem(0, fmt::format("agent '{}' again, first in line {}; an agent has one community", fields[0].text,
                             line_of[agent]));
    } else {
      line_of[agent] = lines.number();
      draft.community[agent] = communities.entry(fields[1].text);
    }
  }
  if (lines.failed()) return;
  if (lines.number() == 0)
    return problems.add("the file is empty; one row per agent is expected: agent community");
  for (AgentIndex i = 0; i < draft.agents; ++i)
    if (!line_of[i])
      problems.add(fmt::format("agent '{}' of the network has no row", name_of_agent(draft, i)));
  if (problems.empty()) number_communities(draft, communities);
}

void write_community_file(const Draft& draft, std::string_view title,
                          const std::function<void(std::string_view)>& write) {
  std::string text = fmt::format("# {}\n# A row: agent, community.\n", title);
  for (AgentIndex i = 0; i < draft.agents; ++i) {
    const auto community = draft.community.empty() ? 0 : draft.community[i];
    text += quoted_if_needed(name_of_agent(draft, i)) + '\t' +
            (draft.community_names.empty() ? std::to_string(community)
                                           : quoted_if_needed(draft.community_names[community])) +
            '\n';
    if (text.size() > (1u << 16)) {
      write(text);
      text.clear();
    }
  }
  write(text);
}

}  // namespace shoal::network
