#include "network/igraph_bridge.hpp"

#include <fmt/format.h>

namespace shoal::network {
namespace {
std::string_view kind_of(FileFormat format) {
  return format == FileFormat::graphml ? "GraphML" : format == FileFormat::gml ? "GML" : "Pajek";
}
}  // namespace
}  // namespace shoal::network

#ifndef SHOAL_WITH_IGRAPH

#include <stdexcept>

namespace shoal::network {

std::string why_no_igraph() {
  return "this build has no igraph: install libigraph-dev and build again with -DSHOAL_IGRAPH=ON, or convert "
         "the file "
         "to an edge list";
}
ForeignGraph read_with_igraph(FileFormat format, std::string_view, DataProblems& problems) {
  problems.add(fmt::format("is a {} file, and {}", kind_of(format), why_no_igraph()));
  return {};
}
std::vector<std::uint32_t> leiden(const Draft&, std::uint64_t) {
  throw std::logic_error("communities by Leiden's algorithm: " + why_no_igraph());
}

}  // namespace shoal::network

#else

#include <dlfcn.h>
#include <igraph.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <mutex>
#include <optional>
#include <stdexcept>

#include "config/reader.hpp"

namespace shoal::network {

namespace {

/// The functions of igraph that we call, by name, found in the library at run time.
// clang-format off: version 14 never settles on this list
#define SHOAL_IGRAPH_NAMES(X)   \
  X(IGRAPH_FINALLY_FREE)        \
  X(igraph_strerror)            \
  X(igraph_set_error_handler)   \
  X(igraph_set_warning_handler) \
  X(igraph_set_fatal_handler)   \
  X(igraph_set_attribute_table) \
  X(igraph_cattribute_table)    \
  X(igraph_read_graph_graphml)  \
  X(igraph_read_graph_gml)      \
  X(igraph_read_graph_pajek)    \
  X(igraph_create)              \
  X(igraph_destroy)             \
  X(igraph_vcount)              \
  X(igraph_ecount)              \
  X(igraph_is_directed)         \
  X(igraph_get_edgelist)        \
  X(igraph_cattribute_list)     \
  X(igraph_cattribute_VAN)      \
  X(igraph_cattribute_VAS)      \
  X(igraph_cattribute_VAB)      \
  X(igraph_cattribute_EAN)      \
  X(igraph_strvector_init)      \
  X(igraph_strvector_destroy)   \
  X(igraph_strvector_size)      \
  X(igraph_strvector_get)       \
  X(igraph_vector_init)         \
  X(igraph_vector_destroy)      \
  X(igraph_vector_int_init)     \
  X(igraph_vector_int_destroy)  \
  X(igraph_community_leiden)    \
  X(igraph_rng_init)            \
  X(igraph_rng_destroy)         \
  X(igraph_rng_seed)            \
  X(igraph_rng_default)         \
  X(igraph_rng_set_default)     \
  X(igraph_rngtype_mt19937)
// clang-format on

struct Library {
#define SHOAL_POINTER(name) decltype(&::name) name = nullptr;
  SHOAL_IGRAPH_NAMES(SHOAL_POINTER)
#undef SHOAL_POINTER
  std::string problem;  ///< why it cannot be used; empty if it can

