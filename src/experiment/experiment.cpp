#include "experiment/experiment.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "config/assign.hpp"
#include "config/derived.hpp"
#include "config/literal.hpp"
#include "config/reader.hpp"
#include "experiment/columns.hpp"
#include "experiment/unit_columns.hpp"
#include "maths/sha256.hpp"
#include "output/file.hpp"
#include "output/inputs.hpp"
#include "random/philox.hpp"
#include "scenario/measurable.hpp"
#include "scenario/source.hpp"

namespace shoal::experiment {

using config::Json;
using config::Node;
namespace fs = std::filesystem;

std::uint64_t SeedPlan::design_seed() const {
  constexpr std::uint32_t part = 0xFFFFFFFF;  // replicates are parts from 0
  return design ? design->value : random::derive_seed(root.value, part);
}

void describe(config::Section& s, SeedPlan& p) {
  s.field("root", p.root, "Seed of the experiment; the seeds of all runs are derived from it.")
      .field("scheme", p.scheme,
             "common: a replicate has the same seed in all arms and points, so that differences are theirs; "
             "independent: every run has a seed of its own.")
      .field("design", p.design, "Seed of random designs; null: derived from root.");
}

void describe(config::Section& s, ExperimentParams& p) {
  s.field("name", p.name, "Name of the experiment; empty: the file's name.")
      .field("description", p.description, "What it is to find out.")
      .field("scenario", p.scenario, "The base scenario: a file, or its keys.")
      .field("set", p.set, "Keys of the scenario that hold in all runs.")
      .field("arms", p.arms, "Named treatments: keys of the scenario that hold in the runs of an arm.")
      .field("design", p.design, "Blocks of factors and their values, run one after another.")
      .field("replicates", p.replicates, "Runs of every point of every arm: a number, or a rule.")
      .field("quick", p.quick, "Replicates in `shoal verify --quick`, where there are more.")
      .section("seeds", p.seeds, "Seeds.")
      .field("measure", p.measure, "Numbers that a run is reduced to: metrics and what to take of them.")
      .field("series", p.series, "Rows of series.csv, the metrics over time.")
      .field("stop", p.stop, "A condition on the metrics of a tick that ends a run.")
      .field("timeout", p.timeout, "Wall time after which a run is given up (status timeout).")
      .field("expect", p.expect, "What the results are expected to show; `shoal verify` judges.")
      .field("correction", p.correction, "How the p values of several expectations are adjusted.")
      .field("not_reproduced", p.not_reproduced,
             "Why what is expected does not come out, where it honestly does not: `shoal verify` then judges "
             "and "
             "does not fail; it fails if all of it holds.")
      .field("calibrate", p.calibrate,
             "In the place of a design: what `shoal calibrate` fits, and to what (docs/calibration.md).");
}

config::Section description(ExperimentParams& params) {
  config::Section root("A Shoal experiment: a scenario, what is varied, measured and expected.");
  describe(root, params);
  return root;
}

std::vector<std::string> Experiment::measure_names() const {
  std::vector<std::string> names;
  for (const Measure& m : measures) names.push_back(m.name());
  return names;
}

namespace {

/// Builds an Experiment from the tree of its file and gathers every problem on the way.
class Loader {
 public:
  Loader(std::string file, fs::path directory) {
    e_.file = std::move(file);
    e_.directory = std::move(directory);
  }

  Experiment load(Node root, const Additions& additions, config::Problems problems) {
    problems_ = std::move(problems);
    config::Section section = description(e_.params);
    config::Reader reader(problems_);
    reader.read(section, root);
    if (problems_.empty()) check_keys(reader);
    if (problems_.empty()) read_base(additions, reader);
    if (problems_.empty()) expand_blocks(reader);
    if (problems_.empty()) check_names(reader);
    if (!problems_.empty()) throw config::InvalidInput(std::move(problems_));
    e_.source = std::move(root);
    return std::move(e_);
  }

 private:
  void check_keys(config::Reader& reader) {
    const ExperimentParams& p = e_.params;
    if (p.scenario.file.empty() && p.scenario.keys.kind != Node::Kind::map)
      reader.problem_at("scenario", "is missing; name the scenario file that the experiment is about");
    for (std::size_t i = 0; i < p.design.size(); ++i)
      check(p.design[i], "design." + std::to_string(i), reader);
    const auto own = [&](const Assignments& set, const std::string& path) {
      for (const auto& item : set.items)
        if (item.key == "seed")
          problems_.push_back({item.value.origin, path + ".seed",
                               "the seeds of runs come from seeds.root; set that instead"});
    };
    if (p.calibrate) check_calibration(reader);
    if (!p.not_reproduced.empty() && p.expect.empty())
      reader.problem_at("not_reproduced",
                        "says that expectations do not come out, but there is no `expect:`");
    own(p.set, "set");
    for (const Arm& arm : p.arms.items) own(arm.set, "arms." + arm.name);
  }

