#include <fmt/format.h>

#include "cli/completions.hpp"

namespace shoal::cli {
namespace {

std::string joined(const auto& words) { return fmt::format("{}", fmt::join(words, " ")); }

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const Command* c : commands()) names.emplace_back(c->name);
  return names;
}

/// The statement that fills COMPREPLY for one kind of argument.
std::string reply(Completion kind, std::span<const std::string_view> choices, bool assignment) {
  switch (kind) {
    case Completion::file: return "COMPREPLY=($(compgen -f -- \"$word\"))";
    case Completion::directory: return "COMPREPLY=($(compgen -d -- \"$word\"))";
    case Completion::config_key:
      return assignment ? "compopt -o nospace; COMPREPLY=($(compgen -S = -W \"$_shoal_keys\" -- \"$word\"))"
                        : "COMPREPLY=($(compgen -W \"$_shoal_keys\" -- \"$word\"))";
    case Completion::command: return "COMPREPLY=($(compgen -W \"$_shoal_commands\" -- \"$word\"))";
    case Completion::choice:
      return fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$word\"))", joined(choices));
    case Completion::none: break;
  }
  return ":";
}

/// Cases of one command: an option's value after the option, else options or operands.
std::string command_case(const Command& c) {
  std::string values;
  std::vector<std::string> options{"--help"};
  for (const Option& o : c.options) {
    options.push_back(fmt::format("--{}", o.name));
    if (o.argument.empty()) continue;
    const std::string letter = o.letter ? fmt::format("|-{}", o.letter) : "";
    values += fmt::format("        --{}{}) {}; return ;;\n", o.name, letter, reply(o.completion, {}, true));
  }
  return fmt::format(
      "    {})\n"
      "      case \"$before\" in\n{}"
      "      esac\n"
      "      if [[ $word == -* ]]; then COMPREPLY=($(compgen -W '{}' -- \"$word\"))\n"
      "      else {}; fi ;;\n",
      c.name, values.empty() ? "        *) ;;\n" : values, joined(options),
      reply(c.operands.completion, c.operands.choices, false));
}

}  // namespace

std::string bash_completions() {
  std::string cases;
  for (const Command* c : commands()) cases += command_case(*c);
  return fmt::format(
      "# bash completion for shoal; made by `shoal completions bash`.\n"
      "_shoal_commands='{}'\n"
      "_shoal_keys='{}'\n"
      "_shoal() {{\n"
      "  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}}\n"
      "  COMPREPLY=()\n"
      "  if ((COMP_CWORD == 1)); then\n"
      "    COMPREPLY=($(compgen -W \"$_shoal_commands --help --version\" -- \"$word\")); return\n"
      "  fi\n"
      "  case \"${{COMP_WORDS[1]}}\" in\n"
      "{}"
      "  esac\n"
      "}}\n"
      "complete -o filenames -F _shoal shoal\n",
      joined(command_names()), joined(config_keys()), cases);
}

}  // namespace shoal::cli
