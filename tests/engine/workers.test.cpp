// Workers: every task once, on any number of threads.

#include "engine/workers.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <vector>

namespace engine_workers_test {

using shoal::Workers;

TEST_CASE("every task runs exactly once, in every round", "[engine][threads]") {
  for (const unsigned count : {1u, 2u, 4u, 7u}) {
    Workers workers(count);
    CHECK(workers.count() == count);
    for (const std::size_t tasks : {0u, 1u, 2u, 3u, 100u, 5u}) {
      std::vector<std::atomic<int>> runs(tasks);
      std::atomic<bool> strange{false};
      workers.run(tasks, [&](std::size_t task, unsigned worker) {
        ++runs[task];
        if (worker >= count) strange = true;
      });
      for (const auto& n : runs) CHECK(n == 1);
      CHECK_FALSE(strange);
    }
  }
}

TEST_CASE("what tasks wrote is there when the round is over", "[engine][threads]") {
  Workers workers(4);
  std::vector<std::size_t> written(1000);
  for (std::size_t round = 1; round <= 200; ++round) {
    workers.run(written.size(), [&](std::size_t task, unsigned) { written[task] += round; });
    CHECK(written.front() == round * (round + 1) / 2);
    CHECK(written.back() == round * (round + 1) / 2);
  }
}

TEST_CASE("a worker's buffer belongs to one task at a time", "[engine][threads]") {
  Workers workers(3);
  std::vector<int> inside(3);
  std::atomic<int> clashes{0};
  workers.run(2000, [&](std::size_t, unsigned worker) {
    if (++inside[worker] != 1) ++clashes;
    --inside[worker];
  });
  CHECK(clashes == 0);
}

}  // namespace engine_workers_test