  Library() {
    void* handle = dlopen(SHOAL_IGRAPH_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
      problem =
          SHOAL_IGRAPH_LIBRARY " cannot be loaded: install libigraph3, or convert the file to an edge list";
      return;
    }
#define SHOAL_FIND(name)                                            \
  name = reinterpret_cast<decltype(&::name)>(dlsym(handle, #name)); \
  if (!name) problem = SHOAL_IGRAPH_LIBRARY " has no " #name ": it is not the igraph of this build";
    SHOAL_IGRAPH_NAMES(SHOAL_FIND)
#undef SHOAL_FIND
  }
};

const Library& library() {
  static const Library loaded;
  return loaded;
}

/// What igraph said during a call; filled by its handlers, which have no other way to us.
struct Said {
  std::string error;
  std::vector<std::string> warnings;
};
std::mutex in_use;
Said* said = nullptr;

extern "C" {
void note_error(const char* reason, const char*, int, igraph_error_t) {
  if (said && said->error.empty() && reason) said->error = reason;
  library().IGRAPH_FINALLY_FREE();
}
void note_warning(const char* reason, const char*, int) {
  if (said && std::ranges::find(said->warnings, reason) == said->warnings.end())
    said->warnings.emplace_back(reason);
}
void throw_fatal(const char* reason, const char*, int) {
  throw std::runtime_error(std::string("igraph: ") + reason);
}
}

/// One visit to igraph: alone, with our handlers, and with nothing left to free afterwards.
class Visit {
 public:
  Visit() : lock_(in_use), lib_(library()) {
    if (!lib_.problem.empty()) throw std::logic_error(lib_.problem);
    said = &said_;
    error_handler_ = lib_.igraph_set_error_handler(note_error);
    warning_handler_ = lib_.igraph_set_warning_handler(note_warning);
    fatal_handler_ = lib_.igraph_set_fatal_handler(throw_fatal);
    attributes_ = lib_.igraph_set_attribute_table(lib_.igraph_cattribute_table);
  }
  ~Visit() {
    lib_.igraph_set_error_handler(error_handler_);
    lib_.igraph_set_warning_handler(warning_handler_);
    lib_.igraph_set_fatal_handler(fatal_handler_);
    lib_.igraph_set_attribute_table(attributes_);
    said = nullptr;
  }
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;

  const Library* operator->() const { return &lib_; }
  const Said& what() const { return said_; }
  void check(igraph_error_t code) const {
    if (code == IGRAPH_ENOMEM) throw std::bad_alloc();
    if (code != IGRAPH_SUCCESS)
      throw std::runtime_error("igraph: " +
                               (said_.error.empty() ? std::string(lib_.igraph_strerror(code)) : said_.error));
  }

 private:
  std::unique_lock<std::mutex> lock_;
  const Library& lib_;
  Said said_;
  igraph_error_handler_t* error_handler_;
  igraph_warning_handler_t* warning_handler_;
  igraph_fatal_handler_t* fatal_handler_;
  igraph_attribute_table_t* attributes_;
};

/// Frees what igraph made at the end of a scope.
template <class F>
struct Finally {
  F free;
  ~Finally() { free(); }
};
template <class F>
Finally(F) -> Finally<F>;

std::string number_as_name(double x) { return std::isnan(x) ? std::string() : config::number_text(x); }

/// "Line 10: what" or "what, line 10 (why)" to a problem with its line.
void report(const std::string& reason, FileFormat format, DataProblems& problems) {
  const auto kind = kind_of(format);
  if (reason == "Graph index was too large.") return problems.add("not valid GraphML: there is no <graph>");
  std::uint64_t line = 0;
  auto at = reason.find("Line ");
  if (at == reason.npos) at = reason.find("line ");
  if (at != reason.npos) std::from_chars(reason.data() + at + 5, reason.data() + reason.size(), line);
  std::string text = reason;
  if (reason.starts_with("Line ")) {
    text = reason.substr(std::min(reason.size(), reason.find(": ") + 2));
  } else if (const auto open = reason.find(" ("); reason.starts_with("Parse error") && open != reason.npos) {
    text = reason.substr(open + 2);
    if (text.ends_with(')')) text.pop_back();
  }
  text = text.substr(0, text.find(fmt::format(" in {} file", kind)));  // we say that, and where
  while (text.ends_with('\n') || text.ends_with('.')) text.pop_back();
  problems.add(line, line ? 1 : 0, fmt::format("not valid {}: {}", kind, text));
}

void read_vertex_attribute(const Visit& igraph, const igraph_t& graph, const char* name,
                           igraph_attribute_type_t type, ForeignGraph& result) {
  ForeignGraph::VertexAttribute attribute{name, {}};
  attribute.values.reserve(result.vertices);
  for (igraph_integer_t v = 0; v < static_cast<igraph_integer_t>(result.vertices); ++v) {
    switch (type) {
      case IGRAPH_ATTRIBUTE_NUMERIC:
        attribute.values.push_back(number_as_name(igraph->igraph_cattribute_VAN(&graph, name, v)));
        break;
      case IGRAPH_ATTRIBUTE_STRING:
        attribute.values.emplace_back(igraph->igraph_cattribute_VAS(&graph, name, v));
        break;
      case IGRAPH_ATTRIBUTE_BOOLEAN:
        attribute.values.emplace_back(igraph->igraph_cattribute_VAB(&graph, name, v) ? "true" : "false");
        break;
      default: return;
    }
  }
  result.vertex_attributes.push_back(std::move(attribute));
}

void read_attributes(const Visit& igraph, const igraph_t& graph, ForeignGraph& result) {
  igraph_strvector_t names[3];
  igraph_vector_int_t types[3];
  for (auto& x : names) igraph.check(igraph->igraph_strvector_init(&x, 0));
  for (auto& x : types) igraph.check(igraph->igraph_vector_int_init(&x, 0));
  const Finally freed{[&] {
    for (auto& x : names) igraph->igraph_strvector_destroy(&x);
    for (auto& x : types) igraph->igraph_vector_int_destroy(&x);
  }};
  igraph.check(igraph->igraph_cattribute_list(&graph, &names[0], &types[0], &names[1], &types[1], &names[2],
                                              &types[2]));

  const auto type = [&](int of, igraph_integer_t i) {
    return static_cast<igraph_attribute_type_t>(VECTOR(types[of])[i]);
  };
  for (igraph_integer_t i = 0; i < igraph->igraph_strvector_size(&names[1]); ++i)
    read_vertex_attribute(igraph, graph, igraph->igraph_strvector_get(&names[1], i), type(1, i), result);
  for (igraph_integer_t i = 0; i < igraph->igraph_strvector_size(&names[2]); ++i) {
    ForeignGraph::EdgeAttribute attribute{igraph->igraph_strvector_get(&names[2], i), false, {}};
    attribute.numeric = type(2, i) == IGRAPH_ATTRIBUTE_NUMERIC;
    const auto edges = static_cast<igraph_integer_t>(result.edges.size() / 2);
    for (igraph_integer_t e = 0; attribute.numeric && e < edges; ++e)
      attribute.values.push_back(igraph->igraph_cattribute_EAN(&graph, attribute.name.c_str(), e));
    result.edge_attributes.push_back(std::move(attribute));
  }
}

}  // namespace

std::string why_no_igraph() { return library().problem; }

ForeignGraph read_with_igraph(FileFormat format, std::string_view text, DataProblems& problems) {
  ForeignGraph result;
  if (const auto reason = why_no_igraph(); !reason.empty()) {
    problems.add(fmt::format("is a {} file, and {}", kind_of(format), reason));
    return result;
  }
  if (text.empty()) {
    problems.add("the file is empty");
    return result;
  }
  const Visit igraph;
  std::string copy(text);  // fmemopen wants bytes that it could write
  FILE* const stream = fmemopen(copy.data(), copy.size(), "r");
  if (!stream) throw std::bad_alloc();
  const Finally closed{[&] { std::fclose(stream); }};

  igraph_t graph;
  const auto code = format == FileFormat::graphml ? igraph->igraph_read_graph_graphml(&graph, stream, 0)
                    : format == FileFormat::gml   ? igraph->igraph_read_graph_gml(&graph, stream)
                                                  : igraph->igraph_read_graph_pajek(&graph, stream);
  if (code == IGRAPH_ENOMEM) throw std::bad_alloc();
  if (code != IGRAPH_SUCCESS) {
    report(igraph.what().error.empty() ? igraph->igraph_strerror(code) : igraph.what().error, format,
           problems);
    return result;
  }
  const Finally freed{[&] { igraph->igraph_destroy(&graph); }};

  result.vertices = static_cast<std::uint64_t>(igraph->igraph_vcount(&graph));
  result.directed = igraph->igraph_is_directed(&graph);
  igraph_vector_int_t edges;
  igraph.check(igraph->igraph_vector_int_init(&edges, 0));
  const Finally edges_freed{[&] { igraph->igraph_vector_int_destroy(&edges); }};
  igraph.check(igraph->igraph_get_edgelist(&graph, &edges, false));
  result.edges.assign(edges.stor_begin, edges.end);
  read_attributes(igraph, graph, result);
  result.warnings = igraph.what().warnings;
  return result;
}

std::vector<std::uint32_t> leiden(const Draft& draft, std::uint64_t seed) {
  constexpr double randomness = 0.01;   // theta of the paper; igraph's default
  constexpr double least_gain = 1e-10;  // of modularity, by one more iteration
  constexpr int most_iterations = 100;
  const Visit igraph;

  const auto agents = static_cast<igraph_integer_t>(draft.agents);
  const auto ties = static_cast<igraph_integer_t>(draft.ties.size());
  igraph_vector_t weights, strengths;
  igraph_vector_int_t edges, membership;
  igraph.check(igraph->igraph_vector_init(&weights, ties));
  igraph.check(igraph->igraph_vector_init(&strengths, agents));
  igraph.check(igraph->igraph_vector_int_init(&edges, 2 * ties));
  igraph.check(igraph->igraph_vector_int_init(&membership, agents));
  const Finally freed{[&] {
    igraph->igraph_vector_destroy(&weights);
    igraph->igraph_vector_destroy(&strengths);
    igraph->igraph_vector_int_destroy(&edges);
    igraph->igraph_vector_int_destroy(&membership);
  }};
  double total = 0;
  for (igraph_integer_t i = 0; i < ties; ++i) {
    const auto& tie = draft.ties[static_cast<std::size_t>(i)];
    const double weight = draft.weights.empty() ? 1.0 : draft.weights[static_cast<std::size_t>(i)];
    VECTOR(edges)[2 * i] = tie.observer;
    VECTOR(edges)[2 * i + 1] = tie.observed;
    VECTOR(weights)[i] = weight;
    VECTOR(strengths)[tie.observer] += weight;
    VECTOR(strengths)[tie.observed] += weight;
    total += 2 * weight;
  }
  igraph_t graph;
  igraph.check(igraph->igraph_create(&graph, &edges, agents, IGRAPH_UNDIRECTED));
  const Finally graph_freed{[&] { igraph->igraph_destroy(&graph); }};

  igraph_rng_t rng;
  igraph.check(igraph->igraph_rng_init(&rng, igraph->igraph_rngtype_mt19937));
  const Finally rng_freed{[&] { igraph->igraph_rng_destroy(&rng); }};
  igraph.check(igraph->igraph_rng_seed(&rng, seed));
  igraph_rng_t* const usual = igraph->igraph_rng_default();
  igraph->igraph_rng_set_default(&rng);
  const Finally restored{[&] { igraph->igraph_rng_set_default(usual); }};

  // One iteration a time: igraph 0.10 stops too early when told to go on until nothing changes (its issue
  // 2798).
  double best = -1;
  for (int i = 0; i < most_iterations; ++i) {
    igraph_integer_t communities = 0;
    double quality = 0;
    igraph.check(igraph->igraph_community_leiden(&graph, &weights, &strengths, 1 / total, randomness, i > 0,
                                                 1, &membership, &communities, &quality));
    if (!(quality > best + least_gain)) break;
    best = quality;
  }
  return {membership.stor_begin, membership.stor_begin + agents};
}

}  // namespace shoal::network

#endif
