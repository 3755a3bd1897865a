// `shoal completions`: what a shell needs to complete commands, options and keys.

#include "cli/completions.hpp"

#include "cli/console.hpp"
#include "config/derived.hpp"
#include "scenario/scenario.hpp"

namespace shoal::cli {

std::vector<std::string> config_keys() {
  Scenario defaults;
  return config::all_keys(description(defaults));
}

namespace {

int completions(const Arguments& arguments) {
  const std::string& shell = arguments.operands.front();
  print(shell == "bash" ? bash_completions() : shell == "zsh" ? zsh_completions() : fish_completions());
  return success;
}

constexpr std::string_view shells[] = {"bash", "zsh", "fish"};

}  // namespace

extern const Command completions_command;
constexpr Command completions_command{
    .name = "completions",
    .summary = "show a completion script for bash, zsh or fish",
    .details =
        "Shows a script that teaches a shell the commands, options and scenario keys:\n"
        "  bash  source <(shoal completions bash)\n"
        "  zsh   shoal completions zsh > ~/.zfunc/_shoal     (with ~/.zfunc in fpath)\n"
        "  fish  shoal completions fish > ~/.config/fish/completions/shoal.fish",
    .operands = {.name = "SHELL", .least = 1, .most = 1, .completion = Completion::choice, .choices = shells},
    .options = {},
    .run = completions,
};

}  // namespace shoal::cli
