#include "experiment/ledger.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "config/echo.hpp"
#include "output/build_info.hpp"
#include "output/csv.hpp"
#include "output/failure.hpp"
#include "output/file_set.hpp"

namespace shoal::experiment {

using config::Json;
namespace fs = std::filesystem;
using output::Failure;

namespace {

constexpr int journal_version = 1;

std::string numbers_text(const std::vector<double>& numbers) {
  std::string text;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i) text += ',';
    output::append_number(text, numbers[i]);
  }
  return text;
}

std::vector<double> numbers_of(const std::string& text, std::size_t count) {
  std::vector<double> numbers;
  const char* at = text.data();
  const char* const end = at + text.size();
  for (std::size_t i = 0; i < count; ++i) {
    double x = std::numeric_limits<double>::quiet_NaN();
    const char* next = std::find(at, end, ',');
    std::from_chars(at, next, x);
    numbers.push_back(x);
    at = next == end ? end : next + 1;
  }
  return numbers;
}

std::string heading_text(const Plan& plan, const Shard& shard) {
  const Experiment& e = plan.experiment();
  Json entry;
  entry["journal"] = journal_version;
  entry["version"] = output::build_info().version;
  entry["shard"] = {shard.index, shard.count};
  entry["directory"] = e.directory.string();
  entry["identity"] = identity(e);
  entry["experiment"] = resolved_yaml(e);
  return entry.dump();
}

bool is_heading(std::string_view entry) { return entry.starts_with("{\"journal\":"); }

Heading heading_of(const fs::path& directory, std::string_view entry) {
  const Json json = Json::parse(entry, nullptr, false);
  if (!json.is_object() || !json.contains("journal"))
    throw Failure(directory / journal_file, "is no journal of an experiment");
  if (json["journal"] != journal_version || json["version"] != output::build_info().version)
    throw Failure(directory / journal_file, "was written by shoal " +
                                                json.value("version", std::string("?")) + ", this is " +
                                                output::build_info().version);
  Heading heading;
  heading.identity = json["identity"].dump();
  heading.experiment = json["experiment"];
  heading.directory = json["directory"].get<std::string>();
  heading.shard = {json["shard"][0], json["shard"][1]};
  return heading;
}

void flatten(const Json& json, const std::string& path,
             std::vector<std::pair<std::string, std::string>>& out) {
  const bool structured = json.is_structured() && !json.empty() && json.dump().size() > 60;
  if (json.empty() || (!json.is_object() && !structured))
    return out.push_back({path, config::flow_text(json)});
  for (const auto& [key, value] : json.items()) flatten(value, path.empty() ? key : path + "." + key, out);
}

void require_same(const fs::path& directory, const Heading& before, const Plan& plan, const Shard& shard) {
  config::Origin place;
  place.file = std::make_shared<const std::string>(directory.string());
  config::Problems problems;
  for (const std::string& line : differences(before.identity, identity(plan.experiment()).dump()))
    problems.push_back({place, "", "the experiment has changed since this was begun: " + line});
  if (before.shard.index != shard.index || before.shard.count != shard.count)
    problems.push_back({place, "",
                        "this is shard " + std::to_string(before.shard.index) + "/" +
                            std::to_string(before.shard.count) + ", not " + std::to_string(shard.index) +
                            "/" + std::to_string(shard.count)});
  if (problems.empty() && before.identity != identity(plan.experiment()).dump())
    problems.push_back({place, "", "the experiment has changed since this was begun"});
  if (problems.empty()) return;
  problems.push_back({place, "", "change it back, or take another directory"});
  throw config::InvalidInput(std::move(problems));
}

}  // namespace

std::vector<std::string> differences(const std::string& before, const std::string& now) {
  std::vector<std::pair<std::string, std::string>> old_values, new_values;
  flatten(Json::parse(before), "", old_values);
  flatten(Json::parse(now), "", new_values);
  const std::map<std::string, std::string> old_map(old_values.begin(), old_values.end()),
      new_map(new_values.begin(), new_values.end());
  std::vector<std::string> lines;
  for (const auto& [key, value] : old_values) {
    const auto found = new_map.find(key);
    if (found == new_map.end())
      lines.push_back(key + ": " + value + " before, gone now");
    else if (found->second != value)
      lines.push_back(key + ": " + value + " before, " + found->second + " now");
  }
  for (const auto& [key, value] : new_values)
    if (!old_map.contains(key)) lines.push_back(key + ": not there before, " + value + " now");
  constexpr std::size_t enough = 20;
  if (lines.size() > enough) {
    const std::string more = std::to_string(lines.size() - enough) + " more";
    lines.resize(enough);
    lines.push_back(more);
  }
  return lines;
}

