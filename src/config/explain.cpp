#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "config/derived.hpp"
#include "config/echo.hpp"
#include "config/keys.hpp"
#include "config/layout.hpp"

namespace shoal::config {
namespace {

/// "market.products[0].price" and "market.products.0.price" name the same key as "market.products.price".
std::string without_positions(const std::string& key) {
  std::string plain, step;
  const auto end_step = [&] {
    const bool position = !step.empty() && std::all_of(step.begin(), step.end(),
                                                       [](unsigned char c) { return std::isdigit(c); });
    if (!position && !step.empty()) plain += (plain.empty() ? "" : ".") + step;
    step.clear();
  };
  for (const char c : key) {
    if (c == '.' || c == '[' || c == ']')
      end_step();
    else
      step += c;
  }
  end_step();
  return plain;
}

std::string line(const std::string& label, std::string_view text) {
  constexpr std::size_t column = 12;
  return text.empty() ? "" : "  " + padded(label, column - 2) + wrapped(text, column, column) + "\n";
}

void explain_value(const Section::Entry& entry, std::string& out) {
  out += line("type", entry.value->allowed());
  out += line("unit", entry.notes.unit);
  out += line("default", default_text(*entry.value));
  out += line("equation", entry.notes.equation);
  out += line("source", entry.notes.source);
}

void explain_keys(const Section& below, bool list, std::string& out) {
  std::size_t longest = 0;
  for (const Section::Entry& entry : below.entries()) longest = std::max(longest, width(entry.name));
  out += list ? "  keys of an item:\n" : "  keys:\n";
  for (const Section::Entry& entry : below.entries())
    out += "    " + padded(entry.name, longest) + "  " + wrapped(entry.help, longest + 6, longest + 6) + "\n";
}

}  // namespace

std::string default_text(const Value& value) {
  const Json json = value.get(Form::identity);
  if (!value.item() || json.empty()) return flow_text(json);
  return std::to_string(json.size()) + (json.size() == 1 ? " item" : " items");
}

std::string key_tree(const Section& root) {
  struct Row {
    std::string name, standard, type;
  };
  std::vector<Row> rows;
  std::size_t names = 0, standards = 0;
  walk(root, [&](const KeyVisit& key) {
    Row row{std::string(2 * static_cast<std::size_t>(key.depth), ' ') + key.entry.name, "", ""};
    if (key.entry.value) {
      row.standard = cut(default_text(*key.entry.value), 20);
      row.type = key.below ? "a list of:" : key.entry.value->allowed();
    }
    names = std::max(names, width(row.name));
    standards = std::max(standards, width(row.standard));
    rows.push_back(std::move(row));
  });
  std::string text;
  for (const Row& row : rows) {
    std::string out = padded(row.name, names) + "  " + padded(row.standard, standards) + "  ";
    out += cut(row.type, page_width - width(out));
    text += out.substr(0, out.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string explain(const Section& root, const std::string& key) {
  const std::string wanted = without_positions(key);
  std::string text;
  walk(root, [&](const KeyVisit& visit) {
    if (visit.path != wanted || !text.empty()) return;
    text = visit.path + "\n  " + wrapped(visit.entry.help, 2, 2) + "\n\n";
    if (visit.entry.value) explain_value(visit.entry, text);
    if (visit.below) explain_keys(*visit.below, visit.entry.value != nullptr, text);
  });
  return text;
}

}  // namespace shoal::config
