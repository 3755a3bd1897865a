#pragma once
// From a Network back to what it was assembled of.

#include "network/build.hpp"

namespace shoal::network {

/// Ties in the user's numbering, ascending, an undirected tie once from the smaller number to the larger.
/// `assemble` makes the same network of it.
Draft disassemble(const Network& network);

}  // namespace shoal::network
