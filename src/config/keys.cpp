#include "config/keys.hpp"

#include <algorithm>

#include "config/derived.hpp"
#include "config/reader.hpp"

namespace shoal::config {
namespace {

void walk_under(const Section& section, const std::string& prefix, int depth,
                const std::function<void(const KeyVisit&)>& visit) {
  for (const Section::Entry& entry : section.entries()) {
    const std::string path = prefix.empty() ? entry.name : prefix + "." + entry.name;
    const std::unique_ptr<Section> item = entry.value ? entry.value->item() : nullptr;
    const Section* below = entry.section ? entry.section.get() : item.get();
    visit({path, entry, below, depth});
    if (below) walk_under(*below, path, depth + 1, visit);
  }
}

std::string last_step(const std::string& path) { return path.substr(path.rfind('.') + 1); }

std::vector<std::string> names_of(const Section& section) {
  std::vector<std::string> names;
  for (const Section::Entry& entry : section.entries()) names.push_back(entry.name);
  return names;
}

/// Paths whose last step is `word`; at most three, so that a message stays short.
std::vector<std::string> elsewhere(const Section& root, const std::string& word) {
  std::vector<std::string> paths;
  for (const std::string& key : all_keys(root))
    if (last_step(key) == word && paths.size() < 3) paths.push_back(key);
  return paths;
}

std::string did_you_mean(const std::vector<std::string>& paths) {
  std::vector<std::string> quoted;
  for (const std::string& path : paths) quoted.push_back("'" + path + "'");
  return "did you mean " + any_of(std::vector<std::string_view>(quoted.begin(), quoted.end())) + "?";
}

}  // namespace

void walk(const Section& root, const std::function<void(const KeyVisit&)>& visit) {
  walk_under(root, "", 0, visit);
}

std::string key_names(const Section& section) {
  std::string text;
  std::size_t n = 0;
  for (const Section::Entry& entry : section.entries()) {
    if (n++ == 12) return text + " ...";
    text += (text.empty() ? "" : ", ") + entry.name;
  }
  return text;
}

std::vector<std::string> all_keys(const Section& root) {
  std::vector<std::string> keys;
  walk(root, [&](const KeyVisit& key) { keys.push_back(key.path); });
  return keys;
}

std::string nearest_key(const Section& root, const std::string& key) {
  const std::vector<std::string> keys = all_keys(root);
  const std::string word = last_step(key);
  std::vector<std::string> words;
  for (const std::string& known : keys) {
    if (last_step(known) == word) return known;  // the right name in the wrong place
    words.push_back(last_step(known));
  }
  if (const std::string path = nearest(key, keys); !path.empty()) return path;
  const std::string near = nearest(word, words);
  if (near.empty()) return "";
  return keys[static_cast<std::size_t>(std::find(words.begin(), words.end(), near) - words.begin())];
}

std::string unknown_key_hint(const Section& here, const std::string& path, const std::string& word,
                             const Section* root) {
  if (word == "include") return "'include' stands at the top of a file";
  const std::size_t gap = word.find_first_of(": ");
  if (gap != word.npos && here.find(word.substr(0, gap)))
    return word[gap] == ':' ? "put a space after ':'"
                            : "is a ':' missing after '" + word.substr(0, gap) + "'?";
  const std::string sibling = nearest(word, names_of(here));
  if (!sibling.empty()) return "did you mean '" + sibling + "'?";
  if (root) {
    const std::vector<std::string> keys = all_keys(*root);
    const std::string full = path.empty() ? word : path + "." + word;
    if (word.find('.') != word.npos && std::find(keys.begin(), keys.end(), full) != keys.end())
      return "dots join keys in --set only; nest the keys here";
    if (const std::vector<std::string> paths = elsewhere(*root, word); !paths.empty())
      return did_you_mean(paths);
    if (!path.empty() || word.size() > 3)
      if (const std::string near = nearest_key(*root, word); !near.empty()) return did_you_mean({near});
  }
  return "known here: " + key_names(here);
}

}  // namespace shoal::config
