#include "output/failure.hpp"

#include <system_error>

namespace shoal::output {

Failure::Failure(const std::filesystem::path& path, const std::string& what_failed, int error)
    : std::runtime_error(path.string() + ": " + what_failed +
                         (error ? ": " + std::generic_category().message(error) : "")),
      path_(path) {}

}  // namespace shoal::output
