#include <catch2/catch.hpp>

#include "network/import.support.hpp"

using namespace shoal;

namespace {

/// A GraphML file whose graph has this inside.
std::string graphml(const std::string& inside, const std::string& edgedefault = "undirected") {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
         "<key id=\"n\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n"
         "<key id=\"c\" for=\"node\" attr.name=\"community\" attr.type=\"string\"/>\n"
         "<key id=\"w\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"
         "<graph edgedefault=\"" +
         edgedefault + "\">\n" + inside + "</graph>\n</graphml>\n";
}

std::string refused_file(std::string name, std::string text, NetworkParams params = {}) {
  return complaint({.name = std::move(name), .text = std::move(text)}, std::move(params));
}
std::string refused_graphml(const std::string& inside, NetworkParams params = {}) {
  return refused_file("net.graphml", graphml(inside), std::move(params));
}

}  // namespace

TEST_CASE("GraphML is read with names, weights, communities and isolated agents", "[network]") {
  if (without_igraph()) return;
  const auto text = graphml(
      "<!-- <edge source=\"x\" target=\"y\"/> -->\n"
      "<node id=\"n0\"><data key=\"n\"> Zo\xC3\xAB\n</data><data key=\"c\">b</data></node>\n"
      "<node id=\"n1\"><data key=\"n\">Ann &amp; Co</data><data key=\"c\">a</data></node>\n"
      "<node id=\"n2\"><data key=\"n\">Max</data><data key=\"c\">a</data></node>\n"
      "<edge source=\"n0\" target=\"n1\"><data key=\"w\">0.5</data></edge>\n",
      "directed");
  for (const auto& content : {text, gzipped(text)}) {
    const auto draft = import_text({.name = "net.graphml", .text = content});
    CHECK(draft.directed);
    CHECK(draft.labels == std::vector<std::string>{"Ann & Co", "Max", "Zo\xC3\xAB"});
    CHECK(ties_of(draft) == "2-0:0.5");
    CHECK(draft.community == std::vector<std::uint32_t>{0, 0, 1});
    CHECK(joined(draft.community_names) == "a b");
    CHECK(draft.notes.empty());
  }
}

TEST_CASE("GML is read with labels and weights", "[network]") {
  if (without_igraph()) return;
  const auto draft = import_text({.name = "net.gml",
                                  .text = "# a comment\ngraph [\n  directed 0\n  node [ id 5 label \"Eve\" "
                                          "]\n  node [ id 7 label \"Adam\" ]\n"
                                          "  edge [ source 5 target 7 weight 3 ]\n]\n"});
  CHECK_FALSE(draft.directed);
  CHECK(joined(draft.labels) == "Adam Eve");
  CHECK(ties_of(draft) == "0-1:1");
  const auto by_id =
      import_text({.name = "net.gml",
                   .text = "graph [ node [ id 7 ] node [ id 5 ] edge [ source 7 target 5 value 2 ] ]"});
  CHECK(joined(by_id.labels) == "5 7");
  CHECK(joined(by_id.notes) == "the edge attribute 'value' is not used; weights are read from 'weight'");
}

TEST_CASE("Pajek files are read as arcs or as edges", "[network]") {
  if (without_igraph()) return;
  const std::string vertices = "*Vertices 3\n1 \"Ann\"\n2 \"Bob\"\n3 \"Cid\"\n";
  const auto arcs = import_text({.name = "net.net", .text = vertices + "*Arcs\n2 1 1\n1 2 2\n"});
  CHECK(arcs.directed);
  CHECK(joined(arcs.labels) == "Ann Bob Cid");
  CHECK(ties_of(arcs) == "0-1:1 1-0:0.5");
  const auto edges = import_text({.name = "net.net", .text = vertices + "*Edges\n3 1\n"});
  CHECK_FALSE(edges.directed);
  CHECK(ties_of(edges) == "0-2");
  const auto unnamed = import_text({.name = "net.net", .text = "*Vertices 3\n*Edges\n1 2\n"});
  CHECK(joined(unnamed.labels) == "1 2 3");
}

