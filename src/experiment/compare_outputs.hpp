#pragma once
// Two outputs of the tool: directories of a run or of an experiment, or two files.

#include <filesystem>
#include <vector>

#include "experiment/compare_tables.hpp"

namespace shoal::experiment {

/// All result files of two directories, or two files. Left out: what depends on the machine or the moment
/// (timings.csv, the journal, times, threads, build and memory in manifest.json), figures, and resolved
/// scenarios, which hold absolute paths, where manifests hold the same scenario. Tables are compared by
/// `options`, everything else by its bytes. Columns that have a tolerance must be in one of the tables.
/// @throws config::InvalidInput: there is nothing to compare, or it cannot be read
std::vector<FileComparison> compare_outputs(const std::filesystem::path& a, const std::filesystem::path& b,
                                            const TableOptions& options, std::set<std::string>& columns);

}  // namespace shoal::experiment
