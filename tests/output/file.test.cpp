#include "output/file.hpp"

#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <csignal>

#include "output/failure.hpp"
#include "output/temporary.support.hpp"

using namespace shoal::output;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

TEST_CASE("a file tells its size and SHA-256, and they are those of the bytes on disk", "[output]") {
  const TemporaryDirectory directory;
  const auto path = directory.path() / "data.txt";
  File file(path, false);
  std::string expected;
  for (int i = 0; i < 30000; ++i) {
    const std::string row = "row " + std::to_string(i) + "\n";
    file.write(row);
    expected += row;
  }
  const FileRecord record = file.finish();
  CHECK(read_text(path) == expected);
  CHECK(record.name == "data.txt");
  CHECK(record.bytes == expected.size());
  CHECK(record.sha256 == shoal::maths::sha256(expected));
  const FileRecord again = fingerprint_file(path);
  CHECK(again.bytes == record.bytes);
  CHECK(again.sha256 == record.sha256);
}

TEST_CASE("a write larger than the buffer arrives whole", "[output]") {
  const TemporaryDirectory directory;
  const std::string large(300000, 'x');
  File file(directory.path() / "large", false);
  file.write("first\n");
  file.write(large);
  CHECK(file.finish().bytes == 6 + large.size());
  CHECK(read_text(directory.path() / "large") == "first\n" + large);
}

TEST_CASE("a full disk is a failure that names the file and the reason", "[output]") {
  File file("/dev/full", true);
  file.write("something");
  CHECK_THROWS_WITH(file.finish(), "/dev/full: cannot write: No space left on device");
}

TEST_CASE("a file that grows beyond the limit is a failure while it is written", "[output]") {
  const TemporaryDirectory directory;
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{100000, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  std::string message;
  try {
    File file(directory.path() / "too-large", false);
    for (int i = 0; i < 200; ++i) file.write(std::string(1000, 'x'));
  } catch (const Failure& failure) {
    message = failure.what();
    CHECK(failure.path() == directory.path() / "too-large");
  }
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  CHECK_THAT(message, Contains("too-large: cannot write: File too large"));
}

TEST_CASE("a file in a directory that does not exist is a failure", "[output]") {
  CHECK_THROWS_WITH(File("/nonexistent/x.csv", false),
                    "/nonexistent/x.csv: cannot create: No such file or directory");
}

TEST_CASE("an old file is replaced only on request", "[output]") {
  const TemporaryDirectory directory;
  const auto path = directory.path() / "x";
  write_text(path, "a long old text");
  CHECK_THROWS_WITH(File(path, false), Contains("cannot create: File exists"));
  File file(path, true);
  file.write("new");
  file.finish();
  CHECK(read_text(path) == "new");
}

TEST_CASE("fingerprints of what cannot be read are failures", "[output]") {
  CHECK_THROWS_WITH(fingerprint_file("/nonexistent"),
                    StartsWith("/nonexistent: cannot open: No such file or directory"));
  CHECK_THROWS_WITH(fingerprint_file("/tmp"), StartsWith("/tmp: cannot read: Is a directory"));
}
