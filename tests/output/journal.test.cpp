#include "output/journal.hpp"

#include <catch2/catch.hpp>
#include <thread>
#include <vector>

#include "output/failure.hpp"
#include "output/temporary.support.hpp"

namespace output_journal_test {
namespace {

using shoal::output::Failure;
using shoal::output::Journal;

std::vector<std::string> entries(const std::filesystem::path& file, std::uint64_t damaged = 0) {
  std::vector<std::string> all;
  Journal journal(file, Journal::Access::read);
  CHECK(journal.replay([&](std::string_view entry, Journal::Place place) {
    all.emplace_back(entry);
    CHECK(journal.read(place) == entry);
  }) == damaged);
  return all;
}

}  // namespace

TEST_CASE("a journal gives back what was appended, in order", "[output]") {
  const TemporaryDirectory work;
  const auto file = work.path() / "journal";
  {
    Journal journal(file, Journal::Access::write);
    const auto place = journal.append("one");
    journal.append("");
    journal.append(std::string(200000, 'x'));
    CHECK(journal.read(place) == "one");
    journal.flush();
  }
  CHECK(entries(file) == std::vector<std::string>{"one", "", std::string(200000, 'x')});
}

TEST_CASE("a journal cut at any byte keeps the whole lines before the cut and goes on after them",
          "[output]") {
  const TemporaryDirectory work;
  const auto file = work.path() / "journal";
  {
    Journal journal(file, Journal::Access::write);
    for (const char* entry : {"first", "second", "third"}) journal.append(entry);
  }
  const std::string whole = read_text(file);
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    write_text(file, whole.substr(0, cut));
    std::size_t sound = 0;
    {
      Journal journal(file, Journal::Access::write);
      const auto damaged = journal.replay([&](std::string_view, Journal::Place) { ++sound; });
      const bool at_line_end = cut == 0 || whole[cut - 1] == '\n';
      CHECK(damaged == (at_line_end ? 0 : 1));
      const auto place = journal.append("new");
      CHECK(journal.read(place) == "new");
    }
    const auto after = entries(file);
    CHECK(after.size() == sound + 1);
    CHECK(after.back() == "new");
  }
}

TEST_CASE("a journal passes over every line with a changed byte", "[output]") {
  const TemporaryDirectory work;
  const auto file = work.path() / "journal";
  {
    Journal journal(file, Journal::Access::write);
    for (const char* entry : {"first", "second"}) journal.append(entry);
  }
  const std::string whole = read_text(file);
  for (std::size_t i = 0; i < whole.find('\n'); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    write_text(file, changed);
    CHECK(entries(file, 1) == std::vector<std::string>{"second"});
  }
}

TEST_CASE("a journal has one writer and any number of readers", "[output]") {
  const TemporaryDirectory work;
  const auto file = work.path() / "journal";
  Journal journal(file, Journal::Access::write);
  journal.append("one");
  CHECK_THROWS_AS(Journal(file, Journal::Access::write), Failure);
  CHECK(entries(file).size() == 1);
}

TEST_CASE("a journal keeps lines whole that many threads append", "[output][threads]") {
  const TemporaryDirectory work;
  const auto file = work.path() / "journal";
  {
    Journal journal(file, Journal::Access::write);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&journal, t] {
        for (int i = 0; i < 100; ++i) journal.append(std::string(static_cast<std::size_t>(50 * t + i), 'a'));
      });
    for (std::thread& thread : threads) thread.join();
  }
  CHECK(entries(file).size() == 400);
}

}  // namespace output_journal_test
