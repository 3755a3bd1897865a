#include "experiment/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "experiment/columns.hpp"
#include "experiment/rule.hpp"
#include "experiment/runner.hpp"
#include "experiment/sensitivity.hpp"
#include "experiment/summary.hpp"
#include "maths/sha256.hpp"
#include "output/build_info.hpp"
#include "output/csv.hpp"
#include "output/file_set.hpp"
#include "output/zstd.hpp"

namespace shoal::experiment {

using config::Json;

namespace {

RunRecord record_of(const Plan& plan, std::size_t cell, std::uint64_t replicate, const Outcome& outcome) {
  const Experiment& e = plan.experiment();
  const Cell& c = plan.cells()[cell];
  RunRecord record;
  record.run = plan.run(cell, replicate);
  record.block = e.blocks[c.block].name;
  record.arm = e.arms[c.arm];
  record.point = c.point;
  record.replicate = replicate;
  record.seed = plan.seed(cell, replicate);
  record.factors = plan.factors(cell);
  record.status = outcome.status;
  record.message = outcome.message;
  record.ticks = outcome.ticks;
  if (outcome.stopped) record.stopped = e.params.stop.text();
  record.measures = outcome.measures;
  return record;
}

void append_text(std::string& row, const std::string& text) {
  row += ',';
  output::append_text(row, text);
}

std::string row_of(const RunRecord& run) {
  std::string row = std::to_string(run.run);
  append_text(row, run.block);
  append_text(row, run.arm);
  row += fmt::format(",{},{},{}", run.point, run.replicate, run.seed);
  for (const std::string& factor : run.factors) append_text(row, factor);
  append_text(row, run.status);
  append_text(row, run.message);
  row += ',' + std::to_string(run.ticks);
  append_text(row, run.stopped);
  for (const double x : run.measures) {
    row += ',';
    output::append_number(row, x);
  }
  return row + '\n';
}

/// The files of a report, with what datapackage.json tells about them.
class Writer {
 public:
  Writer(const std::filesystem::path& directory, const Plan& plan, const Ledger& ledger)
      : plan_(plan), ledger_(ledger), files_(directory) {}

  /// `text` with the header of the columns.
  void table(const std::string& name, const std::string& help, const Columns& columns,
             const std::string& text) {
    files_.create(name).write(text);
    resources_.push_back({name, help, columns});
  }

  void runs(const Results& results) {
    const Columns columns = runs_columns(plan_.experiment());
    output::File& file = files_.create("runs.csv");
    file.write(header(columns));
    for (const RunRecord& run : results.runs) file.write(row_of(run));
    resources_.push_back({"runs.csv", "One row per run.", columns});
  }

  void series(const Results& results) {
    const Experiment& e = plan_.experiment();
    if (!e.params.series.chosen) return;
    const Columns columns = series_columns(e);
    const bool packed = e.params.series.chosen->compression == Compression::zstd;
    const std::string name = packed ? "series.csv.zst" : "series.csv";
    output::File& file = files_.create(name);
    std::optional<output::ZstdWriter> zstd;
    if (packed) zstd.emplace(file);
    const auto write = [&](const std::string& text) { packed ? zstd->write(text) : file.write(text); };
    write(header(columns));
    for (const RunRecord& run : results.runs) {
      const std::string rows = ledger_.series(*ledger_.find(run.run)), number = std::to_string(run.run) + ',';
      std::string numbered;
      for (std::size_t begin = 0; begin < rows.size();) {
        const std::size_t end = std::min(rows.find('\n', begin), rows.size() - 1) + 1;
        numbered += number;
        numbered.append(rows, begin, end - begin);
        begin = end;
      }
      write(numbered);
    }
    if (packed) zstd->finish();
    resources_.push_back({name, "Metrics over time.", columns});
  }

  void timings(const Results& results) {
    std::string rows;
    for (const RunRecord& run : results.runs)
      rows += fmt::format("{},{:.6f}\n", run.run, ledger_.find(run.run)->outcome.seconds);
    output::File& file = files_.create("timings.csv");
    file.write(header(timings_columns()));
    file.write(rows);
  }

  void text(const std::string& name, const std::string& content) { files_.create(name).write(content); }

  /// datapackage.json, and the manifest about everything but the timings.
  std::vector<std::string> finish(const Results& results) {
    const Experiment& e = plan_.experiment();
    text("datapackage.json", data_package(e, resources_));
    const auto records = files_.finish_files();
    const output::BuildInfo& build = output::build_info();
    Json m;
    m["tool"] = "shoal";
    m["version"] = build.version;
    m["experiment"] = e.params.name;
    m["shard"] = fmt::format("{}/{}", ledger_.shard().index, ledger_.shard().count);
    m["runs"] = results.runs.size();
    m["failed"] =
        std::ranges::count_if(results.runs, [](const auto& run) { return run.status != status_ok; });
    m["seeds"] = {{"root", e.params.seeds.root.value}, {"design", e.params.seeds.design_seed()}};
    const Json id = identity(e);
    m["config_sha256"] = maths::sha256(id.dump());
    m["config"] = id;
    m["outputs"] = Json::array();
    std::vector<std::string> names;
    for (const output::FileRecord& file : records) {
      names.push_back(file.name);
      if (file.name == "timings.csv") continue;
      m["outputs"].push_back({{"file", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}});
    }
    m["build"] = {{"compiler", build.compiler}, {"flags", build.flags}, {"arch", build.arch}};
    text("manifest.json", m.dump(2) + "\n");
    files_.commit();
    names.push_back("manifest.json");
    return names;
  }

 private:
  const Plan& plan_;
  const Ledger& ledger_;
  output::FileSet files_;
  std::vector<Resource> resources_;
};

}  // namespace

Results results(const Plan& plan, const Ledger& ledger) {
  Results results;
  results.factors = plan.experiment().factors;
  results.measures = plan.experiment().measure_names();
  for (std::size_t cell = 0; cell < plan.cells().size(); ++cell) {
    const std::uint64_t needed = needed_in(plan, ledger, cell).replicates;
    for (std::uint64_t r = 0; r < needed; ++r)
      if (const Done* done = ledger.find(plan.run(cell, r)))
        results.runs.push_back(record_of(plan, cell, r, done->outcome));
  }
  return results;
}

Report write_report(const std::filesystem::path& directory, const Plan& plan, const Ledger& ledger) {
  const Experiment& e = plan.experiment();
  const Results all = results(plan, ledger);
  Report report;
  Writer writer(directory, plan, ledger);
  writer.text("experiment.yaml", resolved_yaml(e));
  writer.runs(all);
  writer.series(all);
  if (ledger.shard().whole()) {
    writer.table("summary.csv", "Mean and spread of every measure at every point.", summary_columns(e),
                 header(summary_columns(e)) + summary_rows(summarise(all)));
    if (has_sensitivity(e.params.design)) {
      writer.table("sensitivity.csv", "Sobol' indices and elementary effects of every factor.",
                   sensitivity_columns(),
                   sensitivity_csv(sensitivity(e.params.design, all, e.params.seeds.design_seed())));
    }
    if (!e.params.expect.empty()) {
      report.verdicts = judge(e.params.expect, all, e.params.correction);
      writer.table("expectations.csv", "Verdicts on what the experiment expects.", expectations_columns(),
                   expectations_csv(report.verdicts));
    }
  }
  writer.timings(all);
  report.files = writer.finish(all);
  return report;
}

}  // namespace shoal::experiment
