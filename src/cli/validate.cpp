// `shoal validate`: every problem of every file at once.

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "config/source.hpp"
#include "experiment/survey.hpp"
#include "output/inputs.hpp"
#include "scenario/scenario.hpp"

namespace shoal::cli {
namespace {

/// Whether the file is a usable scenario or experiment; says what is wrong with it otherwise.
bool is_valid(const std::string& file, const std::vector<std::string>& overrides) {
  try {
    if (experiment::is_experiment(file)) {
      const experiment::Experiment experiment = experiment::load_experiment(file, {overrides, {}, {}});
      survey(experiment::Plan(experiment));  // every run's scenario
      print(file + ": valid\n");
      return true;
    }
    const Scenario scenario = load_scenario(file, overrides);
    if (auto missing = output::missing_inputs(scenario, file); !missing.empty())
      throw config::InvalidInput(std::move(missing));
    print(file + ": valid\n");
    return true;
  } catch (const config::InvalidInput& problems) {
    say(std::string(problems.what()) + "\n");
    return false;
  }
}

int validate(const Arguments& arguments) {
  bool all_valid = true;
  for (const std::string& file : arguments.operands) all_valid &= is_valid(file, arguments.texts("set"));
  return all_valid ? success : invalid_input;
}

constexpr Option validate_options[] = {
    {.name = "set",
     .argument = "KEY=VALUE",
     .help = "check the files with a key overridden; may be given many times",
     .repeatable = true,
     .completion = Completion::config_key},
};

}  // namespace

extern const Command validate_command;
constexpr Command validate_command{
    .name = "validate",
    .summary = "check scenario and experiment files and show every problem",
    .details =
        "Checks every FILE, and that the files it names can be read, and shows all problems of all\n"
        "files as FILE:LINE:COLUMN: KEY: what was found; what is allowed. Exits with 0 if all are valid,\n"
        "with 3 if not.",
    .operands = {.name = "FILE", .least = 1, .most = any_number, .completion = Completion::file},
    .options = validate_options,
    .run = validate,
};

}  // namespace shoal::cli
