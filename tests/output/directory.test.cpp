#include "output/directory.hpp"

#include <catch2/catch.hpp>

#include "output/failure.hpp"
#include "output/temporary.support.hpp"

using namespace shoal::output;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

void write_run(const fs::path& path, bool force, const std::string& text, bool products) {
  OutputDirectory directory(path, force);
  directory.create("metrics.csv").write(text);
  if (products) directory.create("products.csv").write(text);
  directory.finish_files();
  directory.create("manifest.json").write(text);
  directory.commit();
}

}  // namespace

TEST_CASE("files have a temporary name until the run is committed", "[output]") {
  const TemporaryDirectory temporary;
  const fs::path path = temporary.path() / "a" / "b";
  OutputDirectory directory(path, false);
  CHECK_FALSE(fs::exists(temporary.path() / "a"));
  directory.create("metrics.csv").write("tick\n1\n");
  CHECK(listing(path) == "metrics.csv.partial");
  const auto records = directory.finish_files();
  REQUIRE(records.size() == 1);
  CHECK(records[0].name == "metrics.csv");
  CHECK(records[0].bytes == 7);
  directory.create("manifest.json").write("{}\n");
  CHECK(listing(path) == "manifest.json.partial metrics.csv.partial");
  directory.commit();
  CHECK(listing(path) == "manifest.json metrics.csv");
  CHECK(read_text(path / "metrics.csv") == "tick\n1\n");
}

TEST_CASE("a run that fails leaves nothing behind, not even the directories made for it", "[output]") {
  const TemporaryDirectory temporary;
  {
    OutputDirectory directory(temporary.path() / "a" / "b", false);
    directory.create("metrics.csv").write("tick\n");
    CHECK(fs::exists(temporary.path() / "a" / "b" / "metrics.csv.partial"));
  }
  CHECK(listing(temporary.path()).empty());
}

TEST_CASE("a run that fails leaves the run before it as it was", "[output]") {
  const TemporaryDirectory temporary;
  write_run(temporary.path() / "run", false, "first", true);
  {
    OutputDirectory directory(temporary.path() / "run", true);
    directory.create("metrics.csv").write("second");
    directory.finish_files();
  }
  CHECK(listing(temporary.path() / "run") == "manifest.json metrics.csv products.csv");
  CHECK(read_text(temporary.path() / "run" / "metrics.csv") == "first");
}

TEST_CASE("an existing empty directory is fine, with a slash at its end too", "[output]") {
  const TemporaryDirectory temporary;
  fs::create_directory(temporary.path() / "empty");
  write_run(temporary.path() / "empty/", false, "x", false);
  CHECK(listing(temporary.path() / "empty") == "manifest.json metrics.csv");
  write_run(temporary.path() / "new/", false, "x", false);
  CHECK(listing(temporary.path() / "new") == "manifest.json metrics.csv");
}

TEST_CASE("a directory with anything in it is refused unless forced", "[output]") {
  const TemporaryDirectory temporary;
  write_text(temporary.path() / "notes.txt", "mine");
  CHECK_THROWS_WITH(OutputDirectory(temporary.path(), false),
                    temporary.path().string() + ": exists and is not empty; --force replaces the run in it");
  write_run(temporary.path(), true, "x", false);
  CHECK(listing(temporary.path()) == "manifest.json metrics.csv notes.txt");
  CHECK(read_text(temporary.path() / "notes.txt") == "mine");
}

TEST_CASE("a forced run replaces the whole run before it, interrupted ones too", "[output]") {
  const TemporaryDirectory temporary;
  write_run(temporary.path(), false, "first", true);
  write_text(temporary.path() / "products.csv.partial", "torn");
  write_text(temporary.path() / "metrics.csv.partial", "torn and long");
  write_run(temporary.path(), true, "second", false);
  CHECK(listing(temporary.path()) == "manifest.json metrics.csv");
  CHECK(read_text(temporary.path() / "metrics.csv") == "second");
}

TEST_CASE("a file in the way is refused, forced or not", "[output]") {
  const TemporaryDirectory temporary;
  const fs::path file = temporary.path() / "file";
  write_text(file, "x");
  CHECK_THROWS_WITH(OutputDirectory(file, true), file.string() + ": exists and is not a directory");
  CHECK_THROWS_WITH(OutputDirectory(file / "below", false), Contains(file.string()));
}

TEST_CASE("a place where nothing can be made is refused or fails, and names the place", "[output]") {
  // /proc takes no directories from anybody, not even from root.
  CHECK_THROWS_WITH(
      [] {
        OutputDirectory directory("/proc/shoal-test", false);
        directory.create("metrics.csv");
      }(),
      Contains("/proc"));
}
