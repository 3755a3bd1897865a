#pragma once
// The runs of an experiment that are done, on disk as they are done: the journal in the experiment's
// directory. Its first entry says which experiment it is of.

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "experiment/plan.hpp"
#include "experiment/probe.hpp"
#include "experiment/results.hpp"
#include "output/journal.hpp"

namespace shoal::experiment {

inline constexpr const char* journal_file = "journal";

/// One run that is done.
struct Done {
  Outcome outcome;  ///< without the series, which stays on disk
  output::Journal::Place place;
};

/// What the first entry of a journal says; the latest one, where the sweep went on with other replicates or
/// expectations.
struct Heading {
  std::string identity;             ///< of the experiment (experiment.hpp), as JSON
  std::string experiment;           ///< the experiment as a file of its own
  std::filesystem::path directory;  ///< where its relative paths start
  Shard shard;
};

enum class Opening {
  fresh,   ///< the directory must hold nothing
  resume,  ///< go on with what it holds, or start
};

class Ledger {
 public:
  /// Opens the journal of `directory` for writing, makes both if need be.
  /// @throws output::Failure: the directory holds something else, another process writes it
  /// @throws config::InvalidInput: it is of another experiment; says what differs
  Ledger(const std::filesystem::path& directory, const Plan& plan, const Shard& shard, Opening opening);
  /// Opens it for reading.
  Ledger(const std::filesystem::path& directory, const Plan& plan);

  /// The record of a run, or null. Not while runs are added.
  const Done* find(std::uint64_t run) const;
  std::size_t size() const { return done_.size(); }
  /// Lines of the journal that were torn or damaged; their runs count as not done.
  std::uint64_t damaged() const { return damaged_; }
  const Shard& shard() const { return shard_; }

  /// Writes down a run. From any thread. @throws output::Failure
  void add(std::uint64_t run, Outcome outcome);
  /// Forgets the runs that are not ok, so that they are done again. Returns how many.
  std::size_t forget_failures();
  /// Rows of series.csv of a run, from disk.
  std::string series(const Done& done) const;
  /// Takes over what another ledger of the same plan holds and this one lacks, or has only as a failure.
  void take(const Ledger& other);
  void flush() { journal_->flush(); }

 private:
  void read(const Plan& plan);
  Done decode(std::string_view entry, output::Journal::Place place, std::uint64_t& run) const;

  std::unique_ptr<output::Journal> journal_;
  std::size_t measures_ = 0;
  Shard shard_;
  std::mutex mutex_;
  std::unordered_map<std::uint64_t, Done> done_;
  std::uint64_t damaged_ = 0;
};

/// The heading of a directory's journal. @throws output::Failure if there is none
Heading heading(const std::filesystem::path& directory);

/// What differs between two identities in JSON, as lines "key: 1 before, 2 now".
std::vector<std::string> differences(const std::string& before, const std::string& now);

}  // namespace shoal::experiment