TEST_CASE("the format is told by the name of the file, else by its content", "[network]") {
  if (without_igraph()) return;
  const std::string text = graphml("<node id=\"b\"/><node id=\"a\"/><edge source=\"a\" target=\"b\"/>\n");
  for (const char* name : {"a.graphml", "a.GRAPHML.gz", "a.xml", "a"})
    CHECK(joined(import_text({.name = name, .text = text}).labels) == "a b");
  CHECK(ties_of(import_text(
            {.name = "a", .text = "graph [ node [ id 0 ] node [ id 1 ] edge [ source 0 target 1 ] ]"})) ==
        "0-1");
  CHECK(ties_of(import_text({.name = "a", .text = "*Vertices 2\n*Arcs\n2 1\n"})) == "1-0");
  NetworkParams params;
  params.format = FileFormat::edge_list;
  CHECK(ties_of(import_text({.name = "a.gml", .text = "0 1\n"}, params)) == "0-1");
}

TEST_CASE("names that do not tell agents apart give way to others, with a note", "[network]") {
  if (without_igraph()) return;
  const auto draft = import_text({.name = "net.graphml",
                                  .text = graphml("<node id=\"x\"><data key=\"n\">Ann</data></node>"
                                                  "<node id=\"y\"><data key=\"n\">Ann</data></node>\n")});
  CHECK(joined(draft.labels) == "x y");
  CHECK(joined(draft.notes) ==
        "the vertex attribute 'name' does not name the agents: some vertices share one");
  const auto half =
      import_text({.name = "net.graphml",
                   .text = graphml("<node id=\"x\"><data key=\"c\">1</data></node><node id=\"y\"/>\n")});
  CHECK(joined(half.labels) == "x y");
  CHECK(half.community.empty());
  CHECK(joined(half.notes) == "the vertex attribute 'community' is not used: some vertices have none");
}

TEST_CASE("GraphML that cannot be used is refused with line and reason", "[network]") {
  if (without_igraph()) return;
  const std::string two = "<node id=\"a\"/>\n<node id=\"b\"/>\n";
  CHECK(refused_file("net.graphml", "") == "net.graphml: the file is empty");
  CHECK(refused_file("net.graphml", "<html><body/></html>") ==
        "net.graphml: not valid GraphML: there is no <graph>");
  CHECK(refused_graphml("<node id=\"a\">\n") ==
        "net.graphml:8:1: not valid GraphML: Opening and ending tag mismatch: node line 7 and graph");
  CHECK(refused_graphml(two + "<edge source=\"a\" target=\"c\"/>\n") ==
        "net.graphml:9:1: target 'c' is not a <node> of this file");
  CHECK(refused_graphml(two + "<node id=\"a\"/>\n") == "net.graphml:9:1: node 'a' again, first in line 7");
  CHECK(refused_graphml(two + "<edge source=\"a\" target=\"b\" directed=\"true\"/>\n") ==
        "net.graphml:9:1: a directed edge in an undirected graph; all ties are directed or none is");
  CHECK(refused_graphml(two + "<hyperedge/>\n") ==
        "net.graphml:9:1: a <hyperedge>; only ties between two nodes are expected");
  CHECK(refused_graphml(two + "<edge source=\"a\" target=\"b\"><data key=\"w\">-2</data></edge>\n") ==
        "net.graphml:9:1: weight -2 of the tie 'a' - 'b'; a number > 0 is expected (from 1.2e-38 to 3.4e38)");
  CHECK(refused_graphml(two + "<edge source=\"a\" target=\"b\"><data key=\"w\">heavy</data></edge>\n") ==
        "net.graphml: not valid GraphML: Unexpected character 'h' while parsing real number");
  CHECK(refused_graphml(two + "<edge source=\"a\" target=\"b\"><data key=\"w\">1</data></edge>\n<edge "
                              "source=\"b\" target=\"a\"/>\n") ==
        "net.graphml:10:1: no weight of the tie 'a' - 'b'; all ties have one or none has");
  CHECK(refused_graphml(two + "<edge source=\"b\"\n target=\"b\"/>\n") ==
        "net.graphml:9:1: agent 'b' observes itself; remove the tie, or set self_loops to drop or keep");
  CHECK(refused_graphml("") == "net.graphml: the graph has no nodes");
  NetworkParams params;
  params.duplicates = DuplicatePolicy::error;
  CHECK(refused_graphml(two + "<edge source=\"a\" target=\"b\"/>\n\n<edge source=\"b\" target=\"a\"/>\n",
                        params) ==
        "net.graphml:11:1: the tie 'a' - 'b' again, first in line 9; remove it, or set duplicates to merge");
  params.directed = true;
  CHECK(refused_graphml(two, params) ==
        "net.graphml: the ties in this file are undirected, but directed: true is asked for; leave that out");
}

