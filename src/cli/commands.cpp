#include "cli/command.hpp"
#include "config/reader.hpp"

namespace shoal::cli {

// One line per command; the order is that of the help.
// clang-format off
extern const Command
    run_command,
    sweep_command,
    verify_command,
    summarise_command,
    replay_command,
    merge_command,
    compare_command,
    calibrate_command,
    validate_command,
    network_command,
    explain_command,
    metrics_command,
    presets_command,
    schema_command,
    fit_command,
    bench_command,
    completions_command,
    help_command,
    version_command;

std::span<const Command* const> commands() {
  static constexpr const Command* table[] = {
      &run_command,
      &sweep_command,
      &verify_command,
      &summarise_command,
      &replay_command,
      &merge_command,
      &compare_command,
      &calibrate_command,
      &validate_command,
      &network_command,
      &explain_command,
      &metrics_command,
      &presets_command,
      &schema_command,
      &fit_command,
      &bench_command,
      &completions_command,
      &help_command,
      &version_command,
  };
  return table;
}
// clang-format on

const Command& find_command(std::string_view name) {
  std::vector<std::string> names;
  for (const Command* c : commands()) {
    if (c->name == name) return *c;
    names.emplace_back(c->name);
  }
  const std::string near = config::nearest(name, names);
  throw UsageError("unknown command '" + std::string(name) + "'" +
                   (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

Call parse_command_line(const std::vector<std::string>& words) {
  if (words.empty()) throw UsageError("no command given");
  const std::string& first = words.front();
  const std::vector<std::string> rest(words.begin() + 1, words.end());
  if (first == "--version" || first == "-V") return {&version_command, parse(version_command, rest)};
  if (first == "--help" || first == "-h") return {&help_command, parse(help_command, rest)};
  if (first.starts_with('-')) throw UsageError("option " + first + " stands before the command");

  const Command& command = find_command(first);
  for (const std::string& word : rest) {
    if (word == "--") break;
    if (word == "--help" || word == "-h") return {&help_command, {{std::string(command.name)}, {}}};
  }
  return {&command, parse(command, rest)};
}

}  // namespace shoal::cli