  /// What a calibration brings of its own, or cannot use.
  void check_calibration(config::Reader& reader) {
    const ExperimentParams& p = e_.params;
    const auto refuse = [&](bool there, const char* key, const char* why) {
      if (there) reader.problem_at(key, std::string("has no place beside calibrate: ") + why);
    };
    refuse(!p.design.empty(), "design", "calibrate.factors says what varies");
    refuse(!p.arms.items.empty(), "arms", "write a file for each");
    refuse(!p.expect.empty(), "expect", "expectations are of experiments with a design");
    refuse(!p.measure.metrics.empty(), "measure", "calibrate.target says what is measured");
    refuse(p.series.chosen.has_value(), "series", "it keeps statistics of runs only");
    refuse(p.replicates.until.has_value(), "replicates", "must be a number");
    refuse(p.seeds.scheme != SeedScheme::common, "seeds.scheme", "candidates have common random numbers");
    for (const auto& [key, prior] : p.calibrate->factors)
      if (key == "seed")
        reader.problem_at("calibrate.factors.seed",
                          "seed cannot be a factor; use replicates, and seeds.root");
  }

  void read_base(const Additions& additions, config::Reader&) {
    ExperimentParams& p = e_.params;
    std::optional<std::int64_t> replicates = additions.replicates;
    if (!replicates && additions.quick) replicates = std::min(p.quick.value, p.replicates.at_most.value);
    if (replicates) {
      p.replicates.at_most = *replicates;
      if (!p.replicates.until) p.replicates.at_least = p.replicates.at_most;
      if (p.replicates.at_least > p.replicates.at_most) p.replicates.at_least = p.replicates.at_most;
    }
    std::string name = e_.file;
    if (p.scenario.keys.kind == Node::Kind::map) {
      e_.base = p.scenario.keys;
    } else {
      // The file as seen from where the user is, if it is the same from there.
      const fs::path seen = (fs::path(e_.file).parent_path() / p.scenario.file.written).lexically_normal();
      const fs::path& whole = p.scenario.file.resolved;
      name = (fs::absolute(seen).lexically_normal() == whole ? seen : whole).string();
      e_.base = config::read_source(name, problems_);
      for (config::Problem& problem : problems_)
        if (problem.path.empty() && problem.where.line == 0) problem.path = "scenario";
    }
    apply(p.set, e_.base, problems_);
    for (const std::string& assignment : additions.set)
      config::apply_override(e_.base, assignment, problems_);
    if (!problems_.empty()) return;
    try {
      e_.scenario = read_scenario(e_.base);
      problems_ = output::missing_inputs(e_.scenario, name);
    } catch (const config::InvalidInput& invalid) {
      problems_ = invalid.problems();
    }
    if (p.name.empty()) p.name = fs::path(e_.file).stem().string();
    for (const Arm& arm : p.arms.items) e_.arms.push_back(arm.name);
    if (e_.arms.empty()) e_.arms.emplace_back();
  }

  void expand_blocks(config::Reader& reader) {
    const auto& design = e_.params.design;
    for (std::size_t i = 0; i < design.size(); ++i) {
      DesignTable table = expand(design[i], e_.params.seeds.design_seed(), i);
      const std::string path = "design." + std::to_string(i);
      if (table.points.empty()) reader.problem_at(path, "has no points");
      for (const DesignTable& earlier : e_.blocks)
        if (earlier.name == table.name)
          reader.problem_at(path, "'" + table.name + "' is the name of an earlier block; names must differ");
      for (const std::string& factor : table.factors) {
        if (factor == "seed")
          reader.problem_at(path, "seed cannot be a factor; use replicates, and seeds.root");
        if (std::ranges::find(e_.factors, factor) == e_.factors.end()) e_.factors.push_back(factor);
      }
      e_.blocks.push_back(std::move(table));
    }
    if (design.empty()) e_.blocks.push_back({"0", {}, {{}}});
  }

