// What is paid once: networks, whole runs, the start of the tool.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "bench/running.hpp"
#include "bench/suites.hpp"
#include "network/build.hpp"

namespace shoal::bench {

Table networks(const Settings& settings) {
  Table table("network", "building the network, and how many ticks of the reference scenario that is");
  for (const AgentIndex agents : settings.sizes)
    for (const Structure structure : {Structure::uniform, Structure::community}) {
      const auto world = make_world("reference", agents, structure);
      Running running(*world, 1);
      std::vector<Contestant> contest = {
          {"build", [&] { network::build(world->scenario.network, agents, world->scenario.network_seed()); }},
          {"tick", [&] { running.step(); }}};
      Effort effort = settings.effort;
      effort.warm_up = 0;
      effort.rounds = std::min(effort.rounds, 3);
      compete(contest, effort);
      const double build = contest[0].median();
      table.add({{"agents", agents},
                 {"ties", name_of(structure)},
                 {"seconds", rounded(build)},
                 {"ns_per_stored_tie", rounded(build / static_cast<double>(world->network.ties()) * 1e9)},
                 {"ticks", rounded(build / contest[1].median())}});
    }
  return table;
}

Table sweeps(const Settings& settings) {
  Table table("sweep", "whole runs of 1,000 agents and 100 ticks in this process, one thread");
  for (const char* name : {"herding", "reference"}) {
    const auto world = make_world(name, 1000, Structure::community);
    std::vector<Contestant> contest = {
        {"a network of its own for every run",
         [&] {
           const World own(world->scenario);
           Running run(own, 1, Stepping::plain);  // as a sweep steps it
           for (int tick = 0; tick < 100; ++tick) run.step();
         }},
        {"replicates on one network",
         [&] {
           Running run(*world, 1, Stepping::plain);
           for (int tick = 0; tick < 100; ++tick) run.step();
         }},
    };
    compete(contest, settings.effort);
    for (const Contestant& c : contest)
      table.add({{"scenario", name}, {"runs", c.name}, {"runs_per_s", rounded(1 / c.median())}});
  }
  return table;
}

namespace {

/// Runs this tool with one word and waits for it. @throws std::system_error
void run_self(const char* word) {
  const std::string self = std::filesystem::read_symlink("/proc/self/exe");
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  std::string name = "shoal", argument = word;
  char* const arguments[] = {name.data(), argument.data(), nullptr};
  pid_t child = 0;
  const int failed = posix_spawn(&child, self.c_str(), &quiet, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&quiet);
  if (failed) throw std::system_error(failed, std::generic_category(), self);
  int status = 0;
  waitpid(child, &status, 0);
}

}  // namespace

Table startup(const Settings& settings) {
  std::vector<Contestant> contest = {{"shoal --version", [] { run_self("--version"); }, false},
                                     {"shoal schema", [] { run_self("schema"); }, false}};
  compete(contest, settings.effort);
  Table table("startup", "from the start of the process to its end");
  for (const Contestant& c : contest) table.add({{"command", c.name}, {"ms", rounded(c.median() * 1e3)}});
  return table;
}

}  // namespace shoal::bench
