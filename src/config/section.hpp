#pragma once
// The one description of every key. A parameter struct has a free function `describe(Section&, Params&)`;
// from the tree of sections that it builds come the reader, all checks, the JSON Schema, `explain`,
// docs/reference.md, the resolved echo and --set.

#include <concepts>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/value.hpp"

namespace shoal::config {

/// What a researcher wants to know about a key beyond its type.
struct Notes {
  std::string_view unit = "";      ///< "per tick", "ticks", "agents", "currency"; empty: none
  std::string_view equation = "";  ///< where it enters, in the notation of docs/model.md
  std::string_view source = "";    ///< paper or section of docs/model.md
};

class Section {
 public:
  struct Entry {
    std::string name;
    std::string help;
    Notes notes;
    std::unique_ptr<Value> value;      ///< exactly one of value ...
    std::unique_ptr<Section> section;  ///< ... and section is set
  };

  Section() = default;
  explicit Section(std::string help) : help_(std::move(help)) {}

  /// A key with a value. `target` must outlive the section.
  template <class T>
  Section& field(std::string name, T& target, std::string help, Notes notes = {}) {
    entries_.push_back({std::move(name), std::move(help), notes, bind(target), nullptr});
    return *this;
  }
  /// A key whose Value is made by hand.
  Section& value(std::string name, std::unique_ptr<Value> value, std::string help, Notes notes = {}) {
    entries_.push_back({std::move(name), std::move(help), notes, std::move(value), nullptr});
    return *this;
  }
  /// A group of keys described by `describe(Section&, P&)`.
  template <class P>
  Section& section(std::string name, P& params, std::string help) {
    auto child = std::make_unique<Section>(help);
    describe(*child, params);
    entries_.push_back({std::move(name), std::move(help), {}, nullptr, std::move(child)});
    return *this;
  }

  const std::deque<Entry>& entries() const { return entries_; }
  const Entry* find(std::string_view name) const;
  const std::string& help() const { return help_; }

 private:
  std::string help_;
  std::deque<Entry> entries_;
};

/// A list of structs, each described by its own `describe`.
template <class T>
concept Described = requires(Section& s, T& t) {
  describe(s, t);
};

}  // namespace shoal::config

#include "config/containers.hpp"
