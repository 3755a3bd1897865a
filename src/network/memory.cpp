// What a network takes, before it exists. Follows build and assemble step by step; tests compare it with the
// truth.

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "network/bit_rows.hpp"
#include "network/blocks.hpp"
#include "network/build.hpp"
#include "network/edge_list.hpp"
#include "network/feasible.hpp"
#include "network/foreign_file.hpp"
#include "network/position_rows.hpp"

namespace shoal::network {
namespace {

/// Bytes of a name while a file is read: a number in its table, a text in its own.
constexpr double number_name_bytes = 12, text_name_bytes = 140;

struct Size {
  double agents = 0, ties = 0, stored = 0;
  double per_tie = 0;                ///< bytes of weight and layer
  double per_agent = 0;              ///< bytes of roles and labels
  double names = number_name_bytes;  ///< bytes of an agent's name while a file is read
  double scratch = 0;                ///< while ties are made, besides the ties
};

/// Bytes of a typical line "123456 123456\n", and of the same after gzip.
constexpr double line_bytes = 12, packed_line_bytes = 3;
constexpr double label_bytes = sizeof(std::string);

/// Bytes of a tie in the list beside the bits, and of an agent there.
constexpr double listed_bytes = sizeof(AgentIndex), agent_bytes = 2;

/// Of the forms beside the list.
struct RowBytes {
  double bits = 0, positions = 0;
  RowBytes operator+(const RowBytes& other) const { return {bits + other.bits, positions + other.positions}; }
};

/// Communities of `size` agents, each with `inside` ties to its own and `outside` ties to others.
struct Alike {
  double communities, size, inside, outside;

  double bit_row_bytes() const {
    const double words = std::ceil(size / BitRows::word_bits), bytes = sizeof(RowWord) * words;
    if (bytes > sizeof(AgentIndex) * inside || words > BitRows::most_words) return 0;
    return communities * size * (bytes + agent_bytes + listed_bytes * outside);
  }

  /// Degrees as Poisson draws.
  double position_row_bytes() const {
    if (size > PositionRows::most_members) return 0;
    std::vector<double> agents_by_degree;
    double agents = size * std::exp(-inside);
    for (double d = 0; d < inside + 10 * std::sqrt(inside) + 10; agents *= inside / ++d)
      agents_by_degree.push_back(agents);
    const std::size_t width = width_of_positions(agents_by_degree);
    if (width == 0) return 0;
    constexpr double together = PositionRows::together;
    const double rows = std::ceil(size / together) * together;
    return communities * (rows * static_cast<double>(PositionRows::word_bytes * width) + size +
                          listed_bytes * (size * outside + ties_left_out(agents_by_degree, width)));
  }

