// `shoal compare`: do two outputs say the same?

#include <fmt/format.h>

#include <algorithm>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "config/reader.hpp"
#include "experiment/compare_outputs.hpp"
#include "experiment/compare_runs.hpp"

namespace shoal::cli {
namespace {

namespace ex = experiment;
namespace fs = std::filesystem;

/// COLUMN=TEXT split at the last '=', as measures may hold one ("adopters.first>=0.5"); without '=' no
/// column.
std::pair<std::string, std::string> column_and_text(const std::string& word) {
  const std::size_t at = word.rfind('=');
  return at == word.npos ? std::pair(std::string(), word)
                         : std::pair(word.substr(0, at), word.substr(at + 1));
}

double number(std::string_view option, const std::string& word, const std::string& text, bool positive) {
  double x = 0;
  if (!config::parse_number(text, x) || x < 0 || (positive && x == 0))
    throw UsageError(fmt::format("--{} {}: '{}' found; a number {} 0 is allowed", option, word, text,
                                 positive ? ">" : ">="));
  return x;
}

std::size_t shown(const Arguments& arguments) {
  return static_cast<std::size_t>(arguments.whole_number("show", 1, 1'000'000).value_or(5));
}

ex::TableOptions table_options(const Arguments& arguments) {
  ex::TableOptions options;
  options.by_text = !arguments.has("tolerance");
  options.shown = shown(arguments);
  for (const std::string& word : arguments.texts("tolerance")) {
    const auto [column, text] = column_and_text(word);
    const std::size_t colon = text.find(':');
    ex::Tolerance t{.absolute = number("tolerance", word, text.substr(0, colon), false)};
    if (colon != text.npos) t.relative = number("tolerance", word, text.substr(colon + 1), false);
    (column.empty() ? options.otherwise : options.columns[column]) = t;
  }
  return options;
}

ex::RunsOptions runs_options(const Arguments& arguments) {
  ex::RunsOptions options;
  options.shown = shown(arguments);
  if (const auto word = arguments.text("alpha")) {
    options.alpha = number("alpha", *word, *word, true);
    if (options.alpha > 0.5) throw UsageError("--alpha " + *word + ": a number in (0, 0.5] is allowed");
  }
  for (const std::string& word : arguments.texts("margin")) {
    const auto [column, text] = column_and_text(word);
    const double margin = number("margin", word, text, true);
    if (column.empty())
      options.margin = margin;
    else
      options.margins[column] = margin;
  }
  return options;
}

/// Columns that an option names must be there.
template <class Map>
void require_columns(std::string_view option, const Map& named, const std::set<std::string>& columns) {
  for (const auto& [name, value] : named) {
    if (columns.contains(name)) continue;
    const std::string near = config::nearest(name, {columns.begin(), columns.end()});
    throw UsageError(fmt::format("--{}: no table has a column '{}'{}", option, name,
                                 near.empty() ? "" : "; did you mean '" + near + "'?"));
  }
}

fs::path runs_of(const std::string& path) {
  return fs::is_directory(path) ? fs::path(path) / "runs.csv" : fs::path(path);
}

std::vector<ex::FileComparison> compared(const Arguments& arguments) {
  const std::string &a = arguments.operands[0], &b = arguments.operands[1];
  std::set<std::string> columns;
  if (arguments.has("statistical")) {
    const ex::RunsOptions options = runs_options(arguments);
    const auto found = ex::compare_runs(runs_of(a), runs_of(b), options, columns);
    require_columns("margin", options.margins, columns);
    return {found};
  }
  const ex::TableOptions options = table_options(arguments);
  auto found = ex::compare_outputs(a, b, options, columns);
  require_columns("tolerance", options.columns, columns);
  return found;
}

int compare(const Arguments& arguments) {
  const bool statistical = arguments.has("statistical");
  if (statistical && arguments.has("tolerance"))
    throw UsageError("--statistical and --tolerance contradict each other; a margin is given by --margin");
  for (const char* option : {"margin", "alpha"})
    if (!statistical && arguments.has(option))
      throw UsageError(fmt::format("--{} is for --statistical", option));

  const auto files = compared(arguments);
  const auto different = std::ranges::count(files, false, &ex::FileComparison::equal);
  if (!arguments.has("quiet")) {
    std::string text = fmt::format("A: {}\nB: {}\n", arguments.operands[0], arguments.operands[1]);
    for (const ex::FileComparison& file : files) {
      text += file.name + ": " + file.outcome + "\n";
      for (const std::string& line : file.lines) text += "  " + line + "\n";
    }
    const std::string_view same = statistical ? "no difference\n" : "the same\n";
    text += different == 0 ? std::string(same)
                           : fmt::format("different: {} of {} {}\n", different, files.size(),
                                         files.size() == 1 ? "file" : "files");
    print(text);
  }
  return different == 0 ? success : check_failed;
}

constexpr Option compare_options[] = {
    {.name = "tolerance",
     .letter = 't',
     .argument = "[COLUMN=]ABS[:REL]",
     .help = "numbers agree where |a - b| <= ABS + REL max(|a|, |b|); may be given for many columns",
     .repeatable = true},
    {.name = "statistical",
     .letter = 's',
     .help = "compare the means of every measure over replicates (runs.csv)"},
    {.name = "margin",
     .argument = "[MEASURE=]X",
     .help = "means must be shown to differ by less than X (default: no difference may be found)",
     .repeatable = true},
    {.name = "alpha", .argument = "P", .help = "significance level of --statistical; default: 0.05"},
    {.name = "show", .argument = "N", .help = "differences shown per column; default: 5"},
    {.name = "quiet", .letter = 'q', .help = "show nothing; the exit code says it"},
};

}  // namespace

extern const Command compare_command;
constexpr Command compare_command{
    .name = "compare",
    .summary = "compare two outputs: exactly, within tolerances, or statistically",
    .details =
        "Compares two directories that `shoal run` or `shoal sweep` wrote, or two CSV files, and shows "
        "where\n"
        "they differ: file, row, column, both values. Exits with 0 if they are the same, with 1 if not.\n"
        "  exactly (default)  the bytes of all results; times, threads, build and memory do not count\n"
        "  --tolerance        cells of tables, rows matched by their keys (tick, run, replicate, ...)\n"
        "  --statistical      means over replicates of two sweeps, by t tests at every design point",
    .operands = {.name = "A B", .least = 2, .most = 2, .completion = Completion::file},
    .options = compare_options,
    .run = compare,
};

}  // namespace shoal::cli
