#pragma once
// A map whose keys the file chooses: {KEY: value, ...}. Its order is the order in which it is written. Two
// equal keys never get here: the reader of the text refuses them.

#include <string>
#include <utility>
#include <vector>

#include "config/section.hpp"

namespace shoal::config {

template <class T>
struct Map {
  std::vector<std::pair<std::string, T>> items;

  bool empty() const { return items.empty(); }
  std::size_t size() const { return items.size(); }
  auto begin() const { return items.begin(); }
  auto end() const { return items.end(); }
  const T* find(std::string_view key) const {
    for (const auto& [name, value] : items)
      if (name == key) return &value;
    return nullptr;
  }
};

/// Reads and shows a map. A value is a Section when its type has a `describe`, else a Value. Whether a key
/// means something is for the owner to check (Reader::problem_at, under the path of the map).
class MapBase : public Value {
 public:
  std::string allowed() const override;
  Json schema() const override;
  Json get(Form form) const override;
  void read(const Node& node, Reader& reader) override;

 protected:
  virtual std::size_t size() const = 0;
  virtual std::string key_at(std::size_t i) const = 0;
  virtual void assign(std::vector<std::string> keys) = 0;                ///< fresh values
  virtual std::unique_ptr<Value> value_at(std::size_t i) const = 0;      ///< null for sections
  virtual std::unique_ptr<Section> section_at(std::size_t i) const = 0;  ///< null for values
  virtual std::unique_ptr<Value> value_prototype() const = 0;
};

template <class T>
class MapValue final : public MapBase {
 public:
  explicit MapValue(Map<T>& target) : target_(target) {}
  std::unique_ptr<Section> item() const override {
    blank_ = T{};
    return section_of(blank_);
  }

 private:
  std::size_t size() const override { return target_.items.size(); }
  std::string key_at(std::size_t i) const override { return target_.items[i].first; }
  void assign(std::vector<std::string> keys) override {
    target_.items.clear();
    for (std::string& key : keys) target_.items.emplace_back(std::move(key), T{});
  }
  std::unique_ptr<Value> value_at(std::size_t i) const override { return value_of(target_.items[i].second); }
  std::unique_ptr<Section> section_at(std::size_t i) const override {
    return section_of(target_.items[i].second);
  }
  std::unique_ptr<Value> value_prototype() const override {
    blank_ = T{};
    return value_of(blank_);
  }
  static std::unique_ptr<Value> value_of(T& x) {
    if constexpr (Described<T>)
      return nullptr;
    else
      return bind(x);
  }
  static std::unique_ptr<Section> section_of(T& x) {
    if constexpr (Described<T>) {
      auto section = std::make_unique<Section>();
      describe(*section, x);
      return section;
    } else {
      return nullptr;
    }
  }

  Map<T>& target_;
  mutable T blank_{};
};

template <class T>
std::unique_ptr<Value> bind(Map<T>& target) {
  return std::make_unique<MapValue<T>>(target);
}

}  // namespace shoal::config
