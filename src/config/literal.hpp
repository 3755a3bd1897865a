#pragma once
// A value whose type is known elsewhere: any YAML, kept as the text that `--set KEY=text` takes. Numbers are
// written shortest, so that 0.10 and 0.1 are one text.

#include <compare>
#include <memory>
#include <string>

#include "config/value.hpp"

namespace shoal::config {

struct Node;

struct Literal {
  std::string text = "null";
  bool operator==(const Literal&) const = default;
};

std::unique_ptr<Value> bind(Literal& target);

/// A node as JSON: plain numbers and truth values as such, everything else as text.
Json json_of(const Node& node);
/// The text of a node in one line of YAML: "0.1", "[1, 2]", "{beta: [2, 2]}", "\"007\"".
std::string literal_text(const Node& node);
/// The value that such a text stands for.
Json literal_json(const std::string& text);

}  // namespace shoal::config
