// `shoal schema`: what editors need to complete and check scenario files.

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "scenario/scenario.hpp"

namespace shoal::cli {
namespace {

int schema(const Arguments&) {
  print(scenario_schema());
  return success;
}

}  // namespace

extern const Command schema_command;
constexpr Command schema_command{
    .name = "schema",
    .summary = "show the JSON Schema of scenario files",
    .details =
        "Shows the JSON Schema (draft-07) of scenario files. An editor with the YAML language server uses "
        "it\n"
        "where a file starts with `# yaml-language-server: $schema=PATH`.",
    .operands = {},
    .options = {},
    .run = schema,
};

}  // namespace shoal::cli
