#include <fmt/format.h>

#include "cli/completions.hpp"

namespace shoal::cli {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

/// What completes one kind of argument; files only where files are meant.
std::string action(Completion kind, std::span<const std::string_view> choices, bool assignment) {
  switch (kind) {
    case Completion::file: return " -F";
    case Completion::directory: return " -x -a '(__fish_complete_directories)'";
    case Completion::config_key: return assignment ? " -x -a '$_shoal_keys='" : " -x -a '$_shoal_keys'";
    case Completion::command: return " -x -a '$_shoal_commands'";
    case Completion::choice: return fmt::format(" -x -a '{}'", fmt::join(choices, " "));
    case Completion::none: break;
  }
  return " -x";
}

std::string command_lines(const Command& c) {
  const std::string head = fmt::format("complete -c shoal -n '__fish_seen_subcommand_from {}'", c.name);
  std::string lines;
  if (!c.operands.name.empty())
    lines += head + action(c.operands.completion, c.operands.choices, false) + "\n";
  for (const Option& o : c.options) {
    lines += fmt::format("{} -l {}", head, o.name);
    if (o.letter) lines += fmt::format(" -s {}", o.letter);
    if (!o.argument.empty()) lines += " -r" + action(o.completion, {}, true);
    lines += " -d " + quoted(o.help) + "\n";
  }
  return lines;
}

}  // namespace

std::string fish_completions() {
  std::string names, lines;
  for (const Command* c : commands()) {
    names += fmt::format(" {}", c->name);
    lines +=
        fmt::format("complete -c shoal -n __fish_use_subcommand -a {} -d {}\n", c->name, quoted(c->summary));
  }
  for (const Command* c : commands()) lines += command_lines(*c);
  return fmt::format(
      "# fish completion for shoal; made by `shoal completions fish`.\n"
      "set -g _shoal_commands{}\n"
      "set -g _shoal_keys {}\n"
      "complete -c shoal -f\n"
      "complete -c shoal -l help -s h -d 'show help'\n"
      "{}",
      names, fmt::join(config_keys(), " "), lines);
}

}  // namespace shoal::cli
