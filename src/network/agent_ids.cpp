#include "network/agent_ids.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>
#include <stdexcept>

namespace shoal::network {

bool parse_whole(std::string_view text, std::uint64_t& number) {
  if (text.empty() || text.size() > 19 || (text[0] == '0' && text.size() > 1)) return false;
  std::uint64_t value = 0;
  for (const char c : text) {
    const auto digit = static_cast<unsigned>(c) - '0';
    if (digit > 9) return false;
    value = 10 * value + digit;
  }
  number = value;
  return value >> 63 == 0;
}

template <class IsIt>
AgentIds::Slot& AgentIds::Slots::find(std::uint64_t key, IsIt is_it) {
  const auto mask = slots.size() - 1;
  auto at = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15u) >> 24) & mask;  // Fibonacci hashing
  while (slots[at].entry != none && !(slots[at].key == key && is_it(slots[at]))) at = (at + 1) & mask;
  return slots[at];
}

template <class Keep>
void AgentIds::Slots::rebuild(std::size_t size, Keep keep) {
  std::vector<Slot> old(size);
  old.swap(slots);
  used = 0;
  for (const auto& slot : old) {
    if (slot.entry == none || !keep(slot)) continue;
    find(slot.key, [](const Slot&) { return false; }) = slot;
    ++used;
  }
}

void AgentIds::Slots::made_one() {
  if (2 * ++used > slots.size()) rebuild(2 * slots.size(), [](const Slot&) { return true; });
}

AgentIndex AgentIds::add(std::uint64_t key) {
  if (keys_.size() >= none - 1) throw std::length_error("more than 2^32 - 2 agents");
  keys_.push_back(key);
  return static_cast<AgentIndex>(keys_.size() - 1);
}

/// Makes the direct table reach beyond `number`; what it now covers leaves the hash table.
void AgentIds::widen_direct(std::uint64_t number) {
  direct_.resize(std::bit_ceil(number + 1), none);
  numbers_.rebuild(numbers_.slots.size(), [&](const Slot& slot) {
    if (slot.key >= direct_.size()) return true;
    direct_[slot.key] = slot.entry;
    return false;
  });
}

AgentIndex AgentIds::entry(std::uint64_t number) {
  constexpr std::size_t direct_at_least = 1u << 16, direct_per_entry = 8;
  if (number >= direct_.size()) {
    auto& slot = numbers_.find(number, [](const Slot&) { return true; });
    if (slot.entry != none) return slot.entry;
    if (number >= direct_at_least + direct_per_entry * keys_.size()) {
      const auto made = add(number);
      slot = {number, made, 0};
      numbers_.made_one();
      return made;
    }
    widen_direct(number);
  }
  auto& entry = direct_[number];
  if (entry == none) entry = add(number);
  return entry;
}

AgentIndex AgentIds::entry(std::string_view name) {
  std::uint64_t number = 0;
  if (parse_whole(name, number)) return entry(number);
  const auto hash = std::hash<std::string_view>{}(name);
  auto& slot = hashes_.find(hash, [&](const Slot& s) { return texts_[s.text] == name; });
  if (slot.entry != none) return slot.entry;
  const auto made = add(text_bit | texts_.size());
  slot = {hash, made, static_cast<std::uint32_t>(texts_.size())};
  texts_.emplace_back(name);
  hashes_.made_one();
  return made;
}

AgentIndex AgentIds::find(std::string_view name) {
  std::uint64_t number = 0;
  if (!parse_whole(name, number))
    return hashes_
        .find(std::hash<std::string_view>{}(name), [&](const Slot& s) { return texts_[s.text] == name; })
        .entry;
  return number < direct_.size() ? direct_[number]
                                 : numbers_.find(number, [](const Slot&) { return true; }).entry;
}

std::string AgentIds::name(AgentIndex entry) const {
  const auto key = keys_[entry];
  return key & text_bit ? texts_[key & ~text_bit] : std::to_string(key);
}

AgentIds::Numbering AgentIds::numbering() const {
  std::vector<AgentIndex> entries(keys_.size());
  std::iota(entries.begin(), entries.end(), AgentIndex{0});
  Numbering result;
  result.number_of.resize(keys_.size());

  if (texts_.empty()) {
    std::sort(entries.begin(), entries.end(), [&](auto a, auto b) { return keys_[a] < keys_[b]; });
    const bool plain = keys_.empty() || keys_[entries.back()] == keys_.size() - 1;
    if (!plain)
      for (const auto entry : entries) result.labels.push_back(std::to_string(keys_[entry]));
  } else {
    std::vector<std::string> names(keys_.size());
    for (const auto entry : entries) names[entry] = name(entry);
    std::sort(entries.begin(), entries.end(), [&](auto a, auto b) { return names[a] < names[b]; });
    for (const auto entry : entries) result.labels.push_back(std::move(names[entry]));
  }
  for (AgentIndex number = 0; number < entries.size(); ++number) result.number_of[entries[number]] = number;
  return result;
}

}  // namespace shoal::network
