#pragma once
// agents.nc: columns of all agents at chosen ticks, in NetCDF-4, which xarray, pandas (by way of xarray), R
// and Panoply read. Agents stand in the order of the user's numbers, so that no byte depends on how
// communities were found; the file holds no times, so that two runs give the same bytes.

#include <vector>

#include "mechanisms/agent_columns.hpp"
#include "output/directory.hpp"
#include "output/netcdf_bridge.hpp"
#include "scenario/scenario.hpp"

namespace shoal::output {

class AgentSnapshots {
 public:
  /// Starts agents.nc with what does not change during the run. The references must outlive it.
  /// @throws Failure; config::InvalidInput: a column that this run does not have
  AgentSnapshots(OutputDirectory& directory, const Scenario& scenario, const Model& model,
                 const State& state);

  /// Writes the state after `tick` if the scenario asks for it (0: before the first tick). @throws Failure
  void record(std::uint32_t tick);
  /// Completes the file. @throws Failure
  void close();

 private:
  struct Variable {
    AgentColumn column;
    int id;
  };
  bool due(std::uint32_t tick) const;
  void define(const Scenario& scenario);
  void write(const Variable& variable);

  const Model& model_;
  const State& state_;
  std::vector<std::uint32_t> at_;  ///< ascending
  std::uint64_t every_;
  std::vector<AgentIndex> position_;  ///< [N] the user's number -> internal position
  std::size_t together_;              ///< agents written in one go, which are also stored together
  NetcdfFile file_;
  int tick_ = 0;
  std::vector<Variable> variables_;
  std::size_t snapshots_ = 0;
  std::vector<float> reals_;
  std::vector<std::uint32_t> wholes_;
  std::vector<std::uint8_t> smalls_;
};

}  // namespace shoal::output
