#include "output/manifest.hpp"

#include <sys/resource.h>

#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>

#include "maths/sha256.hpp"
#include "network/build.hpp"
#include "output/build_info.hpp"
#include "output/inputs.hpp"

namespace shoal::output {
namespace {

using config::Json;

Json seeds(const Scenario& s) {
  return {{"root", s.seed.value},
          {"network", s.network_seed()},
          {"population", s.population_seed()},
          {"dynamics", s.dynamics_seed()}};
}

Json network_summary(const Network& n, std::size_t ties) {
  return {{"agents", n.agents},
          {"ties", ties},
          {"directed", n.directed},
          {"communities", n.communities()},
          {"sha256", network::fingerprint(n)},
          {"notes", n.notes}};
}

Json inputs(const Scenario& scenario) {
  Json list = Json::array();
  for (const auto& [key, file] : input_files(scenario)) {
    list.push_back({{"key", key}, {"file", file.written}, {"bytes", nullptr}, {"sha256", nullptr}});
    if (!std::filesystem::is_regular_file(file.resolved)) continue;  // what came through a pipe is gone
    const FileRecord record = fingerprint_file(file.resolved);
    list.back()["bytes"] = record.bytes;
    list.back()["sha256"] = record.sha256;
  }
  return list;
}

Json file_list(const std::vector<FileRecord>& files) {
  Json list = Json::array();
  for (const FileRecord& f : files)
    list.push_back({{"file", f.name}, {"bytes", f.bytes}, {"sha256", f.sha256}});
  return list;
}

Json phase_times(const std::vector<PhaseTime>& phases) {
  Json times = Json::object();
  for (const PhaseTime& p : phases) times[p.phase] = p.seconds;
  return times;
}

}  // namespace

std::string manifest(const Scenario& scenario, const Network& network, const RunRecord& run,
                     const std::vector<FileRecord>& outputs) {
  const BuildInfo& build = build_info();
  const Json resolved = resolved_json(scenario, config::Form::identity);
  Json m;
  m["tool"] = "shoal";
  m["version"] = build.version;
  m["scenario"] = scenario.name;
  m["status"] = run.complete ? "complete" : "interrupted";
  m["ticks"] = run.ticks;
  m["seeds"] = seeds(scenario);
  m["network"] = network_summary(network, run.ties);
  m["inputs"] = inputs(scenario);
  m["config_sha256"] = maths::sha256(resolved.dump());
  m["presets"] = scenario.use.names;
  m["config"] = resolved;
  m["outputs"] = file_list(outputs);
  m["build"] = {{"compiler", build.compiler}, {"flags", build.flags}, {"arch", build.arch}};
  m["threads"] = run.threads;
  m["started"] = run.started;
  m["seconds"] = run.seconds;
  m["phase_seconds"] = phase_times(run.phases);
  m["peak_memory_bytes"] = peak_memory_bytes();
  return m.dump(2) + "\n";
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

std::uint64_t peak_memory_bytes() {
  // VmHWM, because ru_maxrss also remembers the program that this process was before exec.
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    std::uint64_t kibibytes = 0;
    if (word == "VmHWM:" && status >> kibibytes) return kibibytes * 1024;
  }
  rusage usage{};
  if (::getrusage(RUSAGE_SELF, &usage) != 0) return 0;
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

}  // namespace shoal::output
