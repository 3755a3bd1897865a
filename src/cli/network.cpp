// `shoal network`: what a network is like, and its conversion to an edge list.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/guard_rail.hpp"
#include "cli/network_report.hpp"
#include "config/reader.hpp"
#include "network/build.hpp"
#include "network/import.hpp"
#include "output/network_files.hpp"
#include "scenario/scenario.hpp"

namespace shoal::cli {
namespace {

constexpr std::string_view only_for_files[] = {"directed", "communities", "format", "self-loops",
                                               "duplicates"};

bool is_scenario(const std::filesystem::path& file) {
  return file.extension() == ".yaml" || file.extension() == ".yml";
}

config::FilePath file_path(const std::string& written) {
  return {written, std::filesystem::absolute(written).lexically_normal()};
}

/// The value of an option that must be one of the names of an enum; `otherwise` where it is not given.
template <class E>
E choice(const Arguments& arguments, std::string_view option, E otherwise) {
  const auto word = arguments.text(option);
  if (!word) return otherwise;
  const auto& names = config::EnumNames<E>::names;
  const auto found = std::ranges::find(names, std::string_view(*word));
  if (found == names.end())
    throw UsageError(fmt::format("--{} {}: {} is allowed", option, *word, config::any_of(names)));
  return static_cast<E>(found - names.begin());
}

NetworkParams file_params(const Arguments& arguments) {
  if (arguments.has("set"))
    throw UsageError("--set is for scenarios (.yaml); this is a network file: see the other options");
  NetworkParams params;
  params.file = file_path(arguments.operands.front());
  params.directed = arguments.has("directed");
  params.format = choice(arguments, "format", params.format);
  params.self_loops = choice(arguments, "self-loops", params.self_loops);
  params.duplicates = choice(arguments, "duplicates", params.duplicates);
  if (const auto file = arguments.text("communities")) params.communities_file = file_path(*file);
  return params;
}

Scenario scenario_of(const Arguments& arguments) {
  for (const auto option : only_for_files)
    if (arguments.has(option))
      throw UsageError(fmt::format(
          "--{} is for network files; a scenario says that itself, and --set overrides it", option));
  auto overrides = arguments.texts("set");
  constexpr auto any = std::numeric_limits<std::uint64_t>::max();
  if (const auto seed = arguments.whole_number("seed", 0, any))
    overrides.push_back(fmt::format("seed={}", *seed));
  return load_scenario(arguments.operands.front(), overrides);
}

/// Where the communities of a network come from, in words.
std::string origin_of(const NetworkParams& params, const Network& network) {
  if (network.communities_detected)
    return network::has_igraph() && network.ties() > 0 ? "found by Leiden's algorithm"
                                                       : "that are connected components";
  if (params.communities == CommunitySource::none) return "asked for";
  if (params.file.empty()) return "of the generator";
  return "from " + (params.communities_file.empty() ? params.file.written : params.communities_file.written);
}

int describe_network(const Arguments& arguments) {
  const std::string& file = arguments.operands.front();
  if (arguments.has("force") && !arguments.has("write") && !is_scenario(file))
    throw UsageError("--force is for --write OUT");
  NetworkParams params;
  AgentIndex agents = 0;
  std::uint64_t seed = 1;
  if (is_scenario(file)) {
    const Scenario scenario = scenario_of(arguments);
    params = scenario.network;
    agents = static_cast<AgentIndex>(scenario.population.agents);
    seed = scenario.network_seed();
  } else {
    params = file_params(arguments);
    seed = arguments.whole_number("seed", 0, std::numeric_limits<std::uint64_t>::max()).value_or(seed);
  }
  if (!arguments.has("force")) require_memory(params, agents, file);

  const Network network = network::build(params, agents, seed);
  for (const auto& note : network.notes) say("note: " + note + "\n");
  const auto statistics = network::statistics(network);
  const auto origin = origin_of(params, network);
  if (const auto out = arguments.text("write")) {
    const auto title = "Written by shoal network from " + std::filesystem::path(file).filename().string();
    for (const auto& path : output::write_network(network, *out, title, arguments.has("force")))
      say("wrote " + path.string() + "\n");
  }
  if (arguments.has("json"))
    print(network_json(network, statistics, file, origin).dump(2) + "\n");
  else
    print(network_text(network, statistics, file, origin));
  return success;
}

constexpr Option network_options[] = {
    {.name = "directed",
     .help = "an edge list's row `u v` says that u observes v, not that both observe each other"},
    {.name = "communities",
     .argument = "FILE",
     .help = "rows `agent community`; default: the network file's own, else detected",
     .completion = Completion::file},
    {.name = "format", .argument = "F", .help = "auto, edge_list, graphml, gml or pajek; default: auto"},
    {.name = "self-loops", .argument = "P", .help = "error, drop or keep; default: error"},
    {.name = "duplicates", .argument = "P", .help = "error or merge; default: merge"},
    {.name = "seed",
     .argument = "N",
     .help = "of the detection of communities, or of a scenario; default: 1, or the scenario's"},
    {.name = "set",
     .argument = "KEY=VALUE",
     .help = "override a key of a scenario; may be given many times",
     .repeatable = true,
     .completion = Completion::config_key},
    {.name = "write",
     .letter = 'w',
     .argument = "OUT",
     .help = "write the ties as an edge list (.gz: compressed) and the communities beside it",
     .completion = Completion::file},
    {.name = "force",
     .letter = 'f',
     .help = "replace files that --write would write; build even if memory may not suffice"},
    {.name = "json", .help = "as JSON"},
};

}  // namespace

extern const Command network_command;
constexpr Command network_command{
    .name = "network",
    .summary = "describe a network, or convert it to an edge list",
    .details =
        "Reads a network from FILE (edge list, GraphML, GML, Pajek; compressed or not), or builds that of a\n"
        "scenario (.yaml), and shows agents, ties, components, degrees, clustering, assortativity, "
        "reciprocity,\n"
        "communities and their modularity. Without a community file, communities are detected.\n"
        "--write OUT.txt writes the ties to OUT.txt and the communities to OUT.communities.txt.",
    .operands = {.name = "FILE", .least = 1, .most = 1, .completion = Completion::file},
    .options = network_options,
    .run = describe_network,
};

}  // namespace shoal::cli
