// Checks of the `network` section that span keys. Whether a generator can meet its parameters is said by the
// generator itself (feasible.hpp).

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "config/derived.hpp"
#include "config/reader.hpp"
#include "network/feasible.hpp"
#include "network/params.hpp"

namespace shoal {
namespace {

/// Whether a section differs from its defaults. A resolved scenario spells out all sections, so that being
/// written is no sign of being meant.
template <class P>
bool changed(const P& params) {
  const auto values = [](P p) {
    config::Section section;
    describe(section, p);
    return config::values(section, config::Form::identity);
  };
  return values(params) != values(P{});
}

void check_file(const NetworkParams& p, config::Reader& reader) {
  if (!p.file.empty()) {
    if (p.generator != Generator::automatic)
      reader.problem_at("network.generator",
                        fmt::format("found '{}' together with network.file; allowed is one of them",
                                    config::name_of(p.generator)));
    if (!p.communities_file.empty() &&
        (p.communities == CommunitySource::detect || p.communities == CommunitySource::none))
      reader.problem_at("network.communities",
                        fmt::format("found '{}' together with network.communities_file; allowed with it "
                                    "are 'auto' and 'file'",
                                    config::name_of(p.communities)));
    return;
  }
  const NetworkParams standard;
  const auto only_files = [&](std::string_view key, bool is_changed, std::string_view hint = "") {
    const auto path = fmt::format("network.{}", key);
    if (is_changed)
      reader.problem_at(path,
                        fmt::format("only for networks from a file, and network.file is not set{}", hint));
  };
  only_files("format", p.format != standard.format);
  only_files("directed", p.directed != standard.directed,
             "; a directed generator is ring_lattice with one_sided: true");
  only_files("self_loops", p.self_loops != standard.self_loops);
  only_files("duplicates", p.duplicates != standard.duplicates);
  only_files("communities_file", !p.communities_file.empty());
  only_files("communities", p.communities == CommunitySource::file);
}

void check_layers(const NetworkParams& p, config::Reader& reader) {
  if (p.layers.size() > most_layers)
    reader.problem_at("network.layers",
                      fmt::format("found {} layers; at most {} are possible", p.layers.size(), most_layers));
  std::map<std::string, std::size_t> first_with;
  for (std::size_t k = 0; k < p.layers.size(); ++k) {
    const auto path = fmt::format("network.layers.{}", k);
    const auto& layer = p.layers[k];
    if (layer.name.empty()) {
      reader.problem_at(path, "a layer needs a name");
    } else if (const auto [it, is_new] = first_with.emplace(layer.name, k); !is_new) {
      reader.problem_at(
          path + ".name",
          fmt::format("found '{}', which is layer {} already; names must differ", layer.name, it->second));
    }
  }
}

}  // namespace

std::vector<std::string> unused_sections(const NetworkParams& p) {
  std::vector<std::string> names;
  const auto add = [&](Generator g, bool is_changed) {
    if (is_changed && !(g == chosen_generator(p) && p.file.empty())) names.emplace_back(config::name_of(g));
  };
  add(Generator::ring_lattice, changed(p.ring_lattice));
  add(Generator::erdos_renyi, changed(p.erdos_renyi));
  add(Generator::small_world, changed(p.small_world));
  add(Generator::scale_free, changed(p.scale_free));
  add(Generator::planted_partition, changed(p.planted_partition));
  add(Generator::stochastic_block, changed(p.stochastic_block));
  add(Generator::lfr, changed(p.lfr));
  add(Generator::star, changed(p.star));
  add(Generator::core_periphery, changed(p.core_periphery));
  add(Generator::tiered, changed(p.tiered));
  return names;
}

void check(const NetworkParams& p, std::int64_t agents, config::Reader& reader) {
  check_file(p, reader);
  check_layers(p, reader);
  for (const network::Misfit& misfit : network::misfits(p, agents))
    reader.problem_at(network::full_key(misfit), misfit.message);
}

}  // namespace shoal
