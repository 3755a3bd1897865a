#pragma once
// Shoal for programs that embed it: load a scenario, step it, read metrics. Nothing is printed, nothing
// exits.
//
//   shoal::api::Run run = shoal::api::Run::from_file("village.yaml", {"seed=3"});
//   while (run.step()) std::cout << run.tick() << ' ' << run.value("impulse_share") << '\n';
//
// Link with shoal::shoal (find_package(shoal)). The same scenario gives the same numbers as `shoal run`, on
// any number of threads.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace shoal::api {

/// "0.1.0"
std::string version();

/// One thing wrong with a scenario or its data.
struct Problem {
  std::string file;  ///< as given; "--set" for an override
  int line = 0;      ///< from 1; 0: the file as a whole
  int column = 0;    ///< from 1
  std::string path;  ///< dotted key path, may be empty
  std::string message;
};

/// A scenario, network file or traits file that cannot be used. what() lists all problems, one per line.
class InvalidScenario : public std::runtime_error {
 public:
  explicit InvalidScenario(const std::string& what, std::vector<Problem> problems)
      : std::runtime_error(what), problems_(std::move(problems)) {}
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

/// A run: a scenario with its network and population, stepped tick by tick.
class Run {
 public:
  /// Loads a scenario file; `overrides` are "key.path=value" as for `shoal run --set`. `threads` >= 1.
  /// @throws InvalidScenario
  static Run from_file(const std::string& file, const std::vector<std::string>& overrides = {},
                       unsigned threads = 1);
  /// The same from YAML text; relative paths in it start from `directory`.
  static Run from_text(const std::string& yaml, const std::vector<std::string>& overrides = {},
                       unsigned threads = 1, const std::string& directory = ".");
  ~Run();
  Run(Run&&) noexcept;
  Run& operator=(Run&&) noexcept;

  /// Advances one tick. False, and nothing happens, once all ticks of the scenario are done.
  bool step();

  std::uint32_t tick() const;   ///< ticks done
  std::uint32_t ticks() const;  ///< length of the scenario
  std::size_t agents() const;
  std::size_t ties() const;  ///< stored ties (an undirected tie counts twice)

  /// Names of the metrics that the scenario's output.metrics selects, in the order of the columns of
  /// metrics.csv without `tick`.
  const std::vector<std::string>& metrics() const;
  /// Values of the last tick, parallel to metrics(); NaN where undefined. Valid until the next step.
  std::span<const double> row() const;
  /// One value of the last tick. @throws std::out_of_range for a metric that is not selected
  double value(const std::string& metric) const;

 private:
  struct Impl;
  explicit Run(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace shoal::api
