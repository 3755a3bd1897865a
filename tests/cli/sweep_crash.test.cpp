// Nothing is lost: whatever ends a sweep, `--resume` ends with the bytes of an unbroken one.

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <thread>

#include "cli/sweep.support.hpp"
#include "output/temporary.support.hpp"

using Catch::Matchers::Contains;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace cli_sweep_crash_test {
namespace {

const std::vector<std::string> resume{"sweep", "study.yaml", "--out", "broken", "--resume", "--jobs", "2"};

std::string unbroken(const fs::path& work) {
  const Outcome outcome = run_shoal({"sweep", "study.yaml", "--out", "whole"}, {.directory = work});
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  return sweep_bytes(work / "whole");
}

void await_journal(const fs::path& directory, std::uintmax_t bytes) {
  std::error_code error;
  for (int i = 0; i < 2000; ++i) {
    const auto size = fs::file_size(directory / "journal", error);
    if (!error && size >= bytes) return;
    std::this_thread::sleep_for(1ms);
  }
}

std::size_t lines(const fs::path& file) {
  const std::string text = read_text(file);
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("kill -9 at twenty random moments, then resumed: the same bytes", "[cli][sweep]") {
  const TemporaryDirectory work;
  write_experiment(work.path());
  const auto start = std::chrono::steady_clock::now();
  const std::string whole = unbroken(work.path());
  const auto took = std::chrono::steady_clock::now() - start;
  std::mt19937 random(20261123);
  std::uniform_real_distribution<double> share(0, 1);
  int kills = 0, rounds = 0;
  while (kills < 20 && rounds < 200) {
    // Killed again and again until it comes through; then from the start.
    ++rounds;
    const Outcome outcome = run_shoal(resume, {.directory = work.path(), .meanwhile = [&](pid_t child) {
                                                 std::this_thread::sleep_for(took * share(random));
                                                 ::kill(child, SIGKILL);
                                               }});
    if (outcome.code == 128 + SIGKILL) {
      ++kills;
      continue;
    }
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    CHECK(sweep_bytes(work.path() / "broken") == whole);
    fs::remove_all(work.path() / "broken");
  }
  CHECK(kills == 20);
  const Outcome last = run_shoal(resume, {.directory = work.path()});
  INFO(last.err);
  CHECK(last.code == 0);
  CHECK(sweep_bytes(work.path() / "broken") == whole);
}

TEST_CASE("a journal cut anywhere is resumed to the same bytes", "[cli][sweep]") {
  const TemporaryDirectory work;
  write_experiment(work.path());
  const std::string whole = unbroken(work.path());
  const std::string journal = read_text(work.path() / "whole" / "journal");
  std::mt19937 random(7);
  for (int i = 0; i < 12; ++i) {
    const std::size_t cut = i == 0 ? 0 : i == 1 ? journal.size() - 1 : random() % journal.size();
    fs::remove_all(work.path() / "broken");
    fs::create_directory(work.path() / "broken");
    write_text(work.path() / "broken" / "journal", journal.substr(0, cut));
    const Outcome outcome = run_shoal(resume, {.directory = work.path()});
    INFO("cut at " << cut << ": " << outcome.err);
    REQUIRE(outcome.code == 0);
    CHECK(sweep_bytes(work.path() / "broken") == whole);
  }
}

TEST_CASE("damaged and foreign lines of a journal do not count", "[cli][sweep]") {
  const TemporaryDirectory work;
  write_experiment(work.path());
  const std::string whole = unbroken(work.path());
  const fs::path journal = work.path() / "whole" / "journal";
  std::string text = read_text(journal);
  const std::size_t third = text.find('\n', text.find('\n') + 1) + 30;
  text[third] = text[third] == '1' ? '2' : '1';
  text.insert(text.find('\n') + 1, "something else\n");
  write_text(journal, text + "torn");
  const Outcome outcome =
      run_shoal({"sweep", "study.yaml", "--out", "whole", "--resume"}, {.directory = work.path()});
  CHECK(outcome.code == 0);
  CHECK_THAT(outcome.err, Contains("3 torn or damaged records of the journal passed over"));
  CHECK_THAT(outcome.err, Contains("1 of them now"));
  CHECK(sweep_bytes(work.path() / "whole") == whole);
}

TEST_CASE("rows of runs that the plan does not have are left out", "[cli][sweep]") {
  const TemporaryDirectory work;
  write_experiment(work.path());
  const std::string whole = unbroken(work.path());
  const Outcome more =
      run_shoal({"sweep", "study.yaml", "--out", "more", "--replicates", "6"}, {.directory = work.path()});
  REQUIRE(more.code == 0);
  const Outcome fewer =
      run_shoal({"sweep", "study.yaml", "--out", "more", "--resume"}, {.directory = work.path()});
  CHECK(fewer.code == 0);
  CHECK_THAT(fewer.err, Contains("0 of them now"));
  CHECK(sweep_bytes(work.path() / "more") == whole);
}

TEST_CASE("a disk that fills up ends a sweep with 4, and it can be resumed", "[cli][sweep]") {
  const TemporaryDirectory work;
  write_experiment(work.path());
  const std::string whole = unbroken(work.path());
  const auto journal = fs::file_size(work.path() / "whole" / "journal");
  // In the heading, in the middle of the runs, in the final files.
  for (const rlim_t limit : {rlim_t{500}, rlim_t{journal / 2}, rlim_t{journal + 10}}) {
    const Outcome full = run_shoal(resume, {.directory = work.path(), .before_exec = [&] {
                                              const rlimit both{limit, limit};
                                              if (::setrlimit(RLIMIT_FSIZE, &both) != 0) ::_exit(98);
                                            }});
    INFO(limit << ": " << full.err);
    if (limit < journal) {
      CHECK(full.code == 4);
      CHECK_THAT(full.err, Contains("broken/journal: cannot write: File too large"));
    }
    CHECK(!fs::exists(work.path() / "broken" / "runs.csv.partial"));
  }
  const Outcome outcome = run_shoal(resume, {.directory = work.path()});
  INFO(outcome.err);
  CHECK(outcome.code == 0);
  CHECK(sweep_bytes(work.path() / "broken") == whole);
}

TEST_CASE("a second writer on one directory is refused", "[cli][sweep]") {
  const TemporaryDirectory work;
  write_experiment(work.path());
  const std::vector<std::string> slow{"sweep",  "study.yaml", "--out",
                                      "broken", "--set",      "population.agents=20000"};
  run_shoal(slow, {.directory = work.path(), .meanwhile = [&](pid_t child) {
                     await_journal(work.path() / "broken", 1);
                     ::kill(child, SIGSTOP);
                     auto again = slow;
                     again.push_back("--resume");
                     const Outcome second = run_shoal(again, {.directory = work.path()});
                     CHECK(second.code == 4);
                     CHECK_THAT(second.err, Contains("broken: another shoal is writing here"));
                     ::kill(child, SIGKILL);
                   }});
}

TEST_CASE("what is there is never overwritten without being asked", "[cli][sweep]") {
  const TemporaryDirectory work;
  write_experiment(work.path());
  const std::string whole = unbroken(work.path());
  const Outcome again = run_shoal({"sweep", "study.yaml", "--out", "whole"}, {.directory = work.path()});
  CHECK(again.code == 4);
  CHECK_THAT(again.err, Contains("whole: holds an experiment; --resume goes on with it"));
  fs::create_directory(work.path() / "mine");
  write_text(work.path() / "mine" / "notes.txt", "dear diary");
  const Outcome other =
      run_shoal({"sweep", "study.yaml", "--out", "mine", "--resume"}, {.directory = work.path()});
  CHECK(other.code == 4);
  CHECK_THAT(other.err, Contains("mine: exists and is not empty"));
  CHECK(listing(work.path() / "mine") == "notes.txt");
}

TEST_CASE("a changed experiment is not resumed; what changed is named", "[cli][sweep]") {
  const TemporaryDirectory work;
  write_experiment(work.path());
  unbroken(work.path());
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string text = tiny_experiment;
    text.replace(text.find(from), from.size(), to);
    write_text(work.path() / "study.yaml", text);
    const Outcome outcome =
        run_shoal({"sweep", "study.yaml", "--out", "whole", "--resume"}, {.directory = work.path()});
    CHECK(outcome.code == 3);
    return outcome.err;
  };
  CHECK_THAT(changed("time.ticks: 25", "time.ticks: 26"), Contains("scenario.time.ticks: 25 before, 26 now"));
  CHECK_THAT(changed("root: 7", "root: 8"), Contains("seeds.root: 7 before, 8 now"));
  CHECK_THAT(changed("[0.1, 0.5]", "[0.1, 0.6]"), Contains("design.0.") && Contains("points.0.sha256"));
  CHECK_THAT(changed("  both: {}\n", ""), Contains("arms.both: {} before, gone now"));
  CHECK_THAT(changed("[final, ", "[min, "), Contains("measure.adopters"));
  const Outcome shard = run_shoal({"sweep", "study.yaml", "--out", "whole", "--resume", "--shard", "0/2"},
                                  {.directory = work.path()});
  CHECK_THAT(shard.err, Contains("this is shard 0/1, not 0/2"));
}

TEST_CASE("SIGINT lets the runs at hand end, keeps the journal and exits with 130", "[cli][sweep]") {
  const TemporaryDirectory work;
  write_experiment(work.path());
  const std::vector<std::string> words{"sweep",  "study.yaml", "--out",
                                       "broken", "--resume",   "--jobs",
                                       "2",      "--set",      "population.agents=20000"};
  const Outcome outcome = run_shoal(words, {.directory = work.path(), .meanwhile = [&](pid_t child) {
                                              await_journal(work.path() / "broken", 9000);
                                              ::kill(child, SIGINT);
                                            }});
  CHECK(outcome.code == 130);
  CHECK_THAT(outcome.err, Contains("interrupted after ") && Contains("--resume goes on with it"));
  CHECK(listing(work.path() / "broken") == "journal");
  const std::size_t done = lines(work.path() / "broken" / "journal") - 1;
  CHECK(done > 0);
  CHECK(done < 48);
  const Outcome rest = run_shoal(words, {.directory = work.path()});
  CHECK(rest.code == 0);
  CHECK_THAT(rest.err, Contains(std::to_string(48 - done) + " of them now"));
}

}  // namespace cli_sweep_crash_test
