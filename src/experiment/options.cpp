#include "experiment/options.hpp"

#include <nlohmann/json.hpp>

#include "config/derived.hpp"
#include "config/reader.hpp"

namespace shoal::experiment {
namespace {

using config::Json;
using config::Node;

class SeriesValue final : public config::Value {
 public:
  explicit SeriesValue(SeriesChoice& target) : target_(target) {}
  std::string allowed() const override { return "none, or {every, metrics, compression}"; }
  Json schema() const override {
    SeriesParams blank;
    config::Section section;
    describe(section, blank);
    return {{"anyOf", {{{"enum", {"none"}}}, config::object_schema(section)}}};
  }
  Json get(config::Form form) const override {
    if (!target_.chosen) return "none";
    SeriesParams copy = *target_.chosen;
    config::Section section;
    describe(section, copy);
    return config::values(section, form);
  }
  void read(const Node& node, config::Reader& reader) override {
    target_.chosen.reset();
    if (node.kind == Node::Kind::scalar && node.scalar == "none") return;
    if (node.kind != Node::Kind::map) return reader.mismatch(node, allowed());
    config::Section section;
    describe(section, target_.chosen.emplace());
    for (const Node::Member& member : node.members) {
      if (const config::Section::Entry* entry = section.find(member.key))
        reader.read_item(*entry->value, member.value, member.key);
      else
        reader.problem(member.key_origin,
                       "unknown key '" + member.key + "'; allowed: every, metrics, compression");
    }
  }

 private:
  SeriesChoice& target_;
};

class DurationValue final : public config::Value {
 public:
  explicit DurationValue(Duration& target) : target_(target) {}
  std::string allowed() const override { return "a time such as 60s, 5min or 2h, or 0 for no limit"; }
  Json schema() const override { return {{"type", {"string", "number"}}}; }
  Json get(config::Form) const override {
    if (target_.seconds == 0) return 0;
    return config::number_text(target_.seconds) + "s";
  }
  void read(const Node& node, config::Reader& reader) override {
    if (node.kind != Node::Kind::scalar) return reader.mismatch(node, allowed());
    std::string_view number = node.scalar;
    double unit = 0;
    for (const auto& [name, seconds] : units)
      if (unit == 0 && number.ends_with(name)) {
        unit = seconds;
        number.remove_suffix(name.size());
      }
    double amount = 0;
    if (!config::parse_number(number, amount) || !(amount >= 0) || (unit == 0 && amount != 0))
      return reader.mismatch(node, allowed());
    target_.seconds = amount * unit;
  }

 private:
  static constexpr std::pair<std::string_view, double> units[] = {
      {"ms", 0.001}, {"min", 60}, {"s", 1}, {"h", 3600}};
  Duration& target_;
};

}  // namespace

void describe(config::Section& s, SeriesParams& p) {
  s.field("every", p.every, "A row every so many ticks.", {.unit = "ticks"})
      .field("metrics", p.metrics, "Columns; empty: those of the scenario's output.metrics.")
      .field("compression", p.compression, "zstd writes series.csv.zst.");
}

std::unique_ptr<config::Value> bind(SeriesChoice& target) { return std::make_unique<SeriesValue>(target); }
std::unique_ptr<config::Value> bind(Duration& target) { return std::make_unique<DurationValue>(target); }

}  // namespace shoal::experiment
