// The resolved values, and their text.

#include "config/echo.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "config/derived.hpp"
#include "config/reader.hpp"

namespace shoal::config {
namespace {

/// Whether a text stands in YAML without quotes and reads back as the same text.
bool is_plain(const std::string& text) {
  static constexpr std::string_view words[] = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"};
  if (text.empty() || text.back() == ' ') return false;
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (!letter(text.front()) && text.front() != '_' && text.front() != '/') return false;
  std::string lower;
  for (const char c : text) {
    if (!letter(c) && !(c >= '0' && c <= '9') && std::string_view("_-./+ ").find(c) == std::string_view::npos)
      return false;
    lower += static_cast<char>(c | 0x20);
  }
  return std::find(std::begin(words), std::end(words), lower) == std::end(words);
}

std::string text_of(const std::string& text) {
  if (is_plain(text)) return text;
  std::string quoted = Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
  for (std::size_t i = 0; (i = quoted.find('\x7F', i)) != quoted.npos;) quoted.replace(i, 1, "\\x7F");
  return quoted;
}

bool is_leaf(const Json& value) { return !value.is_structured() || value.empty(); }

/// Short enough to stand in one line: plain values and lists of them, lists of lists, one key with those.
bool is_short(const Json& value) {
  if (is_leaf(value)) return true;
  if (value.is_object()) return value.size() == 1 && is_short(value.front());
  return std::all_of(value.begin(), value.end(), [](const Json& item) { return !item.is_object(); }) &&
         std::all_of(value.begin(), value.end(), is_short) && flow_text(value).size() <= 80;
}

void block(const Json& value, std::size_t indent, std::string& out);

/// What follows "key:" or "-".
void after_mark(const Json& value, std::size_t indent, bool in_list, std::string& out) {
  if (is_short(value)) {
    out += " " + flow_text(value) + "\n";
  } else if (in_list) {
    std::string text;
    block(value, indent + 2, text);
    out += " " + text.substr(indent + 2);  // the first line stands behind the mark
  } else {
    out += "\n";
    block(value, indent + 2, out);
  }
}

void block(const Json& value, std::size_t indent, std::string& out) {
  const std::string margin(indent, ' ');
  if (value.is_array())
    for (const Json& item : value) {
      out += margin + "-";
      after_mark(item, indent, true, out);
    }
  else
    for (const auto& [key, member] : value.items()) {
      out += margin + text_of(key) + ":";
      after_mark(member, indent, false, out);
    }
}

}  // namespace

std::string flow_text(const Json& value) {
  if (value.is_string()) return text_of(value.get_ref<const std::string&>());
  if (value.is_number_float()) return number_text(value.get<double>());
  if (!value.is_structured()) return value.dump();
  std::string text;
  for (const auto& [key, member] : value.items())
    text += (text.empty() ? "" : ", ") + (value.is_object() ? text_of(key) + ": " : "") + flow_text(member);
  return value.is_object() ? "{" + text + "}" : "[" + text + "]";
}

Json values(const Section& section, Form form) {
  Json object = Json::object();
  for (const Section::Entry& entry : section.entries())
    object[entry.name] = entry.section ? values(*entry.section, form) : entry.value->get(form);
  return object;
}

std::string to_yaml(const Json& values) {
  if (is_leaf(values) || values.is_array()) return flow_text(values) + "\n";
  std::string text;
  block(values, 0, text);
  return text;
}

}  // namespace shoal::config
