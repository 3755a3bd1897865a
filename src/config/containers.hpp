#pragma once
// Values that hold other values: optional, list, list of sections. The templates only say how to reach the
// items; what is done with them is in containers.cpp, so that parameter headers stay light.

#include "config/section.hpp"

namespace shoal::config {

/// A value or nothing (null).
class OptionalBase : public Value {
 public:
  std::string allowed() const override;
  Json schema() const override;
  Json get(Form form) const override;
  void read(const Node& node, Reader& reader) override;

 protected:
  virtual std::unique_ptr<Value> prototype() const = 0;
  virtual std::unique_ptr<Value> held() const = 0;  ///< null where empty
  virtual void clear() = 0;
  virtual std::unique_ptr<Value> fill() = 0;
};

template <class T>
class OptionalValue final : public OptionalBase {
 public:
  explicit OptionalValue(std::optional<T>& target) : target_(target) {}

 private:
  std::unique_ptr<Value> prototype() const override {
    blank_ = T{};
    return bind(blank_);
  }
  std::unique_ptr<Value> held() const override { return target_ ? bind(*target_) : nullptr; }
  void clear() override { target_.reset(); }
  std::unique_ptr<Value> fill() override { return bind(target_.emplace()); }

  std::optional<T>& target_;
  mutable T blank_{};
};

/// A list. An item is a Section when its type has a `describe`, else a Value.
class ListBase : public Value {
 public:
  std::string allowed() const override;
  Json schema() const override;
  Json get(Form form) const override;
  void read(const Node& node, Reader& reader) override;

 protected:
  virtual std::size_t size() const = 0;
  virtual void resize(std::size_t n) = 0;                                ///< to n fresh items
  virtual std::unique_ptr<Value> value_at(std::size_t i) const = 0;      ///< null for sections
  virtual std::unique_ptr<Section> section_at(std::size_t i) const = 0;  ///< null for values
  virtual std::unique_ptr<Value> value_prototype() const = 0;
};

template <class T>
class ListValue final : public ListBase {
 public:
  explicit ListValue(std::vector<T>& target) : target_(target) {}
  std::unique_ptr<Section> item() const override {
    blank_ = T{};
    return section_of(blank_);
  }

 private:
  std::size_t size() const override { return target_.size(); }
  void resize(std::size_t n) override { target_.assign(n, T{}); }
  std::unique_ptr<Value> value_at(std::size_t i) const override { return value_of(target_[i]); }
  std::unique_ptr<Section> section_at(std::size_t i) const override { return section_of(target_[i]); }
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

  std::vector<T>& target_;
  mutable T blank_{};
};

template <class T>
std::unique_ptr<Value> bind(std::optional<T>& target) {
  return std::make_unique<OptionalValue<T>>(target);
}
template <class T>
std::unique_ptr<Value> bind(std::vector<T>& target) {
  return std::make_unique<ListValue<T>>(target);
}

}  // namespace shoal::config
