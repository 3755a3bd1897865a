#pragma once
// The commands of the tool. A command is one constant in one file; its parsing, its help and its shell
// completions all follow from that constant. commands.cpp lists them in the order of the help.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace shoal::cli {

/// Exit codes, as the README promises them.
enum Exit : int {
  success = 0,
  check_failed = 1,   ///< a check said no
  bad_usage = 2,      ///< the command line
  invalid_input = 3,  ///< configuration or input data
  run_failed = 4,     ///< input and output, memory, machine
  interrupted = 130   ///< SIGINT or SIGTERM
};

/// The command line cannot be understood; the tool exits with 2 and names `shoal COMMAND --help`.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What a shell may complete an argument with.
enum class Completion { none, file, directory, config_key, command, choice };

struct Option {
  std::string_view name;           ///< long name without dashes: "out"
  char letter = 0;                 ///< one-letter form: 'v'; 0: none
  std::string_view argument = {};  ///< "DIR"; empty: a flag
  std::string_view help;
  bool repeatable = false;  ///< --set a=1 --set b=2
  Completion completion = Completion::none;
};

/// What a command takes besides options: `least` to `most` words.
struct Operands {
  std::string_view name = {};  ///< "FILE"
  std::size_t least = 0, most = 0;
  Completion completion = Completion::none;
  std::span<const std::string_view> choices = {};  ///< with Completion::choice: nothing else is allowed
};
inline constexpr std::size_t any_number = static_cast<std::size_t>(-1);

/// The parsed words of one command.
class Arguments {
 public:
  std::vector<std::string> operands;
  std::map<std::string, std::vector<std::string>, std::less<>> options;  ///< by long name; flags: {""}

  bool has(std::string_view option) const { return options.contains(option); }
  std::optional<std::string> text(std::string_view option) const;
  const std::vector<std::string>& texts(std::string_view option) const;
  /// A whole number in [lowest, highest]. @throws UsageError
  std::optional<std::uint64_t> whole_number(std::string_view option, std::uint64_t lowest,
                                            std::uint64_t highest) const;
};

struct Command {
  std::string_view name;
  std::string_view summary;  ///< one line, for the list of commands
  std::string_view details;  ///< for `shoal COMMAND --help`
  Operands operands;
  std::span<const Option> options;
  int (*run)(const Arguments&);  ///< returns an Exit
};

/// All commands, in the order of the help.
std::span<const Command* const> commands();
/// By name. @throws UsageError with a suggestion
const Command& find_command(std::string_view name);

/// Reads the words after the command's name. @throws UsageError
Arguments parse(const Command& command, const std::vector<std::string>& words);

/// "shoal run FILE [options]", the details and the options, as `shoal COMMAND --help` shows them.
std::string help_text(const Command& command);
/// The list of commands, as `shoal --help` shows it.
std::string overview();

/// A command line that can run: what to do and with what.
struct Call {
  const Command* command = nullptr;
  Arguments arguments;
};
/// From argv without the tool's name. `--help` and `--version` are calls of `help` and `version`.
/// @throws UsageError
Call parse_command_line(const std::vector<std::string>& words);

}  // namespace shoal::cli
