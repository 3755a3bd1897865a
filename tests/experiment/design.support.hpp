#pragma once
// Designs from YAML, for tests.

#include <string>
#include <string_view>
#include <vector>

#include "experiment/design.hpp"

namespace design_support {

using Lines = std::vector<std::string>;

/// Reads `design: [...]` from YAML text named "in.yaml" in `directory`, and checks it; every problem as one
/// line of the result.
Lines problems_of(std::string_view yaml, std::vector<shoal::experiment::DesignParams>& design,
                  const std::string& directory = "/tmp");
Lines problems_of(std::string_view yaml);

/// The table of the only block of `yaml`, which must be sound.
shoal::experiment::DesignTable table_of(std::string_view yaml, std::uint64_t seed = 1, std::size_t block = 0);

/// The points, each as "a | b".
Lines points(const shoal::experiment::DesignTable& table);

/// Column `factor` as numbers.
std::vector<double> column(const shoal::experiment::DesignTable& table, std::size_t factor);

/// What reads back as the same design.
std::string echo(std::vector<shoal::experiment::DesignParams>& design);

}  // namespace design_support
