// Files that cannot be read, includes and merging.

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "config/derived.hpp"
#include "config/village.hpp"

using namespace village;
namespace fs = std::filesystem;

namespace {

/// A folder of its own that is removed at the end.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "shoal-config-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  fs::path operator/(const std::string& name) const { return path_ / name; }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
  }
  /// Reads a file into `p`; the problems, with the folder's name cut out.
  std::vector<std::string> read(const std::string& name, Params& p) const {
    Problems problems;
    const Node root = read_source(path_ / name, problems);
    Section section = description(p);
    Reader(problems).read(section, root);
    sort_by_place(problems);
    std::vector<std::string> lines;
    for (const Problem& problem : problems) lines.push_back(without_folder(problem.text()));
    return lines;
  }
  std::vector<std::string> read(const std::string& name) const {
    Params p;
    return read(name, p);
  }

 private:
  std::string without_folder(std::string text) const {
    const std::string prefix = path_.string() + "/";
    for (std::size_t i = 0; (i = text.find(prefix, i)) != text.npos;) text.erase(i, prefix.size());
    return text;
  }
  fs::path path_;
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("files that cannot be read say why", "[config]") {
  const Folder folder;
  folder.write("village.yaml", "seed: 1\n");
  fs::create_directory(folder / "sub.yaml");
  CHECK(folder.read("vilage.yaml") == Lines{"vilage.yaml: no such file; did you mean 'village.yaml'?"});
  CHECK(folder.read("elsewhere/x.yaml") == Lines{"elsewhere/x.yaml: no such file"});
  CHECK(folder.read("village.yaml/x.yaml") == Lines{"village.yaml/x.yaml: no such file"});
  CHECK(folder.read("sub.yaml") == Lines{"sub.yaml: is a folder; must be a YAML file"});
  const std::string longest(300, 'x');
  CHECK(folder.read(longest) == Lines{longest + ": cannot be opened: File name too long"});
  REQUIRE(mknod((folder / "socket").c_str(), S_IFSOCK | 0600, 0) == 0);
  CHECK(folder.read("socket") == Lines{"socket: cannot be opened: No such device or address"});
  Problems problems;
  CHECK(read_source("", problems).kind == Node::Kind::null);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].text() == "no such file");
}

TEST_CASE("a file without read permission says so", "[config]") {
  if (geteuid() == 0) {
    std::cout << "SKIPPED: the superuser may read every file\n";
    return;
  }
  const Folder folder;
  folder.write("secret.yaml", "seed: 1\n");
  fs::permissions(folder / "secret.yaml", fs::perms::none);
  CHECK(folder.read("secret.yaml") == Lines{"secret.yaml: cannot be opened: Permission denied"});
}

TEST_CASE("a file beyond the size limit is refused before it is parsed", "[config]") {
  const Folder folder;
  folder.write("big.yaml", "# " + std::string(max_bytes, 'x') + "\nseed: 1\n");
  CHECK(folder.read("big.yaml") ==
        Lines{"big.yaml: is larger than 16 MiB; bulk data belongs in CSV or edge list files"});
}

TEST_CASE("an endless device is refused like a large file", "[config]") {
  Problems problems;
  CHECK(read_source("/dev/zero", problems).kind == Node::Kind::null);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].text() ==
        "/dev/zero: is larger than 16 MiB; bulk data belongs in CSV or edge list files");
}

TEST_CASE("a file overrides what it includes, groups key by key and lists as a whole", "[config]") {
  const Folder folder;
  folder.write("base/village.yaml",
               "seed: 3\nfile: data.csv\nobservation: {attention: 0.1, retention: 0.2}\nmetrics: [a, b]\n");
  folder.write("variant.yaml",
               "include: base/village.yaml\nobservation: {retention: 0.9}\nmetrics: [c]\nticks: 7\n");
  Params p;
  REQUIRE(folder.read("variant.yaml", p) == Lines{});
  CHECK(p.seed.value == 3);
  CHECK(p.ticks == 7);
  CHECK(p.observation.attention == 0.1);
  CHECK(p.observation.retention == 0.9);
  CHECK(p.metrics == std::vector<std::string>{"c"});
  CHECK(p.file.resolved == (folder / "base/data.csv"));  // relative to the file that says so
}