TEST_CASE("GML that cannot be used is refused with line and reason", "[network]") {
  if (without_igraph()) return;
  const auto gml = [](const std::string& inside) {
    return refused_file("net.gml", "graph [\n node [ id 1 ]\n" + inside + "]\n");
  };
  CHECK(refused_file("net.gml", "hello\n") ==
        "net.gml:2:1: not valid GML: syntax error, unexpected end of file, expecting string or number or [");
  CHECK(refused_file("net.gml", "Version 1\n") == "net.gml: not valid GML: No 'graph' object");
  CHECK(gml(" node [ id 1 ]\n") == "net.gml:3:1: not valid GML: Duplicate node id");
  CHECK(gml(" edge [ source 1 target 9 ]\n") ==
        "net.gml:3:1: not valid GML: Unknown target node id found in an edge");
  CHECK(gml(" edge [ source 1 ]\n") == "net.gml:3:1: not valid GML: No 'target' for edge");
  CHECK(gml(" node [ id 2 label \"] edge [\" ]\n edge [ source 1 target 1 ]\n") ==
        "net.gml:4:1: agent '1' observes itself; remove the tie, or set self_loops to drop or keep");
  CHECK(gml(" node [ id 2 ]\n edge [ source 1 target 2 weight \"big\" ]\n") ==
        "net.gml: the edge attribute 'weight' is text; numbers > 0 are expected");
  CHECK(gml(" node [ id 2 label \"\xFF\" ]\n node [ id 3 label \"c\" ]\n").find("accepted") !=
        std::string::npos);
  CHECK(refused_file("net.gml", "graph [ node [ id 1 label \"a\xFF\" ] ]\n") ==
        "net.gml: the name of node 1: byte 0xff is not UTF-8; names in UTF-8 text are expected");
}

TEST_CASE("Pajek files that cannot be used are refused with line and reason", "[network]") {
  if (without_igraph()) return;
  const auto pajek = [](const std::string& rest) { return refused_file("net.net", "*Vertices 3\n" + rest); };
  CHECK(pajek("*Edges\n1 5\n") == "net.net:3:1: vertex 5; the file declares 1 to 3");
  CHECK(pajek("*Edges\n0 1\n") == "net.net:3:1: vertex 0; the file declares 1 to 3");
  CHECK(pajek("*Arcs\n1 2\n*Edges\n2 3\n") ==
        "net.net:5:1: *Arcs (line 3) and *Edges (line 5) in one file; all ties are directed or none is");
  CHECK(pajek("*Edges\n1 2 abc\n") == "net.net:3:1: not valid Pajek: syntax error, unexpected ALNUM");
  CHECK(pajek("*Edges\n1 2 -1\n") ==
        "net.net:3:1: weight -1 of the tie '1' - '2'; a number > 0 is expected (from 1.2e-38 to 3.4e38)");
  CHECK(refused_file("net.net", "*Vertices x\n") ==
        "net.net:1:1: not valid Pajek: syntax error, unexpected ALNUM, expecting number");
  CHECK(refused_file("net.net", "*Vertices 3000000000000\n") ==
        "net.net:1:1: *Vertices 3000000000000 in a file of 24 bytes");
}
