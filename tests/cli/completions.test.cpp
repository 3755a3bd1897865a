#include <unistd.h>

#include <catch2/catch.hpp>
#include <iostream>

#include "cli/process.support.hpp"
#include "output/temporary.support.hpp"

using Catch::Matchers::Contains;

namespace {

/// What bash would offer for the last of `words`.
std::string bash_offers(const std::vector<std::string>& words) {
  const TemporaryDirectory work;
  std::string script = run_shoal({"completions", "bash"}).out + "compopt() { :; }\nCOMP_WORDS=(";
  for (const std::string& word : words) script += " '" + word + "'";
  script += ")\nCOMP_CWORD=" + std::to_string(words.size() - 1) + "\n_shoal\necho \"${COMPREPLY[*]}\"\n";
  write_text(work.path() / "script", script);
  const Outcome outcome =
      run_program("/bin/bash", {(work.path() / "script").string()}, {.directory = work.path()});
  CHECK(outcome.err.empty());
  return outcome.out.substr(0, outcome.out.find('\n'));
}

void check_script(const std::string& shell, const std::string& program) {
  const Outcome script = run_shoal({"completions", shell});
  CHECK(script.code == 0);
  for (const char* word : {"run", "validate", "threads", "learning.observation.retention"})
    CHECK_THAT(script.out, Contains(word));
  if (::access(program.c_str(), X_OK) != 0) {
    std::cout << "SKIPPED: no " << shell << " on this machine\n";
    return;
  }
  const TemporaryDirectory work;
  write_text(work.path() / "script", script.out);
  const Outcome check = run_program(program, {"-n", (work.path() / "script").string()});
  CHECK(check.err.empty());
  CHECK(check.code == 0);
}

}  // namespace

TEST_CASE("bash accepts its completion script", "[cli]") { check_script("bash", "/bin/bash"); }
TEST_CASE("zsh accepts its completion script", "[cli]") { check_script("zsh", "/usr/bin/zsh"); }
TEST_CASE("fish accepts its completion script", "[cli]") { check_script("fish", "/usr/bin/fish"); }

TEST_CASE("bash completes commands, options, keys and choices", "[cli]") {
  CHECK(bash_offers({"shoal", "ru"}) == "run");
  CHECK(bash_offers({"shoal", "run", "--thr"}) == "--threads");
  CHECK(bash_offers({"shoal", "compare", "a", "b", "--st"}) == "--statistical");
  CHECK(bash_offers({"shoal", "run", "a.yaml", "--set", "time.ti"}) == "time.ticks=");
  CHECK(bash_offers({"shoal", "explain", "learning.observation.ret"}) == "learning.observation.retention");
  CHECK(bash_offers({"shoal", "completions", ""}) == "bash zsh fish");
  CHECK(bash_offers({"shoal", "help", "val"}) == "validate");
  CHECK(bash_offers({"shoal", "run", "a.yaml", "--seed", "x"}).empty());
}
