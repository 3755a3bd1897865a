#include "output/recorder.hpp"

#include <catch2/catch.hpp>

#include "output/temporary.support.hpp"

using namespace shoal;
using namespace shoal::output;

namespace {

metrics::Totals totals(std::uint32_t tick, std::int64_t planned) {
  metrics::Totals t;
  t.tick = tick;
  t.agents = 10;
  t.counts.planned = planned;
  t.products.resize(2);
  t.products[0].purchases = planned;
  return t;
}

std::vector<metrics::Metric> chosen(const std::vector<std::string>& names) {
  std::vector<std::string> unknown;
  return metrics::select(names, {}, {}, unknown);
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

TEST_CASE("metrics.csv has one row per tick, the tick first", "[output]") {
  const TemporaryDirectory temporary;
  OutputDirectory directory(temporary.path() / "run", false);
  Recorder recorder(directory, chosen({"purchases", "impulse_share"}), {});
  recorder.record(totals(1, 4));
  recorder.record(totals(2, 0));
  directory.commit();
  CHECK(listing(temporary.path() / "run") == "metrics.csv");
  CHECK(read_text(temporary.path() / "run" / "metrics.csv") == "tick,purchases,impulse_share\n1,4,0\n2,0,\n");
}

TEST_CASE("products.csv has one row per tick and product, names quoted where needed", "[output]") {
  const TemporaryDirectory temporary;
  OutputDirectory directory(temporary.path() / "run", false);
  Recorder recorder(directory, chosen({"purchases"}), {"tea", "cake, sliced"});
  recorder.record(totals(1, 4));
  directory.commit();
  const std::string text = read_text(temporary.path() / "run" / "products.csv");
  CHECK(first_line(text).starts_with("tick,product,purchases,planned,impulse,market_share,"));
  CHECK(text.find("\n1,tea,4,0,0,1,") != std::string::npos);
  CHECK(text.find("\n1,\"cake, sliced\",0,0,0,0,") != std::string::npos);
}

TEST_CASE("communities.csv has one row per tick and community, stages where communities live", "[output]") {
  const TemporaryDirectory temporary;
  OutputDirectory directory(temporary.path() / "run", false);
  Recorder recorder(directory, chosen({"purchases"}), {}, {"north", "south"});
  metrics::Totals t = totals(1, 4);
  t.by_community.resize(2);
  t.by_community[0].activity = 0.5;
  t.by_community[0].stage = metrics::Stage::growth;
  t.by_community[1].members = 3;
  t.alive = true;
  recorder.record(t);
  t.tick = 2;
  t.alive = false;
  recorder.record(t);
  directory.commit();
  const std::string text = read_text(temporary.path() / "run" / "communities.csv");
  CHECK(first_line(text).starts_with("tick,community,stage,activity,warmth,fatigue,age,agents,members,"));
  CHECK(text.find("\n1,north,growth,0.5,0,0,0,0,0,") != std::string::npos);
  CHECK(text.find("\n1,south,formation,0,0,0,0,0,3,") != std::string::npos);
  CHECK(text.find("\n2,north,,0.5,0,0,,0,0,") != std::string::npos);
}
