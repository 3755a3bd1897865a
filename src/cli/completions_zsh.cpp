#include <fmt/format.h>

#include "cli/completions.hpp"

namespace shoal::cli {
namespace {

/// Text inside '...' in an argument specification: quotes, brackets and colons have a meaning there.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
      continue;
    }
    if (c == '[' || c == ']' || c == ':') out += '\\';
    out += c;
  }
  return out;
}

std::string action(Completion kind, std::span<const std::string_view> choices, bool assignment) {
  switch (kind) {
    case Completion::file: return "_files";
    case Completion::directory: return "_files -/";
    case Completion::config_key: return assignment ? "_shoal_assignments" : "_shoal_keys";
    case Completion::command: return "_shoal_commands";
    case Completion::choice: return fmt::format("({})", fmt::join(choices, " "));
    case Completion::none: break;
  }
  return " ";
}

std::string option_spec(const Option& o) {
  const std::string many = o.repeatable ? "*" : "";
  const std::string value =
      o.argument.empty() ? "" : fmt::format(":{}:{}", escaped(o.argument), action(o.completion, {}, true));
  std::string spec = fmt::format(" \\\n        '{}--{}[{}]{}'", many, o.name, escaped(o.help), value);
  if (o.letter) spec += fmt::format(" \\\n        '{}-{}[{}]{}'", many, o.letter, escaped(o.help), value);
  return spec;
}

std::string command_case(const Command& c) {
  std::string specs;
  for (const Option& o : c.options) specs += option_spec(o);
  if (!c.operands.name.empty())
    specs += fmt::format(" \\\n        '{}:{}:{}'", c.operands.most > 1 ? "*" : "1", escaped(c.operands.name),
                         action(c.operands.completion, c.operands.choices, false));
  return fmt::format("    {})\n      _arguments '--help[show help]'{} ;;\n", c.name, specs);
}

}  // namespace

std::string zsh_completions() {
  std::string names, cases;
  for (const Command* c : commands()) {
    names += fmt::format("    '{}:{}'\n", c->name, escaped(c->summary));
    cases += command_case(*c);
  }
  return fmt::format(
      "#compdef shoal\n"
      "# zsh completion for shoal; made by `shoal completions zsh`.\n"
      "_shoal_commands() {{\n"
      "  local -a commands=(\n{}  )\n"
      "  _describe -t commands command commands\n"
      "}}\n"
      "_shoal_key_list=({})\n"
      "_shoal_keys() {{ compadd -a _shoal_key_list }}\n"
      "_shoal_assignments() {{ compadd -S = -a _shoal_key_list }}\n"
      "_shoal() {{\n"
      "  if (( CURRENT == 2 )); then _shoal_commands; return; fi\n"
      "  local command=$words[2]\n"
      "  shift words; (( CURRENT-- ))\n"
      "  case $command in\n"
      "{}"
      "  esac\n"
      "}}\n"
      "if [ \"$funcstack[1]\" = _shoal ]; then _shoal \"$@\"; else compdef _shoal shoal; fi\n",
      names, fmt::join(config_keys(), " "), cases);
}

}  // namespace shoal::cli
