#pragma once
// A changing environment (docs/mechanisms/environment.md): with probability `rate` per tick the true levels
// of all products move on by one, so that what was best is so no longer.

#include <cstdint>

#include "config/section.hpp"

namespace shoal {

struct Model;
struct ProductParams;

struct ChangeParams {
  config::Probability rate{0};
};
void describe(config::Section& s, ChangeParams& p);

/// Whether the environment changes at the beginning of this tick.
bool environment_changes(const Model& model, std::uint32_t tick);

/// The product of the market whose true levels product k has after so many changes: k - changes, around the
/// list.
const ProductParams& levels_of(const Model& model, std::uint32_t changes, std::size_t k);

/// Gives all products their true levels after so many changes.
void set_environment(Model& model, std::uint32_t changes);

}  // namespace shoal
