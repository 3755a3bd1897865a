// `shoal explain`: what a key of a scenario means.

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "config/derived.hpp"
#include "scenario/scenario.hpp"

namespace shoal::cli {
namespace {

std::string explain_key(const config::Section& root, const std::string& key) {
  const std::string text = config::explain(root, key);
  if (!text.empty()) return text;
  const std::string near = config::nearest_key(root, key);
  throw UsageError("unknown key '" + key + "'" + (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

int explain(const Arguments& arguments) {
  Scenario defaults;
  const config::Section root = description(defaults);
  if (arguments.has("markdown")) {
    if (!arguments.operands.empty()) throw UsageError("--markdown takes no KEY: it describes all of them");
    print(config::reference_markdown(root));
  } else if (arguments.operands.empty()) {
    print(config::key_tree(root));
  } else {
    print(explain_key(root, arguments.operands.front()));
  }
  return success;
}

constexpr Option explain_options[] = {
    {.name = "markdown", .help = "all keys as Markdown: docs/reference.md is made this way"},
};

}  // namespace

extern const Command explain_command;
constexpr Command explain_command{
    .name = "explain",
    .summary = "explain a key of a scenario, or list all keys",
    .details =
        "Explains KEY (\"learning.observation.retention\"): meaning, type, range, unit, default, equation "
        "and\n"
        "source. Without KEY lists all keys with types and defaults.",
    .operands = {.name = "KEY", .least = 0, .most = 1, .completion = Completion::config_key},
    .options = explain_options,
    .run = explain,
};

}  // namespace shoal::cli
