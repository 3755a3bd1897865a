// Every key of the `network` section, with what a researcher wants to know about it.

#include "network/params.hpp"

namespace shoal {

void describe(config::Section& s, NetworkParams::RingLattice& p) {
  s.field("neighbours", p.neighbours,
          "How many agents on each side an agent is tied to (one-sided: how many it observes ahead). At "
          "most half of the other agents; one-sided: all of them.",
          {.unit = "agents",
           .equation = "degree 2 neighbours; one-sided: i observes i+1 .. i+neighbours (mod N)"});
  s.field("one_sided", p.one_sided,
          "Directed ring: an agent observes only those ahead of it, so that information travels one way.",
          {.source = "docs/model.md 5"});
}

void describe(config::Section& s, NetworkParams::ErdosRenyi& p) {
  s.field(
      "mean_degree", p.mean_degree,
      "Mean number of ties of an agent. Every pair is tied with the same chance, so degrees are binomial.",
      {.unit = "ties",
       .equation = "p = mean_degree / (N - 1)",
       .source = "Gilbert 1959; Erdos & Renyi 1959"});
}

void describe(config::Section& s, NetworkParams::SmallWorld& p) {
  s.field("mean_degree", p.mean_degree,
          "Ties of an agent before rewiring, half of them on each side of the ring: an even number below "
          "the number of agents.",
          {.unit = "ties",
           .equation = "K; clustering without rewiring 3(K-2) / (4(K-1))",
           .source = "Watts & Strogatz 1998"});
  s.field(
      "rewiring", p.rewiring,
      "Probability that a tie of the ring is redirected to a random agent: 0 keeps the lattice, 1 gives a "
      "random network; a few per cent give short paths with high clustering.",
      {.unit = "per tie", .equation = "beta", .source = "Watts & Strogatz 1998"});
}

void describe(config::Section& s, NetworkParams::ScaleFree& p) {
  s.field("ties_per_agent", p.ties_per_agent,
          "Ties that each arriving agent makes to distinct earlier agents, chosen in proportion to their "
          "degree. The first ties_per_agent + 1 agents are all tied to each other.",
          {.unit = "ties",
           .equation = "m; P(k) = 2m(m+1) / (k(k+1)(k+2)), mean degree 2m",
           .source = "Barabasi & Albert 1999; Bollobas et al. 2001"});
}

void describe(config::Section& s, NetworkParams::PlantedPartition& p) {
  s.field("communities", p.communities,
          "Number of communities. Their sizes differ by at most one agent; agents are numbered community "
          "by community.",
          {.unit = "communities", .source = "Condon & Karp 2001"});
  s.field("mean_degree", p.mean_degree, "Mean number of ties of an agent, inside and outside its community.",
          {.unit = "ties", .equation = "d"});
  s.field("mixing", p.mixing,
          "Expected share of an agent's ties that leave its community: 0 isolates communities.",
          {.unit = "share of ties",
           .equation = "inside d (1 - mixing), outside d mixing",
           .source = "Girvan & Newman 2002"});
}

void describe(config::Section& s, NetworkParams::StochasticBlock& p) {
  s.field(
      "shares", p.shares,
      "Share of agents in each block, any positive numbers; they are normalised. Blocks are the communities.",
      {.unit = "share of agents", .source = "Holland, Laskey & Leinhardt 1983"});
  s.field(
      "mean_degrees", p.mean_degrees,
      "Row r, column s: mean number of ties of an agent of block r to agents of block s. Ties are mutual, "
      "so share_r times entry rs must equal share_s times entry sr; differences up to 1 % are taken as "
      "rounding and the mean is used.",
      {.unit = "ties",
       .equation = "p_rs = degree_rs / N_s; p_rr = degree_rr / (N_r - 1)",
       .source = "Holland, Laskey & Leinhardt 1983"});
}

void describe(config::Section& s, NetworkParams::Lfr& p) {
  s.field("mean_degree", p.mean_degree,
          "Mean number of ties of an agent, met by cutting the power law off below.",
          {.unit = "ties", .source = "Lancichinetti, Fortunato & Radicchi 2008"});
  s.field(
      "max_degree", p.max_degree,
      "Largest number of ties of an agent. Its part inside a community must fit into the largest community.",
      {.unit = "ties"});
  s.field("degree_exponent", p.degree_exponent,
          "Exponent of the power law of degrees; 2 to 3 in social networks.",
          {.equation = "P(k) ~ k^-degree_exponent", .source = "Lancichinetti, Fortunato & Radicchi 2008"});
  s.field("community_exponent", p.community_exponent,
          "Exponent of the power law of community sizes; 1 to 2 in the benchmark.",
          {.equation = "P(size) ~ size^-community_exponent",
           .source = "Lancichinetti, Fortunato & Radicchi 2008"});
  s.field("min_community", p.min_community, "Smallest community.", {.unit = "agents"});
  s.field("max_community", p.max_community, "Largest community.", {.unit = "agents"});
  s.field("mixing", p.mixing, "Share of an agent's ties that leave its community.",
          {.unit = "share of ties", .equation = "mu", .source = "Lancichinetti, Fortunato & Radicchi 2008"});
}

void describe(config::Section& s, NetworkParams::Star& p) {
  s.field("hubs", p.hubs,
          "Number of communities, each a star: the first agent is its hub (role hub), tied to all "
          "members; members know nobody else. Hubs are tied to each other. The shape of a fan economy.",
          {.unit = "hubs", .source = "docs/model.md 5"});
}

void describe(config::Section& s, NetworkParams::CorePeriphery& p) {
  s.field("communities", p.communities, "Number of communities, each with its core and periphery.",
          {.unit = "communities"});
  s.field("core_share", p.core_share,
          "Share of a community's agents in its core (role core), rounded to whole agents; at least one.",
          {.unit = "share of agents", .source = "Borgatti & Everett 1999"});
  s.field("core_degree", p.core_degree, "Mean ties of a core agent to the core of its community.",
          {.unit = "ties"});
  s.field("periphery_degree", p.periphery_degree,
          "Mean ties of a peripheral agent to the core of its community.", {.unit = "ties"});
  s.field("edge_degree", p.edge_degree, "Mean ties of a peripheral agent to the periphery of its community.",
          {.unit = "ties"});
  s.field("bridge_degree", p.bridge_degree,
          "Mean ties of a core agent to the cores of other communities; 0 leaves communities apart.",
          {.unit = "ties"});
}

void describe(config::Section& s, NetworkParams::Tiered& p) {
  s.field("communities", p.communities, "Number of communities, each with its three tiers.",
          {.unit = "communities"});
  s.field("top_share", p.top_share,
          "Share of a community's agents in the top tier (role core), rounded to whole agents; at least one.",
          {.unit = "share of agents", .source = "Katz & Lazarsfeld 1955"});
  s.field("middle_share", p.middle_share,
          "Share of a community's agents in the middle tier (role active); the rest is the mass.",
          {.unit = "share of agents", .source = "Katz & Lazarsfeld 1955"});
  s.field("upward_degree", p.upward_degree, "Mean ties of an agent below the top to the tier above it.",
          {.unit = "ties"});
  s.field("within_degree", p.within_degree, "Mean ties of an agent inside its own tier and community.",
          {.unit = "ties"});
  s.field("bridge_degree", p.bridge_degree,
          "Mean ties of a top agent to the top tiers of other communities; 0 leaves communities apart.",
          {.unit = "ties"});
}

void describe(config::Section& s, NetworkParams::Layer& p) {
  s.field("name", p.name, "Name of the layer, for example online, offline or kin; unique.",
          {.source = "docs/model.md 5"});
  s.field("share", p.share,
          "Share of ties in this layer, any positive number; shares are normalised. Leave it out where "
          "the network file tells layers.",
          {.unit = "share of ties"});
  s.field("weights", p.weights, "Strength of the layer's ties, multiplied with the tie's own.",
          {.unit = "tie strength", .equation = "w_ij"});
}

void describe(config::Section& s, NetworkParams& p) {
  s.field("generator", p.generator,
          "How ties are made when there is no file. auto: the file if one is given, else planted_partition. "
          "The section of the same name holds its parameters.",
          {.source = "docs/model.md 5"});
  s.field("file", p.file,
          "Network file to read instead of a generator: an edge list as published by SNAP (also weighted, "
          "also gzip), GraphML, GML or Pajek.",
          {.source = "docs/model.md 5"});
  s.field("format", p.format, "Format of the file; auto goes by its name, then by its content.");
  s.field("directed", p.directed,
          "Whether ties of the file have a direction; then 'u v' reads 'u observes v'. GraphML, GML and "
          "Pajek files say so themselves.");
  s.field("self_loops", p.self_loops,
          "What to do with ties of an agent with itself in the file: refuse the file, drop them, or keep "
          "them (the agent then observes itself).");
  s.field("duplicates", p.duplicates,
          "What to do with ties that the file has twice: refuse the file, or keep them once, with the "
          "largest weight.");
  s.field("communities", p.communities,
          "Where communities come from. auto: the generator; for a file, communities_file or the file "
          "itself if they tell, else detection. detect: by Leiden's algorithm on modularity (without "
          "igraph: connected components). none: one community.",
          {.source = "Traag, Waltman & van Eck 2019"});
  s.field("communities_file", p.communities_file,
          "Communities of a network file's agents, two columns: agent, community.");
  s.section("ring_lattice", p.ring_lattice, "Agents on a circle, tied to the nearest.");
  s.section("erdos_renyi", p.erdos_renyi, "Random ties, all pairs alike.");
  s.section("small_world", p.small_world, "A ring with some ties rewired at random.");
  s.section("scale_free", p.scale_free, "Growth by preferential attachment: few agents have very many ties.");
  s.section("planted_partition", p.planted_partition,
            "Equal communities with random ties inside and between them.");
  s.section("stochastic_block", p.stochastic_block,
            "Blocks of agents, each pair of blocks with its own density.");
  s.section("lfr", p.lfr, "Communities and degrees of very different sizes: the LFR benchmark.");
  s.section("star", p.star, "Communities around one hub each.");
  s.section("core_periphery", p.core_periphery, "Communities with a dense core and a loose periphery.");
  s.section("tiered", p.tiered, "Communities of three strata: top, middle and mass.");
  s.field("weights", p.weights,
          "Strength of a tie, drawn per tie, the same from both sides of an undirected one. Multiplied with "
          "the weight that a file gives.",
          {.unit = "tie strength", .equation = "w_ij in E_ik", .source = "docs/model.md 4.1"});
  s.field("layers", p.layers,
          "Layers of ties, for example online, offline and kin; a tie is in one layer, drawn by their "
          "shares. At most 255; empty: one layer.",
          {.source = "docs/model.md 5"});
}

}  // namespace shoal
