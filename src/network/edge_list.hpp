#pragma once
// Edge lists as SNAP publishes them: one tie per line, `u v` or `u v w`, u and v any names ("u observes v" in
// a directed network), w a weight > 0. Fields are separated by white space, commas or semicolons (rows.hpp);
// lines that start with # or % are comments; the first row may be a header of well-known names; gzip is told
// by its first bytes. The comment `# isolates: a b c` names agents without ties, which other programs skip.

#include <filesystem>
#include <functional>
#include <limits>
#include <string_view>

#include "network/network.hpp"
#include "network/read_ties.hpp"

namespace shoal::network {

/// Reads a file, or only its first lines until they have `most_bytes`; everything wrong with it goes to
/// `problems`.
ReadTies read_edge_list(const std::filesystem::path& file, bool directed, LoopPolicy self_loops,
                        DataProblems& problems,
                        std::uint64_t most_bytes = std::numeric_limits<std::uint64_t>::max());

/// Writes a draft so that reading it again gives the same draft (if ties are unique and weights in (0, 1]
/// with 1 the largest, or none greater than 1). `write` takes the text piece by piece. `title` becomes the
/// first comment.
void write_edge_list(const Draft& draft, std::string_view title,
                     const std::function<void(std::string_view)>& write);

}  // namespace shoal::network
