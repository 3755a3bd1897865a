// `shoal presets`: the rows of defaults that a scenario can use.

#include "scenario/presets.hpp"

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "config/reader.hpp"

namespace shoal::cli {
namespace {

std::string list() {
  std::string text;
  std::string_view group;
  for (const Preset& preset : preset_table()) {
    if (preset.group != group) text += fmt::format("{}{}\n", group.empty() ? "" : "\n", preset.group);
    group = preset.group;
    text += fmt::format("  {:<12} {}\n", preset.name, preset.sentence);
  }
  return text + "\nIn a scenario: use: [NAME, ...]. Keys that the scenario sets itself stay as they are.\n";
}

std::string one(const std::string& name) {
  const Preset* preset = find_preset(name);
  if (!preset) {
    std::vector<std::string> names;
    for (const Preset& p : preset_table()) names.emplace_back(p.name);
    const std::string near = config::nearest(name, names);
    throw UsageError("unknown preset '" + name + "'" +
                     (near.empty() ? "; see `shoal presets`" : "; did you mean '" + near + "'?"));
  }
  // As a scenario's own row, to be copied and changed.
  std::string text =
      fmt::format("# {} ({}; {})\n{}:\n", preset->sentence, preset->group, preset->source, name);
  std::size_t width = 0;
  for (const PresetSetting& s : preset->settings) width = std::max(width, s.key.size() + s.value.size());
  for (const PresetSetting& s : preset->settings)
    text += fmt::format("  {}: {}{:<{}}  # {}\n", s.key, s.value, "", width - s.key.size() - s.value.size(),
                        s.reason);
  return text;
}

std::string markdown() {
  std::string text =
      "# Presets\n\n"
      "Made by `shoal presets --markdown`; do not edit.\n\n"
      "A preset is a named row of keys and values. `use: [brand, group_buy]` in a scenario lays the rows "
      "under it: a\n"
      "value stands where the scenario, what it includes and `--set` set nothing, and a later row wins over "
      "an earlier\n"
      "one. `config.resolved.yaml` holds the values, not the names; `manifest.json` lists the names.\n\n"
      "Rows of your own, also in a file that scenarios include; one of the name of ours replaces it:\n\n"
      "```yaml\n"
      "presets:\n"
      "  book_club:\n"
      "    learning.observation.attention: 0.4\n"
      "    community: {warmth: 0.6, belonging: 0.8}\n"
      "use: [knowledge, book_club]\n"
      "```\n\n"
      "A list or a distribution is taken as a whole, a group of keys key by key. `shoal presets NAME` prints "
      "a "
      "row in\n"
      "this form. T1 to T4 are the source texts and C.. the claims that the project was created from.\n";
  std::string_view group;
  for (const Preset& preset : preset_table()) {
    if (preset.group != group) text += fmt::format("\n## Presets by {}\n", preset.group);
    group = preset.group;
    text += fmt::format("\n### {}\n\n{} ({})\n\n| key | value | because |\n| --- | --- | --- |\n",
                        preset.name, preset.sentence, preset.source);
    for (const PresetSetting& s : preset.settings)
      text += fmt::format("| `{}` | `{}` | {} |\n", s.key, s.value, s.reason);
  }
  return text;
}

int presets(const Arguments& arguments) {
  if (arguments.has("markdown")) {
    if (!arguments.operands.empty()) throw UsageError("--markdown takes no NAME: it describes all presets");
    print(markdown());
  } else {
    print(arguments.operands.empty() ? list() : one(arguments.operands.front()));
  }
  return success;
}

constexpr Option presets_options[] = {
    {.name = "markdown", .help = "all presets as Markdown: docs/presets.md is made this way"},
};

}  // namespace

extern const Command presets_command;
constexpr Command presets_command{
    .name = "presets",
    .summary = "list presets, or show the keys and values of one",
    .details =
        "Lists the presets that `use` in a scenario can name: five types of community, four of community\n"
        "commerce, and search commerce as the control. With NAME shows its keys and values as YAML.",
    .operands = {.name = "NAME", .least = 0, .most = 1},
    .options = presets_options,
    .run = presets,
};

}  // namespace shoal::cli
