// `shoal help`, `shoal COMMAND --help`, `shoal version`: texts that follow from the table of commands.

#include <algorithm>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "output/build_info.hpp"

namespace shoal::cli {
namespace {

std::string padded_to(std::string text, std::size_t width) {
  text.resize(std::max(text.size() + 2, width), ' ');
  return text;
}

std::string usage(const Command& c) {
  std::string line = "shoal " + std::string(c.name);
  if (!c.operands.name.empty()) {
    const std::string word = std::string(c.operands.name) +
                             (c.operands.most > std::max<std::size_t>(c.operands.least, 1) ? "..." : "");
    line += c.operands.least > 0 ? " " + word : " [" + word + "]";
  }
  return line + (c.options.empty() ? "" : " [OPTION...]");
}

std::string left_side(const Option& o) {
  std::string text = o.letter ? std::string("  -") + o.letter + ", --" : "      --";
  text += o.name;
  return o.argument.empty() ? text : text + " " + std::string(o.argument);
}

int run_help(const Arguments& arguments) {
  print(arguments.operands.empty() ? overview() : help_text(find_command(arguments.operands.front())));
  return success;
}

int run_version(const Arguments&) {
  const output::BuildInfo& build = output::build_info();
  print("shoal " + build.version + " (" + build.compiler + ", " + build.arch + ")\n");
  return success;
}

}  // namespace

std::string help_text(const Command& command) {
  std::string text = "usage: " + usage(command) + "\n\n" + std::string(command.details) + "\n";
  if (!command.options.empty()) text += "\noptions:\n";
  std::size_t width = 0;
  for (const Option& o : command.options) width = std::max(width, left_side(o).size() + 2);
  for (const Option& o : command.options) text += padded_to(left_side(o), width) + std::string(o.help) + "\n";
  return text;
}

std::string overview() {
  std::string text =
      "shoal simulates consumers who learn what to buy from their peers and from their own purchases.\n\n"
      "usage: shoal COMMAND [ARGUMENT...]\n\ncommands:\n";
  std::size_t width = 0;
  for (const Command* c : commands()) width = std::max(width, c->name.size() + 4);
  for (const Command* c : commands())
    text += padded_to("  " + std::string(c->name), width) + std::string(c->summary) + "\n";
  return text +
         "\n`shoal COMMAND --help` shows a command's options.\n"
         "exit codes: 0 success, 1 a check said no, 2 command line, 3 invalid configuration or input,\n"
         "4 run failed (files, memory), 130 interrupted\n";
}

extern const Command help_command, version_command;
constexpr Command help_command{
    .name = "help",
    .summary = "show the commands, or one command's options",
    .details = "Shows the list of commands, or what COMMAND takes.",
    .operands = {.name = "COMMAND", .least = 0, .most = 1, .completion = Completion::command},
    .options = {},
    .run = run_help,
};
constexpr Command version_command{
    .name = "version",
    .summary = "show the version and how it was built",
    .details = "Shows the version, the compiler and the instruction set that the tool was built for.",
    .operands = {},
    .options = {},
    .run = run_version,
};

}  // namespace shoal::cli
