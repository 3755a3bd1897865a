#include <numeric>

#include "bench/suites.hpp"
#include "engine/workers.hpp"
#include "maths/elementary.hpp"
#include "random/philox.hpp"

namespace shoal::bench {
namespace {

/// Where results go that nobody reads, so that they are computed.
volatile std::uint64_t sink;

std::uint64_t read_all(const std::uint64_t* from, std::size_t count) {
  std::uint64_t lanes[32] = {};
  for (std::size_t i = 0; i + 32 <= count; i += 32)
    for (std::size_t l = 0; l < 32; ++l) lanes[l] ^= from[i + l];
  return std::accumulate(std::begin(lanes), std::end(lanes), std::uint64_t{0});
}

}  // namespace

Table limits(const Settings& settings) {
  constexpr std::size_t words = std::size_t{1} << 25, share = words / 64;  // 256 MiB: beyond any cache
  constexpr std::uint32_t few = 16384;                                     // numbers that stay in a cache
  std::vector<std::uint64_t> memory(words, 1);
  std::vector<std::uint32_t> subjects(few), columns(4 * std::size_t{few});
  std::iota(subjects.begin(), subjects.end(), 0u);
  std::vector<float> x(few), y(few);
  for (std::uint32_t i = 0; i < few; ++i) x[i] = static_cast<float>(i % 200) * 0.1f - 10.0f;
  std::uint32_t tick = 0;
  std::vector<std::uint64_t> parts(64);

  Workers all(settings.threads);
  std::vector<Contestant> contest = {
      {"read from memory, 1 thread", [&] { sink = read_all(memory.data(), words); }},
      {"read from memory, " + std::to_string(settings.threads) + " threads",
       [&] {
         all.run(parts.size(), [&](std::size_t part, unsigned) {
           parts[part] = read_all(memory.data() + part * share, share);
         });
       },
       false},
      {"draws of 128 bits (Philox 4x32-10)",
       [&] {
         random::draw_columns(1, random::Purpose::decision, subjects.data(), ++tick, few, columns.data(),
                              columns.data() + few, columns.data() + 2 * few, columns.data() + 3 * few);
       }},
      {"logistic",
       [&] {
         for (std::uint32_t i = 0; i < few; ++i) y[i] = maths::logistic(x[i]);
         sink = static_cast<std::uint64_t>(y[tick % few] * 1e6f);
       }},
  };
  compete(contest, settings.effort);
  Table table("limits", "what this machine can do");
  const double bytes = static_cast<double>(words) * 8;
  for (std::size_t n = 0; n < 2; ++n)
    table.add({{"limit", contest[n].name},
               {"rate", rounded(bytes / contest[n].median() * 1e-9)},
               {"unit", "GB/s"}});
  for (std::size_t n = 2; n < 4; ++n)
    table.add(
        {{"limit", contest[n].name}, {"rate", rounded(few / contest[n].median() * 1e-6)}, {"unit", "M/s"}});
  return table;
}

}  // namespace shoal::bench
