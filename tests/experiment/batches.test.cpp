// Which runs step together, and that nobody can tell from the results.

#include "experiment/batches.hpp"

#include <bit>
#include <catch2/catch.hpp>
#include <set>

#include "experiment/ledger.hpp"
#include "experiment/runner.hpp"
#include "output/temporary.support.hpp"

namespace experiment_batches_test {

using namespace shoal::experiment;

namespace {

/// What a sweep finds out, run by run, in bits; but for the time it took.
std::vector<std::string> results(const Experiment& experiment, Workforce force) {
  const TemporaryDirectory work;
  const Plan plan(experiment);
  Ledger ledger(work.path() / "out", plan, {}, Opening::fresh);
  const Tally tally = do_runs(plan, survey(plan), ledger, force, {});
  CHECK(tally.done == tally.planned);
  std::vector<std::string> all;
  for (std::size_t cell = 0; cell < plan.cells().size(); ++cell)
    for (std::uint64_t r = 0; ledger.find(plan.run(cell, r)) != nullptr; ++r) {
      const Outcome& o = ledger.find(plan.run(cell, r))->outcome;
      std::string text =
          o.status + "|" + o.message + "|" + std::to_string(o.ticks) + (o.stopped ? "|stopped" : "");
      for (const double m : o.measures) text += "|" + std::to_string(std::bit_cast<std::uint64_t>(m));
      all.push_back(text + "|" + o.series);
    }
  return all;
}

void check_same(const std::string& yaml) {
  const TemporaryDirectory work;
  const Experiment experiment = parse_experiment(yaml, "study.yaml", work.path());
  const auto alone = results(experiment, {1, 1, 1});
  REQUIRE(alone.size() > 10);
  CHECK(results(experiment, {1, 1, 64}) == alone);
  CHECK(results(experiment, {2, 1, 10}) == alone);
  CHECK(results(experiment, {1, 2, 64}) == alone);
}

const std::string scenario = R"(
scenario:
  time: {ticks: 12}
  network: {generator: erdos_renyi, erdos_renyi: {mean_degree: 7}}
  population: {agents: 1300, seed_adopters: {share: 0.1}, traits: {income: {uniform: [1, 1.5]}}}
  market: {products: [{name: a, price: 3}]}
  learning:
    observation: {attention: 0.9, retention: 0.2, motivation: 0, vicarious_rate: 0, forgetting: 0}
    reinforcement: {recommendation_boost: 0}
    beliefs: {enabled: false}
  decision: {impulse: {enabled: false}, budget: {enabled: false}, planned: {need: 0.8, search: 1, temperature: 1, weights: {value: 2, observation: 3}}}
)";

}  // namespace

TEST_CASE("a sweep gives the same bytes whether runs step together or one by one", "[experiment][lockstep]") {
  const std::string measures = "measure: {purchases: [sum, final], exposure: mean}\nseries: {every: 3}\n";
  SECTION("replicates on one network") {
    check_same("set: {seeds.network: 5}\nreplicates: 20" + scenario + measures);
  }
  SECTION("arms that share each replicate's network") {
    check_same(
        "replicates: 3\narms: {a: {}, b: {learning.observation.attention: 0.2}, c: {decision.planned.need: "
        "0.5}, "
        "e: {time.ticks: 9}, f: {experience.surprise: 0.3}, "
        "g: {decision.planned.weights.observation: 1}, h: {market.products: [{name: a, price: 2}]}, "
        "i: {learning.observation.retention: 0.6}, d: {learning.observation.sample: 2}}" +
        scenario + measures);
  }
  SECTION("runs that stop early") {
    check_same("set: {seeds.network: 5}\nreplicates: 20\nstop: \"purchases >= 105\"" + scenario + measures);
  }
  SECTION("a rule on replicates") {
    check_same(
        "set: {seeds.network: 5}\nreplicates: {until: {measure: purchases.sum, half_width: 2}, at_least: "
        "10, "
        "at_most: 30}" +
        scenario + measures);
  }
}

TEST_CASE("batches hold every run once, on one network each, as even as can be", "[experiment]") {
  std::vector<WorldKey> keys;
  for (std::uint64_t n = 0; n < 130; ++n) keys.push_back({0, n % 2 == 0 ? 5u : n, 0, n});
  const auto order = in_order_of_worlds(keys);
  for (const unsigned jobs : {1u, 2u, 5u})
    for (const std::size_t most : {std::size_t{1}, std::size_t{10}, std::size_t{64}}) {
      CAPTURE(jobs, most);
      const auto batches = make_batches(
          order, keys, [&](std::size_t) { return most; }, jobs);
      std::set<std::size_t> seen;
      for (const Batch& batch : batches) {
        REQUIRE(!batch.empty());
        CHECK(batch.size() <= most);
        for (const std::size_t run : batch) {
          CHECK(keys[run].network_seed == keys[batch.front()].network_seed);
          CHECK(seen.insert(run).second);
        }
      }
      CHECK(seen.size() == keys.size());
    }
}

TEST_CASE("replicates on one network keep all threads busy", "[experiment]") {
  const std::vector<WorldKey> keys(40);
  std::vector<std::size_t> order(40);
  for (std::size_t n = 0; n < 40; ++n) order[n] = n;
  const auto batches = make_batches(
      order, keys, [](std::size_t) { return 64; }, 4);
  REQUIRE(batches.size() == 4);
  for (const Batch& batch : batches) CHECK(batch.size() == 10);
}

TEST_CASE("more runs together take more memory, and a batch is a matter of seconds", "[experiment]") {
  const TemporaryDirectory work;
  const Experiment experiment =
      parse_experiment("set: {seeds.network: 5}\nreplicates: 100" + scenario, "study.yaml", work.path());
  const Plan plan(experiment);
  const Survey cells = survey(plan);
  CHECK(memory_bytes(cells, 2, 64) > memory_bytes(cells, 2, 8));
  CHECK(memory_bytes(cells, 2, 8) > memory_bytes(cells, 2));
  const Workforce plenty = share_out(cells, 100, 2, 1e12);
  CHECK(plenty.jobs == 2);
  CHECK(plenty.together == 32);
  const double tight = memory_bytes(cells, 2, 5);
  CHECK(share_out(cells, 100, 2, tight).jobs == 2);
  CHECK(share_out(cells, 100, 2, tight).together == 5);
  CellSurvey cell = cells.cells.front();
  CHECK(most_together(cell, 64) == 64);
  cell.work = 1e8;
  CHECK(most_together(cell, 64) < 10);
  cell.together_bytes = 0;
  CHECK(most_together(cell, 64) == 1);
}

TEST_CASE("runs with a timeout are timed one by one", "[experiment]") {
  const TemporaryDirectory work;
  const Experiment experiment =
      parse_experiment("timeout: 100s\nreplicates: 3" + scenario, "study.yaml", work.path());
  CHECK(survey(Plan(experiment)).cells.front().together_bytes == 0);
}

}  // namespace experiment_batches_test