  RowBytes row_bytes() const { return {bit_row_bytes(), position_row_bytes()}; }
};

/// As make_bit_rows and make_position_rows do it; where communities are of many kinds or only a file tells
/// them, the most it can be.
RowBytes row_bytes(const NetworkParams& params, const Size& n) {
  if (n.agents <= 0) return {};
  const double degree = n.stored / n.agents, most = n.stored * listed_bytes + n.agents * agent_bytes;
  if (!params.file.empty()) return {most, most};
  switch (chosen_generator(params)) {
    case Generator::complete:
    case Generator::ring_lattice:
    case Generator::erdos_renyi:
    case Generator::small_world:
    case Generator::scale_free: return Alike{1, n.agents, degree, 0}.row_bytes();
    case Generator::planted_partition: {
      const auto& p = params.planted_partition;
      const double communities = static_cast<double>(p.communities), outside = p.mean_degree * p.mixing;
      const double larger = std::fmod(n.agents, communities), size = std::floor(n.agents / communities);
      return Alike{larger, size + 1, p.mean_degree - outside, outside}.row_bytes() +
             Alike{communities - larger, size, p.mean_degree - outside, outside}.row_bytes();
    }
    case Generator::stochastic_block: {
      const auto& p = params.stochastic_block;
      double total = 0;
      RowBytes bytes;
      for (const auto& share : p.shares) total += share;
      for (std::size_t r = 0; r < p.shares.size(); ++r) {
        double outside = 0;
        for (std::size_t s = 0; s < p.shares.size(); ++s)
          if (s != r)
            outside += (p.mean_degrees[r][s] + p.shares[s] / p.shares[r] * p.mean_degrees[s][r]) / 2;
        bytes = bytes + Alike{1, n.agents * p.shares[r] / total, p.mean_degrees[r][r], outside}.row_bytes();
      }
      return bytes;
    }
    default: return {most, most};
  }
}

constexpr double buffer_bytes = 2 << 20;  ///< of lines, and of what was unpacked

/// Mean bytes of the texts of labels that do not fit into the strings themselves, with the allocator's.
double bytes_apart(const std::vector<std::string>& labels) {
  double bytes = 0;
  for (const std::string& label : labels)
    bytes += label.size() > 15 ? static_cast<double>(label.size()) + 17 : 0;
  return labels.empty() ? 0 : bytes / static_cast<double>(labels.size());
}

/// A file is counted by reading it, or by its beginning and its length: as new names grow rarer, agents are
/// then at most what is told. Files that are no edge lists, or cannot be read twice, are counted by their
/// length, as if every line were a tie, and one agent for two ties.
Size size_of_file(const NetworkParams& params, AgentIndex agents) {
  constexpr std::uint64_t most_bytes = 8 << 20;
  Size n;
  std::error_code none;
  const std::filesystem::path& path = params.file.resolved;
  const auto bytes = std::filesystem::file_size(path, none);
  const bool packed = path.extension() == ".gz";
  n.ties = none ? 0 : static_cast<double>(bytes) / (packed ? packed_line_bytes : line_bytes);
  n.agents = n.ties / 2;
  n.per_agent = label_bytes;
  const auto format = params.format == FileFormat::automatic ? format_of(path) : params.format;
  if (!none && format == FileFormat::edge_list && std::filesystem::is_regular_file(path, none)) {
    DataProblems unheard("");
    const ReadTies read = read_edge_list(path, params.directed, LoopPolicy::keep, unheard, most_bytes);
    if (unheard.empty() && !read.ties.empty()) {
      const auto ties = static_cast<double>(read.ties.size());
      if (read.whole)
        n.ties = ties;
      else if (!packed)
        n.ties = ties * static_cast<double>(bytes) / static_cast<double>(read.bytes);
      n.agents = read.ids.size() * std::max(1.0, n.ties / ties);
      const std::vector<std::string> labels = read.ids.numbering().labels;
      if (read.whole && labels.empty()) n.per_agent = 0;
      n.per_agent += bytes_apart(labels);
      if (!labels.empty()) n.names = text_name_bytes;
      if (read.weighted) n.per_tie = sizeof(float);
    }
  }
  if (agents > 0) n.agents = agents;
  n.stored = params.directed ? n.ties : 2 * n.ties;
  // Ties as they are read, in a vector that doubles; then beside the draft's. Names, in tables.
  const double doubling = std::exp2(std::ceil(std::log2(std::max(n.ties, 1.0))));
  const double draft = static_cast<double>(room_for(n.ties)) * sizeof(Tie) + n.ties * n.per_tie;
  n.scratch = buffer_bytes + n.agents * n.names +
              std::max(doubling * sizeof(ReadTie) - draft, n.ties * sizeof(ReadTie));
  return n;
}

MemoryEstimate estimate(const NetworkParams& params, const Size& n, bool weighted) {
  const double draft = static_cast<double>(room_for(n.ties)) * sizeof(Tie) + n.ties * n.per_tie;
  const double rows = n.stored * (sizeof(AgentIndex) + n.per_tie);
  const double column = n.agents * sizeof(AgentIndex);
  const double known = 2 * column + n.agents * n.per_agent;  // community, agent_of; roles, labels
  MemoryEstimate m;
  m.agents = n.agents;
  m.held_bytes = rows + column + known;
  m.peak_bytes = std::max({draft + known + n.scratch,           // making ties
                           draft + known + 2 * column + rows,   // scattering them: offsets, cursors
                           known + 3 * column + rows + rows});  // transposing
  if (weighted) return m;
  const RowBytes forms = row_bytes(params, n);
  m.bit_row_bytes = forms.bits;
  m.position_row_bytes = forms.positions;
  return m;
}

}  // namespace

MemoryEstimate estimate_memory(const NetworkParams& params, AgentIndex agents) {
  Size n;
  const auto constant_one = [](const Distribution& d) { return d.constant() && d.a == 1; };
  bool weighted = !constant_one(params.weights);
  for (const auto& layer : params.layers) weighted |= !constant_one(layer.weights);
  const double per_tie = (weighted ? sizeof(float) : 0) + (params.layers.size() > 1 ? 1 : 0);
  if (!params.file.empty()) {
    n = size_of_file(params, agents);
    weighted |= n.per_tie > 0;
    n.per_tie = std::max(n.per_tie, per_tie);
    return estimate(params, n, weighted);
  }
  n.per_tie = per_tie;
  const Generator g = chosen_generator(params);
  const auto& generator = generator_entry(g);
  n.agents = agents;
  n.ties = generator.expected_ties(params, agents);
  n.stored = g == Generator::ring_lattice && params.ring_lattice.one_sided ? n.ties : 2 * n.ties;
  n.per_agent = generator.has_roles ? sizeof(Role) : 0;
  n.scratch = generator.scratch_bytes ? generator.scratch_bytes(params, agents) : 0;
  return estimate(params, n, weighted);
}

}  // namespace shoal::network
