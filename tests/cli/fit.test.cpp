// `shoal fit` as a process.

#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "cli/process.support.hpp"

namespace cli_fit_test {

namespace {

/// A CSV file for the time of a test.
class File {
 public:
  explicit File(const std::string& text) {
    char name[] = "/tmp/shoal-fit-XXXXXX";
    close(mkstemp(name));
    path = name;
    std::ofstream(path) << text;
  }
  ~File() { std::filesystem::remove(path); }
  std::string path;
};

const std::string recorders =
    "year,sold\n1980,840\n1981,1470\n1982,2110\n1983,4000\n1984,7590\n1985,10950\n1986,10530\n1987,9470\n"
    "1988,7790\n1989,5890\n";

}  // namespace

TEST_CASE("a Bass curve is fitted to a series of sales", "[cli]") {
  const File file(recorders);
  const Outcome text = run_shoal({"fit", "bass", file.path});
  CHECK(text.code == 0);
  CHECK(text.out.find("0.0087889") != std::string::npos);
  CHECK(text.out.find("0.642158") != std::string::npos);
  CHECK(text.out.find("67660.0") != std::string::npos);
  CHECK(text.err.empty());
  const Outcome rate = run_shoal({"fit", "bass", file.path, "--rate"});  // canon A2
  CHECK(rate.out.find("0.0065939") != std::string::npos);
  CHECK(rate.out.find("0.63809") != std::string::npos);
  CHECK(rate.out.find("67980.9") != std::string::npos);
  const Outcome json = run_shoal({"fit", "bass", file.path, "--json", "--column", "sold"});
  CHECK(json.out.find("\"r_squared\": 0.97") != std::string::npos);
}

TEST_CASE("a cumulative series gives the same curve", "[cli]") {
  const File file("adopters\n840\n2310\n4420\n8420\n16010\n26960\n37490\n46960\n54750\n60640\n");
  const Outcome outcome = run_shoal({"fit", "bass", file.path, "--cumulative"});
  CHECK(outcome.code == 0);
  CHECK(outcome.out.find("67660.0") != std::string::npos);
}

TEST_CASE("what cannot be fitted is refused with its place", "[cli]") {
  const File word("sold\n1\ntwo\n3\n4\n5\n");
  const Outcome wrong = run_shoal({"fit", "bass", word.path});
  CHECK(wrong.code == 3);
  CHECK(wrong.err.find(":3:1") != std::string::npos);
  CHECK(wrong.err.find("'two'; must be a number") != std::string::npos);
  const File straight("sold\n1\n2\n4\n8\n16\n32\n");
  const Outcome endless = run_shoal({"fit", "bass", straight.path});
  CHECK(endless.code == 3);
  CHECK(endless.err.find("must bend") != std::string::npos);
  const File wide("a,b,c\n1,2,3\n");
  CHECK(run_shoal({"fit", "bass", wide.path}).err.find("say which one: a, b, c") != std::string::npos);
  CHECK(run_shoal({"fit", "bass", wide.path, "--column", "d"}).code == 3);
  CHECK(run_shoal({"fit", "gompertz", wide.path}).code == 2);
  CHECK(run_shoal({"fit", "bass", "/nowhere.csv"}).code == 3);
}

}  // namespace cli_fit_test
