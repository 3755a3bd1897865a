// `shoal schema`: what editors need to complete and check scenario files.

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "experiment/experiment.hpp"
#include "scenario/scenario.hpp"

namespace shoal::cli {
namespace {

int schema(const Arguments& arguments) {
  print(arguments.has("experiment") ? experiment::experiment_schema() : scenario_schema());
  return success;
}

constexpr Option schema_options[] = {
    {.name = "experiment", .help = "of experiment files instead"},
};

}  // namespace

extern const Command schema_command;
constexpr Command schema_command{
    .name = "schema",
    .summary = "show the JSON Schema of scenario or experiment files",
    .details =
        "Shows the JSON Schema (draft-07) of scenario files, or with --experiment of experiment files. An\n"
        "editor with the YAML language server uses it where a file starts with\n"
        "`# yaml-language-server: $schema=PATH`.",
    .operands = {},
    .options = schema_options,
    .run = schema,
};

}  // namespace shoal::cli
