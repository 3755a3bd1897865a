#include "config/source.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "config/reader.hpp"
#include "config/text_file.hpp"
#include "config/yaml_tree.hpp"

namespace shoal::config {
namespace fs = std::filesystem;

const Node* Node::find(std::string_view key) const {
  for (const Member& member : members)
    if (member.key == key) return &member.value;
  return nullptr;
}

Node Node::of(Kind kind, Origin origin) {
  Node node;
  node.kind = kind;
  node.origin = std::move(origin);
  return node;
}

void merge(Node& base, Node over) {
  if (base.kind != Node::Kind::map || over.kind != Node::Kind::map) {
    base = std::move(over);
    return;
  }
  base.origin = over.origin;
  for (Node::Member& member : over.members) {
    const auto same = std::find_if(base.members.begin(), base.members.end(),
                                   [&](const Node::Member& m) { return m.key == member.key; });
    if (same == base.members.end()) {
      base.members.push_back(std::move(member));
    } else {
      same->key_origin = member.key_origin;
      merge(same->value, std::move(member.value));
    }
  }
}

namespace {

constexpr const char* must_be_keys = "; must be keys with values, such as 'seed: 1'";

Origin document_origin(const std::string& name, const fs::path& directory) {
  return {std::make_shared<const std::string>(name), 0, 0, directory};
}

/// The folder of a file, absolute where the system can say so.
fs::path folder_of(const fs::path& file) {
  std::error_code error;
  const fs::path absolute = fs::absolute(file, error);
  return (error ? file : absolute).parent_path();
}

/// The file itself, whatever links and ".." lead to it.
fs::path identity(const fs::path& file) {
  std::error_code error;
  const fs::path canonical = fs::weakly_canonical(file, error);
  return error ? file : canonical;
}

/// Reads files and what they include; knows which files are open, to find circles.
class Loader {
 public:
  explicit Loader(Problems& problems) : problems_(problems) {}

  /// `where` is the place that asks for the file: an `include`, or the file itself.
  Node file(const fs::path& path, const std::string& name, const Origin& where);
  Node text(std::string_view text, const Origin& document);

 private:
  Node with_includes(Node root);
  void include(Node& base, const Node& item);
  void problem(const Origin& where, const std::string& path, std::string message) {
    problems_.push_back({where, path, std::move(message)});
  }

  Problems& problems_;
  std::vector<fs::path> open_;
  int files_ = 0;
};

Node Loader::text(std::string_view text, const Origin& document) {
  const std::size_t before = problems_.size();
  if (!check_text(text, document, problems_)) return Node::of(Node::Kind::null, document);
  Node root = parse_yaml(text, document, true, problems_);
  if (root.kind == Node::Kind::map) return with_includes(std::move(root));
  if (root.kind == Node::Kind::null) {
    const bool blank = text.find_first_not_of(" \t\r\n") == text.npos;
    if (problems_.size() == before)
      problem(document, "", std::string(blank ? "is empty" : "has no content") + must_be_keys);
  } else {
    const bool colon = root.kind == Node::Kind::scalar && root.scalar.find(':') != std::string::npos;
    problem(root.origin, "",
            "found " + found(root) + must_be_keys + (colon ? "; put a space after ':'" : ""));
  }
  return Node::of(Node::Kind::null, document);
}

Node Loader::file(const fs::path& path, const std::string& name, const Origin& where) {
  const std::optional<std::string> bytes = read_bytes(path, where, problems_);
  const Origin document = document_origin(name, folder_of(path));
  if (!bytes) return Node::of(Node::Kind::null, document);
  open_.push_back(identity(path));
  Node root = text(*bytes, document);
  open_.pop_back();
  return root;
}

/// Lays the file on what its top-level `include` names, and removes that key.
Node Loader::with_includes(Node root) {
  const auto key = std::find_if(root.members.begin(), root.members.end(),
                                [](const Node::Member& m) { return m.key == "include"; });
  if (key == root.members.end()) return root;
  const Node list = std::move(key->value);
  root.members.erase(key);
  Node base = Node::of(Node::Kind::map, root.origin);
  if (list.kind == Node::Kind::sequence)
    for (const Node& item : list.items) include(base, item);
  else
    include(base, list);
  merge(base, std::move(root));
  return base;
}

void Loader::include(Node& base, const Node& item) {
  if (item.kind != Node::Kind::scalar || item.scalar.empty())
    return problem(item.origin, "include", "found " + found(item) + "; must be a file or a list of files");
  if (static_cast<int>(open_.size()) > max_include_depth)
    return problem(item.origin, "include", fmt::format("more than {} files deep", max_include_depth));
  if (++files_ > max_included_files + 1) return;  // said once
  if (files_ > max_included_files)
    return problem(item.origin, "include", fmt::format("more than {} files", max_included_files));
  const fs::path path = (item.origin.directory / item.scalar).lexically_normal();
  if (std::find(open_.begin(), open_.end(), identity(path)) != open_.end())
    return problem(item.origin, "include", "'" + item.scalar + "' includes itself, directly or in a circle");
  // Messages name the file as seen from where the user is: the including file's name, then the way from it.
  const fs::path name = (fs::path(*item.origin.file).parent_path() / item.scalar).lexically_normal();
  const std::size_t before = problems_.size();
  Node included = file(path, name.string(), item.origin);
  for (std::size_t i = before; i < problems_.size(); ++i)
    if (problems_[i].where.file == item.origin.file && problems_[i].path.empty())
      problems_[i].path = "include", problems_[i].message = "'" + item.scalar + "': " + problems_[i].message;
  if (included.kind == Node::Kind::map) merge(base, std::move(included));
}

}  // namespace

Node read_source(const fs::path& file, Problems& problems) {
  const Origin where = document_origin(file.string(), folder_of(file));
  return Loader(problems).file(file, file.string(), where);
}

Node parse_source(std::string_view text, const std::string& name, const fs::path& directory,
                  Problems& problems) {
  return Loader(problems).text(text, document_origin(name, folder_of(directory / name)));
}

}  // namespace shoal::config
