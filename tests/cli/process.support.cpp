#include "cli/process.support.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

#include "output/temporary.support.hpp"
#include "paths.support.hpp"

namespace {

void redirect(const std::filesystem::path& file, int stream, int flags) {
  const int opened = ::open(file.c_str(), flags, 0600);
  if (opened < 0 || ::dup2(opened, stream) < 0) ::_exit(99);
  ::close(opened);
}

}  // namespace

Outcome run_program(const std::string& program, const std::vector<std::string>& words,
                    const Setting& setting) {
  const TemporaryDirectory streams;
  std::vector<char*> argv{const_cast<char*>(program.c_str())};
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);

  // Made here, so that they are there even where a signal ends the child at once.
  write_text(streams.path() / "out", "");
  write_text(streams.path() / "err", "");
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) {
    redirect("/dev/null", STDIN_FILENO, O_RDONLY);
    redirect(streams.path() / "out", STDOUT_FILENO, O_WRONLY | O_CREAT);
    redirect(streams.path() / "err", STDERR_FILENO, O_WRONLY | O_CREAT);
    if (!setting.directory.empty() && ::chdir(setting.directory.c_str()) != 0) ::_exit(99);
    for (const auto& [name, value] : setting.environment) ::setenv(name.c_str(), value.c_str(), 1);
    // A suite that runs in the background of a script would hand it down ignored.
    ::signal(SIGINT, SIG_DFL);
    if (setting.before_exec) setting.before_exec();
    ::execv(program.c_str(), argv.data());
    ::_exit(99);
  }
  if (setting.meanwhile) setting.meanwhile(child);
  int status = 0;
  if (::waitpid(child, &status, 0) != child) throw std::runtime_error("cannot wait");
  Outcome outcome;
  outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  outcome.out = read_text(streams.path() / "out");
  outcome.err = read_text(streams.path() / "err");
  return outcome;
}

Outcome run_shoal(const std::vector<std::string>& words, const Setting& setting) {
  return run_program(paths::tool, words, setting);
}

const std::string small_scenario = R"(name: small
seed: 7
time: {ticks: 40}
network: {generator: planted_partition, planted_partition: {communities: 8, mean_degree: 8, mixing: 0.1}}
population:
  agents: 3000
  segments:
    - {name: impulsive, share: 0.3, traits: {impulsivity: {beta: [5, 2]}, self_control: {beta: [2, 5]}}}
    - {name: rational, share: 0.7}
  seed_adopters: {share: 0.02}
market:
  products:
    - {name: gadget, price: 5, quality: 0.7}
    - {name: "tea, green", price: 3, quality: 0.6}
decision:
  planned: {need: 0.05}
output: {products: true}
)";

const std::string long_scenario = R"(name: long
time: {ticks: 100000000}
network: {generator: ring_lattice}
population: {agents: 2000}
)";
