#include "output/csv.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "output/temporary.support.hpp"

using namespace shoal::output;

namespace {

std::string number(double x) {
  std::string row;
  append_number(row, x);
  return row;
}
std::string text(std::string_view t) {
  std::string row;
  append_text(row, t);
  return row;
}

}  // namespace

TEST_CASE("whole numbers are written without a point", "[output]") {
  CHECK(number(0) == "0");
  CHECK(number(1000000) == "1000000");
  CHECK(number(-42) == "-42");
  CHECK(number(9007199254740992.0) == "9007199254740992");
}

TEST_CASE("negative zero is written as 0 and NaN as nothing", "[output]") {
  CHECK(number(-0.0) == "0");
  CHECK(number(std::nan("")).empty());
  CHECK(number(-std::nan("")).empty());
}

TEST_CASE("numbers are the shortest text that reads back as the same number", "[output]") {
  CHECK(number(0.1) == "0.1");
  CHECK(number(1.0 / 3) == "0.3333333333333333");
  std::uint64_t bits = 1;
  for (int i = 0; i < 20000; ++i) {
    bits = bits * 6364136223846793005u + 1442695040888963407u;
    const double x = std::ldexp(static_cast<double>(bits >> 11), static_cast<int>(bits % 200) - 150);
    CHECK(std::strtod(number(x).c_str(), nullptr) == x);
  }
  for (const double x : {std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::max(), 1e300,
                         std::numeric_limits<double>::min()})
    CHECK(std::strtod(number(x).c_str(), nullptr) == x);
}

TEST_CASE("text is quoted where RFC 4180 asks for it, and only there", "[output]") {
  CHECK(text("plain name") == "plain name");
  CHECK(text("a,b") == "\"a,b\"");
  CHECK(text("say \"hi\"") == "\"say \"\"hi\"\"\"");
  CHECK(text("two\nlines") == "\"two\nlines\"");
  CHECK(text(" outer ") == "\" outer \"");
  CHECK(text("").empty());
}

TEST_CASE("a row reaches the file only when it is whole", "[output]") {
  const TemporaryDirectory directory;
  File file(directory.path() / "x.csv", false);
  CsvWriter csv(file);
  csv.text("tick").text("a,b").end_row();
  csv.number(std::int64_t{1}).number(0.5).end_row();
  csv.number(std::int64_t{2});
  file.finish();
  CHECK(read_text(directory.path() / "x.csv") == "tick,\"a,b\"\n1,0.5\n");
}
