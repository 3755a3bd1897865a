#include "config/reader.hpp"

#include "config/keys.hpp"

namespace shoal::config {

namespace {

/// What to do about a node that stands where keys should.
std::string_view group_hint(const Node& node) {
  if (node.kind == Node::Kind::null) return "write {} for nothing but defaults";
  const bool colon =
      node.kind == Node::Kind::scalar && !node.quoted && node.scalar.find(':') != std::string::npos;
  return colon ? "put a space after ':'" : "";
}

}  // namespace

template <class Body>
void Reader::under(const std::string& step, const Origin& where, const Body& body) {
  const std::size_t length = path_.size();
  path_ += (path_.empty() ? "" : ".") + step;
  written_[path_] = where;
  body();
  path_.resize(length);
}

void Reader::read(Section& section, const Node& node) {
  document_ = node.origin;
  document_.line = document_.column = 0;
  if (node.kind == Node::Kind::null) return;
  root_ = &section;
  read_group(section, node);
  root_ = nullptr;
}

void Reader::read_group(Section& section, const Node& node) {
  if (node.kind != Node::Kind::map)
    return mismatch(node, "a group of keys (" + key_names(section) + ")", group_hint(node));
  for (const Node::Member& member : node.members) {
    if (const Section::Entry* entry = section.find(member.key))
      read_entry(*entry, member);
    else
      unknown_key(section, member);
  }
}

void Reader::read_entry(const Section::Entry& entry, const Node::Member& member) {
  // A value is pointed at itself; a group or a list, which begins in the next line, at its key.
  const bool scalar = member.value.kind == Node::Kind::scalar;
  under(entry.name, scalar ? member.value.origin : member.key_origin, [&] {
    if (entry.section)
      read_group(*entry.section, member.value);
    else
      entry.value->read(member.value, *this);
  });
}

void Reader::unknown_key(const Section& section, const Node::Member& member) {
  constexpr std::size_t enough = 200;  // problems; looking for suggestions takes time
  std::string message = "unknown key";
  if (problems_.size() < enough) message += "; " + unknown_key_hint(section, path_, member.key, root_);
  const std::string path = path_.empty() ? member.key : path_ + "." + member.key;
  problems_.push_back({member.key_origin, path, std::move(message)});
}

void Reader::read_item(Section& section, const Node& node, const std::string& step) {
  under(step, node.origin, [&] { read_group(section, node); });
}

void Reader::read_item(Value& value, const Node& node, const std::string& step) {
  under(step, node.origin, [&] { value.read(node, *this); });
}

void Reader::problem(const Node& node, std::string message) { problem(node.origin, std::move(message)); }

void Reader::problem(const Origin& where, std::string message) {
  problems_.push_back({where, path_, std::move(message)});
}

void Reader::mismatch(const Node& node, std::string_view allowed, std::string_view hint) {
  std::string message = node.kind == Node::Kind::null ? "has no value" : "found " + found(node);
  message.append("; must be ").append(allowed);
  if (!hint.empty()) message.append("; ").append(hint);
  problem(node, std::move(message));
}

void Reader::problem_at(const std::string& path, std::string message) {
  std::string above = path;
  auto place = written_.find(above);
  while (place == written_.end() && !above.empty()) {
    const std::size_t dot = above.rfind('.');
    above.resize(dot == above.npos ? 0 : dot);
    place = written_.find(above);
  }
  problems_.push_back({place == written_.end() ? document_ : place->second, path, std::move(message)});
}

}  // namespace shoal::config
