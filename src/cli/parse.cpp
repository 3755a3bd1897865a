// The one file that knows Boost.Program_options. It only splits words into options and operands;
// abbreviations are off, numbers stay text, and words that nobody declared are refused here.

#include <algorithm>
#include <boost/program_options.hpp>

#include "cli/command.hpp"
#include "config/reader.hpp"

namespace shoal::cli {
namespace {

namespace po = boost::program_options;

po::options_description describe(const Command& command) {
  po::options_description description;
  for (const Option& o : command.options) {
    std::string names(o.name);
    if (o.letter) names += std::string(",") + o.letter;
    if (o.argument.empty())
      description.add_options()(names.c_str(), "");
    else
      description.add_options()(names.c_str(), po::value<std::string>(), "");
  }
  return description;
}

po::parsed_options split(const Command& command, const std::vector<std::string>& words) {
  using namespace po::command_line_style;
  const auto description = describe(command);
  try {
    return po::command_line_parser(words)
        .options(description)
        .style(allow_long | long_allow_adjacent | long_allow_next | allow_short | allow_dash_for_short |
               short_allow_adjacent | short_allow_next | allow_sticky)
        .allow_unregistered()
        .run();
  } catch (const po::invalid_command_line_syntax& e) {
    const std::string option = e.get_option_name();
    if (e.kind() == po::invalid_syntax::extra_parameter) throw UsageError(option + " takes no value");
    throw UsageError(option + " needs a value");
  } catch (const po::error& e) {
    throw UsageError(e.what());
  }
}

[[noreturn]] void refuse_unknown(const Command& command, const std::string& token) {
  const std::string word = token.substr(0, token.find('='));
  std::vector<std::string> names;
  for (const Option& o : command.options) names.push_back("--" + std::string(o.name));
  const std::string near = word.starts_with("--") ? config::nearest(word, names) : "";
  throw UsageError("unknown option " + word + (near.empty() ? "" : "; did you mean " + near + "?"));
}

void check_operands(const Operands& allowed, const std::vector<std::string>& given) {
  if (given.size() < allowed.least) throw UsageError("missing " + std::string(allowed.name));
  if (given.size() > allowed.most) throw UsageError("unexpected '" + given[allowed.most] + "'");
  if (allowed.completion != Completion::choice) return;
  for (const std::string& word : given) {
    if (std::ranges::find(allowed.choices, word) == allowed.choices.end())
      throw UsageError("unknown " + std::string(allowed.name) + " '" + word + "'; " +
                       config::any_of(allowed.choices) + " is allowed");
  }
}

}  // namespace

Arguments parse(const Command& command, const std::vector<std::string>& words) {
  Arguments arguments;
  for (const auto& found : split(command, words).options) {
    if (found.position_key >= 0) {
      arguments.operands.push_back(found.value.front());
      continue;
    }
    if (found.unregistered) refuse_unknown(command, found.original_tokens.front());
    const auto option = std::ranges::find_if(command.options, [&](const Option& o) {
      return o.name == found.string_key || std::string{'-', o.letter} == found.string_key;
    });
    if (option == command.options.end()) refuse_unknown(command, found.original_tokens.front());
    auto& values = arguments.options[std::string(option->name)];
    if (!values.empty() && !option->repeatable && !option->argument.empty())
      throw UsageError("--" + std::string(option->name) + " is given twice");
    values.push_back(found.value.empty() ? "" : found.value.front());
  }
  check_operands(command.operands, arguments.operands);
  return arguments;
}

}  // namespace shoal::cli
