#include "config/section.hpp"

namespace shoal::config {

std::unique_ptr<Section> Value::item() const { return nullptr; }

const Section::Entry* Section::find(std::string_view name) const {
  for (const Entry& entry : entries_)
    if (entry.name == name) return &entry;
  return nullptr;
}

}  // namespace shoal::config