Ledger::Ledger(const fs::path& directory, const Plan& plan, const Shard& shard, Opening opening)
    : measures_(plan.experiment().measures.size()), shard_(shard) {
  std::error_code error;
  const bool there = fs::exists(directory / journal_file, error);
  if (there && opening == Opening::fresh)
    throw Failure(directory, "holds an experiment; --resume goes on with it, or take another directory");
  if (!there && fs::exists(directory, error)) {
    if (!fs::is_directory(directory, error)) throw Failure(directory, "exists and is not a directory");
    if (!fs::is_empty(directory, error))
      throw Failure(directory, "exists and is not empty; take another directory");
  }
  output::make_directories(directory);
  journal_ = std::make_unique<output::Journal>(directory / journal_file, output::Journal::Access::write);
  read(plan);
}

Ledger::Ledger(const fs::path& directory, const Plan& plan) : measures_(plan.experiment().measures.size()) {
  journal_ = std::make_unique<output::Journal>(directory / journal_file, output::Journal::Access::read);
  shard_ = heading(directory).shard;
  read(plan);
}

void Ledger::read(const Plan& plan) {
  const fs::path directory = journal_->path().parent_path();
  std::string latest;  // heading: each resumption under changed expectations or replicates adds one
  damaged_ = journal_->replay([&](std::string_view entry, output::Journal::Place place) {
    if (latest.empty()) require_same(directory, heading_of(directory, entry), plan, shard_);
    if (is_heading(entry)) {
      latest = entry;
      return;
    }
    std::uint64_t run = 0;
    Done done = decode(entry, place, run);
    done_[run] = std::move(done);  // of a run that was done again, the last record counts
  });
  const std::string now = heading_text(plan, shard_);
  if (journal_->writing() && latest != now) journal_->append(now);
}

Done Ledger::decode(std::string_view entry, output::Journal::Place place, std::uint64_t& run) const {
  const Json json = Json::parse(entry, nullptr, false);
  if (!json.is_object() || !json.contains("run"))
    throw Failure(journal_->path(), "has an entry that is no run");
  run = json["run"];
  Done done;
  done.place = place;
  done.outcome.status = json["status"];
  done.outcome.message = json["message"];
  done.outcome.ticks = json["ticks"];
  done.outcome.stopped = json["stopped"];
  done.outcome.measures = numbers_of(json["measures"], measures_);
  done.outcome.seconds = json["seconds"];
  return done;
}

const Done* Ledger::find(std::uint64_t run) const {
  const auto found = done_.find(run);
  return found == done_.end() ? nullptr : &found->second;
}

void Ledger::add(std::uint64_t run, Outcome outcome) {
  Json json;
  json["run"] = run;
  json["status"] = outcome.status;
  json["message"] = outcome.message;
  json["ticks"] = outcome.ticks;
  json["stopped"] = outcome.stopped;
  json["measures"] = numbers_text(outcome.measures);
  json["seconds"] = outcome.seconds;
  if (!outcome.series.empty()) json["series"] = outcome.series;
  const auto place = journal_->append(json.dump(-1, ' ', false, Json::error_handler_t::replace));
  outcome.series.clear();
  outcome.series.shrink_to_fit();
  const std::lock_guard lock(mutex_);
  done_[run] = {std::move(outcome), place};
}

std::size_t Ledger::forget_failures() {
  return std::erase_if(done_, [](const auto& entry) { return entry.second.outcome.status != status_ok; });
}

std::string Ledger::series(const Done& done) const {
  const Json json = Json::parse(journal_->read(done.place), nullptr, false);
  return json.is_object() ? json.value("series", std::string()) : std::string();
}

void Ledger::take(const Ledger& other) {
  std::vector<std::uint64_t> runs;
  for (const auto& [run, done] : other.done_) {
    const Done* mine = find(run);
    const bool better = mine && mine->outcome.status != status_ok && done.outcome.status == status_ok;
    if (!mine || better) runs.push_back(run);
  }
  std::sort(runs.begin(), runs.end());
  for (const std::uint64_t run : runs) {
    const Done& done = other.done_.at(run);
    const std::string entry = other.journal_->read(done.place);
    done_[run] = {done.outcome, journal_->append(entry)};
  }
}

Heading heading(const fs::path& directory) {
  std::error_code error;
  if (!fs::exists(directory / journal_file, error))
    throw Failure(directory, "holds no experiment (there is no " + std::string(journal_file) + " in it)");
  std::string latest;
  output::Journal(directory / journal_file, output::Journal::Access::read)
      .replay([&](std::string_view entry, output::Journal::Place) {
        if (is_heading(entry)) latest = entry;
      });
  if (latest.empty()) throw Failure(directory / journal_file, "is empty: the sweep ended before it began");
  return heading_of(directory, latest);
}

}  // namespace shoal::experiment
