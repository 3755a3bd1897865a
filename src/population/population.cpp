#include "population/population.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "config/source.hpp"
#include "population/parts.hpp"
#include "population/seed_adopters.hpp"
#include "population/segments.hpp"
#include "population/traits_file.hpp"
#include "random/philox.hpp"

namespace shoal {
namespace {

using population::TraitsFile;

void check_size(const PopulationParams& params, const Network& network) {
  if (params.agents == 0 || params.agents == network.agents) return;
  throw config::InvalidInput(
      {{{},
        "population.agents",
        fmt::format("found {}, but the network has {} agents; leave the key out or give {}",
                    params.agents.value, network.agents, network.agents)}});
}

/// Makes the column of trait t. Its values are addressed by the user's number.
class TraitMaker {
 public:
  TraitMaker(const PopulationParams& params, const Network& network, const Population& made,
             const TraitsFile& file, std::uint64_t seed, unsigned threads)
      : params_(params), network_(network), made_(made), file_(file), seed_(seed), threads_(threads) {}

  Column make(std::size_t t) const {
    const std::vector<Source> sources = sources_of(t);
    const Distribution& one = *sources.front().distribution;
    const bool same = std::all_of(sources.begin(), sources.end(), [&](const Source& s) {
      return s.distribution->constant() && s.distribution->a == one.a;
    });
    if (same) return Column::constant(static_cast<float>(one.a));

    Column column = Column::varying(network_.agents, static_cast<float>(trait_table[t].standard));
    const auto purpose = static_cast<std::uint32_t>(random::Purpose::trait) + static_cast<std::uint32_t>(t);
    population::in_parts(network_.agents, threads_, [&](AgentIndex first, AgentIndex last) {
      constexpr AgentIndex at_once = 4096;
      for (AgentIndex end; first < last; first = end) {
        end = first + std::min(at_once, last - first);
        for (std::size_t segment = 0; segment < sources.size(); ++segment)
          fill(column, sources[segment], purpose, members(segment, first, end));
      }
    });
    return column;
  }

 private:
  /// Where the values of a segment come from.
  struct Source {
    const Distribution* distribution;
    const std::vector<float>* numbers;  ///< a column of the traits file, or null
    std::optional<Sampler> sampler;     ///< where there is no such column
  };

  /// The agents of a segment from first to last - 1.
  std::vector<AgentIndex> members(std::size_t segment, AgentIndex first, AgentIndex last) const {
    std::vector<AgentIndex> agents;
    for (AgentIndex i = first; i < last; ++i)
      if (made_.segment.empty() || made_.segment[i] == segment) agents.push_back(i);
    return agents;
  }

  void fill(Column& column, const Source& source, std::uint32_t purpose,
            const std::vector<AgentIndex>& agents) const {
    std::vector<AgentIndex> users(agents.size());
    std::ranges::transform(agents, users.begin(), [&](AgentIndex i) { return network_.agent_of[i]; });
    std::vector<float> values(agents.size());
    if (source.numbers)
      std::ranges::transform(users, values.begin(), [&](AgentIndex user) { return (*source.numbers)[user]; });
    else
      source.sampler->column(seed_, purpose, users.data(), users.size(), values.data());
    for (std::size_t n = 0; n < agents.size(); ++n) column[agents[n]] = values[n];
  }

  std::vector<Source> sources_of(std::size_t t) const {
    std::vector<Source> sources;
    const auto add = [&](const Distribution& d) {
      const bool column = d.kind == Distribution::Kind::column;
      if (column)
        sources.push_back({&d, &file_.find(d.column)->second, std::nullopt});
      else
        sources.push_back({&d, nullptr, Sampler(d)});
    };
    for (const SegmentParams& segment : params_.segments)
      add(segment.traits[t] ? *segment.traits[t] : params_.traits[t]);
    if (sources.empty()) add(params_.traits[t]);
    return sources;
  }

  const PopulationParams& params_;
  const Network& network_;
  const Population& made_;
  const TraitsFile& file_;
  std::uint64_t seed_;
  unsigned threads_;
};

}  // namespace

Population make_population(const PopulationParams& params, const Network& network, std::uint64_t seed,
                           unsigned threads) {
  check_size(params, network);
  const TraitsFile file = population::read_traits_file(params, network);

  Population made;
  made.agents = network.agents;
  made.segment = population::assign_segments(params.segments, network, seed);
  for (const SegmentParams& segment : params.segments) {
    made.segment_names.push_back(segment.name);
    made.segment_need.push_back(segment.need ? std::optional(static_cast<float>(*segment.need))
                                             : std::nullopt);
  }
  if (params.segments.empty()) {
    made.segment_names.push_back("all");
    made.segment_need.push_back(std::nullopt);
  }
  const TraitMaker maker(params, network, made, file, seed, threads);
  for (std::size_t t = 0; t < trait_count; ++t) made.traits[t] = maker.make(t);
  made.seed_adopters = population::choose_seed_adopters(params.seed_adopters, network, seed);
  made.seed_products =
      population::choose_seed_products(params.seed_adopters, made.seed_adopters, network, seed);
  return made;
}

}  // namespace shoal
