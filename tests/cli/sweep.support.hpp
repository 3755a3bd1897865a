#pragma once
// A small experiment for tests of `shoal sweep` as a process.

#include <filesystem>
#include <string>
#include <vector>

#include "cli/process.support.hpp"

/// A scenario that runs in a millisecond, with a network that can be varied.
extern const std::string tiny_scenario;
/// Two arms x six points x four replicates of it, with series and a stop condition.
extern const std::string tiny_experiment;

/// Writes both to `directory` as tiny.yaml and study.yaml.
void write_experiment(const std::filesystem::path& directory);
/// Every file of a sweep that must not depend on how it was done, as one text: name and content.
std::string sweep_bytes(const std::filesystem::path& directory);
/// The rows of a CSV file, without the header, as cells; without quoted cells.
std::vector<std::vector<std::string>> csv_rows(const std::filesystem::path& file);
