// `shoal bench`: how fast this build is on this machine.

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "bench/suites.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "output/build_info.hpp"
#include "output/file.hpp"

namespace shoal::cli {
namespace {

constexpr std::string_view suite_names[] = {"limits", "herding", "reference", "phases",   "products",
                                            "buyers", "network", "sweep",     "lockstep", "startup"};

bench::Settings settings_of(const Arguments& arguments) {
  bench::Settings settings;
  settings.sizes = {100'000, 1'000'000};
  if (arguments.has("large")) settings.sizes.push_back(10'000'000);
  if (arguments.has("quick")) {
    settings.effort = {.rounds = 3, .least = 0.002, .warm_up = 1};
    settings.sizes = {10'000};
  }
  if (const auto agents = arguments.whole_number("agents", 1'000, 100'000'000))
    settings.sizes = {static_cast<AgentIndex>(*agents)};
  const unsigned processors = std::max(1u, std::thread::hardware_concurrency());
  settings.threads =
      static_cast<unsigned>(arguments.whole_number("threads", 1, 4096).value_or(std::min(processors, 2u)));
  if (const auto rounds = arguments.whole_number("rounds", 1, 10'000))
    settings.effort.rounds = static_cast<int>(*rounds);
  return settings;
}

int run_benches(const Arguments& arguments) {
  const bench::Settings settings = settings_of(arguments);
  nlohmann::ordered_json all = {{"version", output::build_info().version},
                                {"compiler", output::build_info().compiler},
                                {"processors", std::thread::hardware_concurrency()},
                                {"tables", nlohmann::ordered_json::array()}};
  for (const bench::Suite& suite : bench::suites()) {
    const auto& asked = arguments.operands;
    if (!asked.empty() && std::ranges::find(asked, suite.name) == asked.end()) continue;
    const bench::Table table = suite.run(settings);
    print(table.text());
    all["tables"].push_back(table.json());
  }
  if (const auto file = arguments.text("json")) {
    output::File out(*file, true);
    out.write(all.dump(2) + "\n");
    out.finish();
  }
  return success;
}

constexpr Option bench_options[] = {
    {.name = "quick", .help = "10,000 agents and few rounds: whether it works, not how fast it is"},
    {.name = "large", .help = "10 million agents too (about 4 GB)"},
    {.name = "agents", .argument = "N", .help = "of so many agents instead of 100,000 and 1,000,000"},
    {.name = "threads", .argument = "N", .help = "to compare with one; default: 2, or as many as there are"},
    {.name = "rounds",
     .argument = "N",
     .help = "turns of each contestant, of which the median counts; default: 9"},
    {.name = "json",
     .argument = "FILE",
     .help = "write all figures to FILE too",
     .completion = Completion::file},
};

}  // namespace

extern const Command bench_command;
constexpr Command bench_command{
    .name = "bench",
    .summary = "measure how fast this build is on this machine",
    .details =
        "Measures the limits of this machine, ticks of the herding and the reference scenario against them,\n"
        "the phases of a tick, products, few buyers, networks, sweeps and start-up; all, or those named.\n"
        "Contestants take turns and medians count, so that ratios hold on a busy machine; seconds do not.\n"
        "docs/performance.md says what the figures mean.",
    .operands = {.name = "NAME",
                 .most = any_number,
                 .completion = Completion::choice,
                 .choices = suite_names},
    .options = bench_options,
    .run = run_benches,
};

}  // namespace shoal::cli