  /// A rule's measure that `measure` does not list is measured all the same.
  void take_rule_measure(const std::vector<std::string>& metrics) {
    ExperimentParams& p = e_.params;
    if (!p.replicates.until || p.measure.metrics.empty()) return;
    const std::string& name = p.replicates.until->measure;
    const std::size_t dot = name.find('.');
    const std::string metric = name.substr(0, dot);
    Reduction reduction;
    std::string why;
    if (dot == name.npos || std::ranges::find(metrics, metric) == metrics.end() ||
        !parse_reduction(name.substr(dot + 1), reduction, why))
      return;  // said where the rule is checked
    auto& items = p.measure.metrics.items;
    auto at = std::ranges::find(items, metric, [](const auto& item) { return item.first; });
    if (at == items.end()) at = items.insert(at, {metric, {}});
    if (std::ranges::find(at->second.list, reduction) == at->second.list.end())
      at->second.list.push_back(reduction);
  }

  void check_names(config::Reader& reader) {
    const ExperimentParams& p = e_.params;
    const auto catalogue = measurable(e_.scenario);
    const auto known = [&](const std::string& name) {
      return std::ranges::any_of(catalogue, [&](const auto& m) { return m.name == name; });
    };
    const auto hint = [&](const std::string& name) {
      std::vector<std::string> names;
      for (const auto& m : catalogue) names.push_back(m.name);
      const std::string near = config::nearest(name, names);
      return "there is no metric '" + name + "'; `shoal metrics` lists them" +
             (near.empty() ? "" : "; did you mean '" + near + "'?");
    };
    const auto selected = selected_metrics(e_.scenario);

    std::vector<std::string> all;
    for (const auto& metric : catalogue) all.push_back(metric.name);
    take_rule_measure(all);
    check(p.measure, "measure", all, static_cast<std::uint64_t>(e_.scenario.time.ticks.value), reader);
    if (p.calibrate)
      e_.target = read_target(*p.calibrate, "calibrate", all,
                              static_cast<std::uint64_t>(e_.scenario.time.ticks.value), reader);
    e_.measures = measures(p.measure);
    for (const Measure& measure : e_.measures)
      if (const std::string why = unit_problem(measure, e_.scenario); !why.empty())
        reader.problem_at("measure." + measure.metric(), why);
    if (e_.measures.empty())
      for (const auto& metric : selected) e_.measures.push_back(Measure(metric.name, {}));
    for (const std::string& name : p.stop.names())
      if (name != "tick" && !known(name)) reader.problem_at("stop", hint(name));
    if (p.series.chosen) {
      e_.series_metrics = p.series.chosen->metrics;
      for (const std::string& name : e_.series_metrics)
        if (!known(name)) reader.problem_at("series.metrics", hint(name));
      if (e_.series_metrics.empty())
        for (const auto& metric : selected) e_.series_metrics.push_back(metric.name);
    }
    const auto names = e_.measure_names();
    if (p.replicates.until && std::ranges::find(names, p.replicates.until->measure) == names.end())
      reader.problem_at("replicates", "there is no measure '" + p.replicates.until->measure +
                                          "'; METRIC.REDUCTION is allowed, such as " +
                                          (names.empty() ? "adopters.final" : names.front()));
    std::vector<std::string> blocks;
    for (const DesignTable& block : e_.blocks) blocks.push_back(block.name);
    Names expectable{e_.arms, names, e_.factors, blocks};
    for (const DesignTable& table : e_.blocks)
      for (const DesignPoint& point : table.points)
        for (std::size_t i = 0; i < table.factors.size(); ++i)
          expectable.values[table.factors[i]].insert(point.values[i]);
    check(p.expect, "expect", expectable, reader);
  }

