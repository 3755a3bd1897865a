#include <catch2/catch.hpp>

#include "cli/process.support.hpp"
#include "output/temporary.support.hpp"

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

const std::string hint = "\n`shoal --help` shows the commands, `shoal COMMAND --help` their options\n";

void check_refused(const std::vector<std::string>& words, const std::string& message) {
  const Outcome outcome = run_shoal(words);
  CHECK(outcome.code == 2);
  CHECK(outcome.err == "shoal: " + message + hint);
  CHECK(outcome.out.empty());
}

}  // namespace

TEST_CASE("a command line that cannot be understood exits with 2 and says why", "[cli]") {
  check_refused({}, "no command given");
  check_refused({"rnu"}, "unknown command 'rnu'; did you mean 'run'?");
  check_refused({"zzzzzz"}, "unknown command 'zzzzzz'");
  check_refused({"--force", "run"}, "option --force stands before the command");
  check_refused({"run"}, "missing FILE");
  check_refused({"run", "a.yaml", "b.yaml"}, "unexpected 'b.yaml'");
  check_refused({"run", "a.yaml", "--ouy", "x"}, "unknown option --ouy; did you mean --out?");
  check_refused({"run", "a.yaml", "--ouy=x"}, "unknown option --ouy; did you mean --out?");
  check_refused({"run", "a.yaml", "-x"}, "unknown option -x");
  check_refused({"run", "a.yaml", "--out"}, "--out needs a value");
  check_refused({"run", "a.yaml", "--force=yes"}, "--force takes no value");
  check_refused({"run", "a.yaml", "--out", "a", "--out", "b"}, "--out is given twice");
  check_refused({"run", "a.yaml", "--quiet", "-v"}, "--quiet and --verbose contradict each other");
  check_refused({"run", "a.yaml", "--set", "seed"}, "--set seed: KEY=VALUE is allowed");
  check_refused({"schema", "x"}, "unexpected 'x'");
  check_refused({"metrics", "--json", "--markdown"}, "--json and --markdown contradict each other");
  check_refused({"completions", "tcsh"}, "unknown SHELL 'tcsh'; bash, zsh or fish is allowed");
  check_refused({"completions"}, "missing SHELL");
  check_refused({"help", "rnu"}, "unknown command 'rnu'; did you mean 'run'?");
}

TEST_CASE("abbreviated options are refused", "[cli]") {
  check_refused({"run", "a.yaml", "--thread", "2"}, "unknown option --thread; did you mean --threads?");
}

TEST_CASE("numbers on the command line are strict", "[cli]") {
  for (const std::string word : {"-1", "1e3", "2.0", "0x10", "", "two", "99999999999999999999", " 2"}) {
    INFO("'" << word << "'");
    const Outcome outcome = run_shoal({"run", "a.yaml", "--seed=" + word});
    CHECK(outcome.code == 2);
    CHECK_THAT(outcome.err, StartsWith("shoal: --seed"));
  }
  check_refused({"run", "a.yaml", "--seed=-1"}, "--seed: '-1' found; a whole number in [0, 2^64) is allowed");
}

TEST_CASE("help is data: it goes to standard output with exit code 0", "[cli]") {
  const Outcome overview = run_shoal({"--help"});
  CHECK(overview.code == 0);
  CHECK(overview.err.empty());
  for (const char* command : {"run", "validate", "network", "explain", "metrics", "schema", "completions"})
    CHECK_THAT(overview.out, Contains("\n  " + std::string(command) + " "));
  CHECK(run_shoal({"help"}).out == overview.out);
  CHECK(run_shoal({"-h"}).out == overview.out);

  const Outcome run = run_shoal({"run", "--help"});
  CHECK(run.code == 0);
  CHECK_THAT(run.out, StartsWith("usage: shoal run FILE [OPTION...]\n"));
  CHECK_THAT(run.out, Contains("  -o, --out DIR"));
  CHECK(run_shoal({"help", "run"}).out == run.out);
  CHECK(run_shoal({"run", "--nonsense", "-h"}).out == run.out);
}

TEST_CASE("every command of the overview has a help of its own", "[cli]") {
  const std::string overview = run_shoal({"--help"}).out;
  int commands = 0;
  for (std::size_t line = overview.find("\n  "); line != std::string::npos;
       line = overview.find("\n  ", line + 1)) {
    const std::size_t start = line + 3;
    const std::string name = overview.substr(start, overview.find(' ', start) - start);
    INFO(name);
    const Outcome help = run_shoal({name, "--help"});
    CHECK(help.code == 0);
    CHECK_THAT(help.out, StartsWith("usage: shoal " + name));
    ++commands;
  }
  CHECK(commands >= 9);
}

TEST_CASE("the version names the compiler and the instruction set", "[cli]") {
  const Outcome version = run_shoal({"--version"});
  CHECK(version.code == 0);
  CHECK_THAT(version.out, StartsWith("shoal ") && Contains(" ("));
  CHECK(run_shoal({"version"}).out == version.out);
}

TEST_CASE("words after -- are operands", "[cli]") {
  const Outcome outcome = run_shoal({"validate", "--", "--help"});
  CHECK(outcome.code == 3);
  CHECK_THAT(outcome.err, Contains("--help"));
}
