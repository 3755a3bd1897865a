#pragma once
// Walks over the tree of keys, list items included.

#include <functional>
#include <string>

#include "config/section.hpp"

namespace shoal::config {

/// What is visited: a key under its dotted path, and the keys below it (of a section, or of one list item).
/// The references hold during the visit only: the description of list items is made on the way.
struct KeyVisit {
  const std::string& path;
  const Section::Entry& entry;
  const Section* below;  ///< null for a plain value
  int depth;
};

/// Visits every key in the order of the description, a key before those below it.
void walk(const Section& root, const std::function<void(const KeyVisit&)>& visit);

/// What to try for `word`, an unknown key of `here`, which stands at `path`: "did you mean 'x'?", or what is
/// known there. `root` is the whole description, or null.
std::string unknown_key_hint(const Section& here, const std::string& path, const std::string& word,
                             const Section* root);

/// "attention, retention, rule", at most 12 of them.
std::string key_names(const Section& section);

}  // namespace shoal::config