  Experiment e_;
  config::Problems problems_;
};

constexpr std::string_view experiment_keys[] = {"scenario",   "set",     "arms",     "design",
                                                "replicates", "measure", "series",   "expect",
                                                "stop",       "timeout", "calibrate"};

/// KEY=a,b,c or KEY=from:to:step as an entry of a factorial block.
std::string factor_text(const std::string& vary) {
  const std::size_t equals = vary.find('=');
  const std::string key = Json(vary.substr(0, equals)).dump();
  const std::string values = equals == vary.npos ? "" : vary.substr(equals + 1);
  const std::size_t first = values.find(':'), second = values.find(':', first + 1);
  double number = 0;
  if (first != values.npos && second != values.npos && config::parse_number(values.substr(0, first), number))
    return key + ": {from: " + values.substr(0, first) +
           ", to: " + values.substr(first + 1, second - first - 1) + ", step: " + values.substr(second + 1) +
           "}";
  return key + ": [" + values + "]";
}

/// The base scenario in one piece, its input files by their whole path.
Node self_contained(const Experiment& e) {
  Node base = e.base;
  config::Problems none;
  for (const auto& [key, file] : output::input_files(e.scenario)) {
    Node path = Node::of(Node::Kind::scalar, {});
    path.scalar = file.resolved.string();
    path.quoted = true;
    config::assign(base, key, path, none);
  }
  return base;
}

}  // namespace

bool is_experiment(const fs::path& file) {
  config::Problems problems;
  const Node root = config::read_source(file, problems);
  return std::ranges::any_of(root.members, [](const Node::Member& member) {
    return std::ranges::find(experiment_keys, member.key) != std::end(experiment_keys);
  });
}

Experiment load_experiment(const fs::path& file, const Additions& additions) {
  config::Problems problems;
  Node root = config::read_source(file, problems);
  const fs::path directory =
      additions.directory.empty() ? fs::absolute(file).parent_path() : additions.directory;
  return Loader(file.string(), directory).load(std::move(root), additions, std::move(problems));
}

Experiment parse_experiment(std::string_view text, const std::string& name, const fs::path& directory,
                            const Additions& additions) {
  config::Problems problems;
  Node root = config::parse_source(text, name, directory, problems);
  return Loader(name, directory).load(std::move(root), additions, std::move(problems));
}

Experiment vary_scenario(const fs::path& file, const Additions& additions) {
  std::string text =
      "name: " + Json(file.stem().string()).dump() + "\nscenario: " + Json(file.string()).dump() + "\n";
  std::string factors;
  for (const std::string& vary : additions.vary) factors += (factors.empty() ? "" : ", ") + factor_text(vary);
  if (!factors.empty()) text += "design:\n  - factorial: {" + factors + "}\n";
  return parse_experiment(text, "--vary", fs::current_path(), additions);
}

std::string resolved_yaml(const Experiment& experiment) {
  ExperimentParams params = experiment.params;
  Json all{{"name", params.name}, {"scenario", config::json_of(self_contained(experiment))}};
  for (const Node::Member& member : experiment.source.members)
    if (!all.contains(member.key) && member.key != "set") all[member.key] = config::json_of(member.value);
  all["replicates"] = bind(params.replicates)->get(config::Form::rerun);
  for (std::size_t b = 0; b < params.design.size(); ++b)
    if (params.design[b].table) all["design"][b]["table"] = params.design[b].table->file.resolved.string();
  if (params.calibrate)
    for (std::size_t i = 0; i < params.calibrate->target.size(); ++i)
      if (const config::FilePath& file = params.calibrate->target[i].file; !file.empty())
        all["calibrate"]["target"][i]["file"] = file.resolved.string();
  return config::to_yaml(all);
}

Json identity(const Experiment& experiment) {
  ExperimentParams params = experiment.params;
  Json all = config::values(description(params), config::Form::identity);
  if (all["calibrate"].is_null()) all.erase("calibrate");
  for (const char* free : {"name", "description", "scenario", "set", "replicates", "quick", "expect",
                           "correction", "not_reproduced"})
    all.erase(free);
  all["scenario"] = resolved_json(experiment.scenario, config::Form::identity);
  for (const char* free : {"name", "description"}) all["scenario"].erase(free);
  all["points"] = Json::object();
  for (const DesignTable& block : experiment.blocks) {
    std::string text;
    for (const DesignPoint& point : block.points)
      for (const std::string& value : point.values) text += value + '\n';
    all["points"][block.name] = {{"count", block.points.size()}, {"sha256", maths::sha256(text)}};
  }
  // Files count by what they hold, not by where they lie.
  for (Json& block : all["design"])
    if (block.contains("table") && !block["table"].is_null()) block["table"] = "";
  for (const auto& [key, file] : output::input_files(experiment.scenario)) {
    const std::string pointer = "/scenario/" + [](std::string path) {
      std::ranges::replace(path, '.', '/');
      return path;
    }(key);
    all[Json::json_pointer(pointer)] = output::fingerprint_file(file.resolved).sha256;
  }
  return all;
}

std::string experiment_schema() {
  ExperimentParams params;
  Json schema = config::schema(description(params));
  Json root;
  root["$schema"] = "http://json-schema.org/draft-07/schema#";
  root["$id"] = "experiment.schema.json";
  root["title"] = "Shoal experiment";
  for (auto& [key, value] : schema.items())
    if (!root.contains(key)) root[key] = value;
  return root.dump(2) + "\n";
}

}  // namespace shoal::experiment