TEST_CASE("of several included files the later ones override", "[config]") {
  const Folder folder;
  folder.write("a.yaml", "seed: 1\nticks: 1\ntone: 0.1\n");
  folder.write("b.yaml", "include: a.yaml\nseed: 2\n");
  folder.write("c.yaml", "ticks: 3\n");
  folder.write("main.yaml", "include: [b.yaml, c.yaml]\noffset: 4\n");
  Params p;
  REQUIRE(folder.read("main.yaml", p) == Lines{});
  CHECK(p.seed.value == 2);
  CHECK(p.ticks == 3);
  CHECK(p.tone == 0.1);
  CHECK(p.offset == 4);
}

TEST_CASE("problems are reported in the file where they were written", "[config]") {
  const Folder folder;
  folder.write("sub/base.yaml", "seed: x\nobservation: {attention: 7}\n");
  folder.write("main.yaml", "include: sub/base.yaml\ntone: 3\nobservation: {retention: 2}\n");
  CHECK(folder.read("main.yaml") ==
        Lines{"sub/base.yaml:1:7: seed: found text 'x'; must be a whole number in [0, 2^64)",
              "sub/base.yaml:2:26: observation.attention: 7 is out of range; must be a number in [0, 1]",
              "main.yaml:2:7: tone: 3 is out of range; must be a number in [-1, 1]",
              "main.yaml:3:26: observation.retention: 2 is out of range; must be a number in [0, 1]"});
}

TEST_CASE("a value that the including file mends is no problem", "[config]") {
  const Folder folder;
  folder.write("base.yaml", "seed: x\nobservation: 5\n");
  folder.write("main.yaml", "include: base.yaml\nseed: 1\nobservation: {retention: 0.5}\n");
  CHECK(folder.read("main.yaml") == Lines{});
}

TEST_CASE("includes that lead nowhere are reported where they are written", "[config]") {
  const Folder folder;
  folder.write("a.yaml", "seed: 1\ninclude: b.yaml\n");
  folder.write("b.yaml", "include: sub/../a.yaml\n");
  folder.write("missing.yaml", "seed: x\ninclude: [b.yaml, nowhere.yaml]\n");
  folder.write("wrong.yaml", "include: {file: a.yaml}\n");
  folder.write("none.yaml", "include:\n");
  folder.write("broken.yaml", "include: open.yaml\n");
  folder.write("open.yaml", "seed: [\n");
  fs::create_directory(folder / "sub");
  CHECK(folder.read("a.yaml") ==
        Lines{"b.yaml:1:10: include: 'sub/../a.yaml' includes itself, directly or in a circle"});
  CHECK(folder.read("missing.yaml") ==
        Lines{"a.yaml:2:10: include: 'b.yaml' includes itself, directly or in a circle",
              "missing.yaml:1:7: seed: found text 'x'; must be a whole number in [0, 2^64)",
              "missing.yaml:2:19: include: 'nowhere.yaml': no such file; did you mean 'none.yaml'?"});
  CHECK(folder.read("wrong.yaml") ==
        Lines{"wrong.yaml:1:10: include: found a group of keys; must be a file or a list of files"});
  CHECK(folder.read("none.yaml") ==
        Lines{"none.yaml:1:1: include: found nothing; must be a file or a list of files"});
  CHECK(folder.read("broken.yaml") == Lines{"open.yaml:1:7: a '[' is not closed"});
}

TEST_CASE("a chain of includes may be sixteen deep and no deeper", "[config]") {
  const Folder folder;
  folder.write("0.yaml", "seed: 9\n");
  for (int i = 1; i <= max_include_depth + 1; ++i)
    folder.write(std::to_string(i) + ".yaml", "include: " + std::to_string(i - 1) + ".yaml\n");
  Params p;
  CHECK(folder.read("16.yaml", p) == Lines{});
  CHECK(p.seed.value == 9);
  CHECK(folder.read("17.yaml") == Lines{"1.yaml:1:10: include: more than 16 files deep"});
}

TEST_CASE("includes that multiply are stopped", "[config]") {
  const Folder folder;
  folder.write("0.yaml", "seed: 9\n");
  for (int i = 1; i <= 12; ++i) {
    const std::string below = std::to_string(i - 1) + ".yaml";
    folder.write(std::to_string(i) + ".yaml", "include: [" + below + ", " + below + "]\n");
  }
  const Lines lines = folder.read("12.yaml");
  REQUIRE(lines.size() == 1);
  CHECK(lines.front().ends_with("include: more than 256 files"));
}
