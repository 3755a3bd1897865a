#pragma once
// A group of keys that is there or not, such as one of several kinds of a thing: {factorial: {...}}. Null is
// "not there", and so is shown.

#include <memory>
#include <optional>
#include <string>

#include "config/section.hpp"

namespace shoal::config {

template <class T>
struct OptionalGroup : std::optional<T> {
  using std::optional<T>::optional;
};

class OptionalGroupBase : public Value {
 public:
  std::string allowed() const override;
  Json schema() const override;
  Json get(Form form) const override;
  void read(const Node& node, Reader& reader) override;

 protected:
  virtual std::unique_ptr<Section> held() const = 0;  ///< null where empty
  virtual void clear() = 0;
  virtual std::unique_ptr<Section> fill() = 0;
};

template <class T>
class OptionalGroupValue final : public OptionalGroupBase {
 public:
  explicit OptionalGroupValue(OptionalGroup<T>& target) : target_(target) {}
  std::unique_ptr<Section> item() const override {
    blank_ = T{};
    return section_of(blank_);
  }

 private:
  std::unique_ptr<Section> held() const override { return target_ ? section_of(*target_) : nullptr; }
  void clear() override { target_.reset(); }
  std::unique_ptr<Section> fill() override { return section_of(target_.emplace()); }
  static std::unique_ptr<Section> section_of(T& x) {
    auto section = std::make_unique<Section>();
    describe(*section, x);
    return section;
  }

  OptionalGroup<T>& target_;
  mutable T blank_{};
};

template <class T>
std::unique_ptr<Value> bind(OptionalGroup<T>& target) {
  return std::make_unique<OptionalGroupValue<T>>(target);
}

}  // namespace shoal::config
