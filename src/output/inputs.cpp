#include "output/inputs.hpp"

#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace shoal::output {
namespace {

/// 0 or the errno that opening the file to read would give; a pipe must not be opened twice, so none is here.
int error_of_reading(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return EISDIR;
  return ::access(path.c_str(), R_OK) == 0 ? 0 : errno;
}

}  // namespace

std::vector<InputFile> input_files(const Scenario& scenario) {
  std::vector<InputFile> files = {{"network.file", scenario.network.file},
                                  {"network.communities_file", scenario.network.communities_file},
                                  {"population.traits_file", scenario.population.traits_file}};
  std::erase_if(files, [](const InputFile& input) { return input.file.empty(); });
  return files;
}

config::Problems missing_inputs(const Scenario& scenario, const std::string& scenario_file) {
  config::Problems problems;
  config::Origin place;
  place.file = std::make_shared<const std::string>(scenario_file);
  for (const auto& [key, file] : input_files(scenario))
    if (const int error = error_of_reading(file.resolved))
      problems.push_back(
          {place, key,
           "'" + file.resolved.string() + "' cannot be read: " + std::generic_category().message(error)});
  return problems;
}

}  // namespace shoal::output
