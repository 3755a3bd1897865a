#pragma once
// Networks from texts that tests write down, and what the readers say of them.

#include <string>

#include "network/import.hpp"

/// A file with this name and text, and perhaps a community file "groups.txt".
struct NetworkText {
  std::string name = "net.txt";
  std::string text;
  std::string groups = {};
};

/// What read_file makes of it.
shoal::network::Draft import_text(const NetworkText& files, shoal::NetworkParams params = {});
/// All problems, one per line, with file names alone; "accepted" if there are none.
std::string complaint(const NetworkText& files, shoal::NetworkParams params = {});

/// Says that the test is skipped where igraph is not to be had.
bool without_igraph();

/// "0-1 1-2": ties by number, with ":weight" where there are weights.
std::string ties_of(const shoal::network::Draft& draft);
/// Names joined by spaces.
std::string joined(const std::vector<std::string>& names);
std::string gzipped(const std::string& text);
/// The edge list and the community file that `draft` is written to.
std::string edge_list_text(const shoal::network::Draft& draft);
std::string community_text(const shoal::network::Draft& draft);
