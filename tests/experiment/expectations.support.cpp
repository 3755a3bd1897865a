#include "experiment/expectations.support.hpp"

#include <catch2/catch.hpp>

#include "config/reader.hpp"
#include "maths/elementary.hpp"
#include "random/philox.hpp"

namespace expectations_support {

using namespace shoal;

namespace {
struct File {
  std::vector<ExpectationParams> expect;
};
void describe(config::Section& s, File& f) { s.field("expect", f.expect, "What is expected."); }
}  // namespace

Names names() { return {{"a", "b", "c"}, {"m", "n"}, {"dose", "flag"}, {"0", "sweep"}}; }

Parsed parsed(const std::string& yaml, const Names& names) {
  File file;
  config::Problems problems;
  const config::Node root = config::parse_source(yaml, "in.yaml", "/tmp", problems);
  config::Section section;
  describe(section, file);
  config::Reader reader(problems);
  reader.read(section, root);
  if (problems.empty()) check(file.expect, "expect", names, reader);
  config::sort_by_place(problems);
  Parsed out{std::move(file.expect), {}};
  for (const config::Problem& p : problems) out.problems.push_back(p.text());
  return out;
}

ExpectationParams expectation(const std::string& keys) {
  const Parsed p = parsed("expect: [{" + keys + "}]", names());
  INFO(keys);
  CHECK(p.problems == std::vector<std::string>{});
  REQUIRE(p.expect.size() == 1);
  return p.expect.front();
}

Results results(const std::vector<std::string>& arms, const std::vector<double>& doses,
                std::uint64_t replicates, const std::function<Measures(const Run&)>& formula) {
  Results all{{"dose", "flag"}, {"m", "n"}, {}};
  for (const std::string& arm : arms)
    for (std::size_t point = 0; point < doses.size(); ++point)
      for (std::uint64_t r = 0; r < replicates; ++r) {
        RunRecord run;
        run.run = all.runs.size();
        run.block = "0";
        run.arm = arm;
        run.point = point;
        run.replicate = r;
        run.seed = 1000 + r;
        run.factors = {config::number_text(doses[point]), ""};
        run.status = status_ok;
        run.ticks = 10;
        const Measures v = formula({arm, doses[point], r});
        run.measures = {v.m, v.n};
        all.runs.push_back(std::move(run));
      }
  return all;
}

double noise(std::uint64_t stream, std::uint64_t replicate) {
  const auto w = random::draw(stream, random::Purpose::state, static_cast<std::uint32_t>(replicate));
  return maths::normal_quantile(random::uniform_open(w[0], w[1]));
}

Verdict verdict(const std::string& keys, const Results& results) {
  return judge({expectation(keys)}, results, Correction::holm).at(0);
}

}  // namespace expectations_support
