// Values that are words: truth values, text, files, names.

#include <nlohmann/json.hpp>

#include "config/reader.hpp"

namespace shoal::config {
namespace {

bool is_truth(const Node& node) { return !node.quoted && (node.scalar == "true" || node.scalar == "false"); }

class BoolValue final : public Value {
 public:
  explicit BoolValue(bool& target) : target_(target) {}
  std::string allowed() const override { return "true or false"; }
  Json schema() const override { return {{"type", "boolean"}}; }
  Json get(Form) const override { return target_; }
  void read(const Node& node, Reader& reader) override {
    if (node.kind != Node::Kind::scalar) return reader.mismatch(node, allowed());
    if (is_truth(node)) {
      target_ = node.scalar == "true";
    } else {
      const bool quoted = node.quoted && (node.scalar == "true" || node.scalar == "false");
      reader.mismatch(node, allowed(), quoted ? "remove the quotes" : meant(node.scalar));
    }
  }

 private:
  static std::string_view meant(std::string word) {
    for (char& c : word) c = static_cast<char>(c | 0x20);
    if (word == "yes" || word == "on" || word == "true" || word == "y") return "write true";
    if (word == "no" || word == "off" || word == "false" || word == "n") return "write false";
    return "";
  }
  bool& target_;
};

/// Text of a node that may be text, else null (and a problem). A plain number is text as it is written:
/// labels of agents are often numbers.
const std::string* text_of(const Node& node, Reader& reader, const std::string& allowed) {
  if (node.kind == Node::Kind::scalar && !is_truth(node)) return &node.scalar;
  reader.mismatch(node, allowed, node.kind == Node::Kind::scalar ? "put it in quotes if it is text" : "");
  return nullptr;
}

class TextValue final : public Value {
 public:
  explicit TextValue(std::string& target) : target_(target) {}
  std::string allowed() const override { return "text"; }
  Json schema() const override { return {{"type", {"string", "number"}}}; }
  Json get(Form) const override { return target_; }
  void read(const Node& node, Reader& reader) override {
    if (const std::string* text = text_of(node, reader, allowed())) target_ = *text;
  }

 private:
  std::string& target_;
};

class FileValue final : public Value {
 public:
  explicit FileValue(FilePath& target) : target_(target) {}
  std::string allowed() const override { return "a file name"; }
  Json schema() const override { return {{"type", "string"}}; }
  Json get(Form form) const override {
    return form == Form::rerun ? target_.resolved.string() : target_.written;
  }
  void read(const Node& node, Reader& reader) override {
    const std::string* text = text_of(node, reader, allowed());
    if (!text) return;
    target_.written = *text;
    target_.resolved = text->empty() ? std::filesystem::path() : absolute(node.origin.directory / *text);
  }

 private:
  static std::filesystem::path absolute(const std::filesystem::path& path) {
    return std::filesystem::absolute(path).lexically_normal();
  }
  FilePath& target_;
};

class NameValue final : public Value {
 public:
  NameValue(std::span<const std::string_view> names, std::function<int()> get, std::function<void(int)> set)
      : names_(names), get_(std::move(get)), set_(std::move(set)) {}

  std::string allowed() const override { return any_of(names_); }
  Json schema() const override { return {{"type", "string"}, {"enum", names_}}; }
  Json get(Form) const override { return names_[static_cast<std::size_t>(get_())]; }
  void read(const Node& node, Reader& reader) override {
    if (node.kind != Node::Kind::scalar) return reader.mismatch(node, allowed());
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (node.scalar == names_[i]) return set_(static_cast<int>(i));
    const std::string near = nearest(node.scalar, {names_.begin(), names_.end()});
    reader.mismatch(node, allowed(), near.empty() ? "" : "did you mean '" + near + "'?");
  }

 private:
  std::span<const std::string_view> names_;
  std::function<int()> get_;
  std::function<void(int)> set_;
};

}  // namespace

std::unique_ptr<Value> bind(bool& target) { return std::make_unique<BoolValue>(target); }
std::unique_ptr<Value> bind(std::string& target) { return std::make_unique<TextValue>(target); }
std::unique_ptr<Value> bind(FilePath& target) { return std::make_unique<FileValue>(target); }
std::unique_ptr<Value> bind_name(std::span<const std::string_view> names, std::function<int()> get,
                                 std::function<void(int)> set) {
  return std::make_unique<NameValue>(names, std::move(get), std::move(set));
}

}  // namespace shoal::config
