#include "experiment/replicates.hpp"

#include <nlohmann/json.hpp>

#include "config/reader.hpp"

namespace shoal::experiment {
namespace {

using config::Json;
using config::Node;

/// What the map form holds.
struct ReplicateRule {
  Until until;
  config::Integer<1, most_replicates> at_least{10}, at_most{1000};
};
void describe(config::Section& s, ReplicateRule& p) {
  s.section("until", p.until, "The rule that ends the replicates of a point.")
      .field("at_least", p.at_least, "Replicates before the rule is asked, and in each further batch.")
      .field("at_most", p.at_most, "Replicates at which a point ends in any case.");
}

class ReplicatesValue final : public config::Value {
 public:
  explicit ReplicatesValue(Replicates& target) : target_(target) {}
  std::string allowed() const override {
    return "a whole number, or {until: {measure, half_width, confidence}, at_least, at_most}";
  }
  Json schema() const override {
    return {{"anyOf", {{{"type", "integer"}, {"minimum", 1}}, {{"type", "object"}}}}};
  }
  Json get(config::Form) const override {
    if (!target_.until) return target_.at_most.value;
    const Until& u = *target_.until;
    return {
        {"until",
         {{"measure", u.measure}, {"half_width", u.half_width.value}, {"confidence", u.confidence.value}}},
        {"at_least", target_.at_least.value},
        {"at_most", target_.at_most.value}};
  }
  void read(const Node& node, config::Reader& reader) override {
    target_ = {};
    if (node.kind == Node::Kind::scalar) {
      config::bind(target_.at_most)->read(node, reader);
      target_.at_least = target_.at_most;
      return;
    }
    if (node.kind != Node::Kind::map) return reader.mismatch(node, allowed());
    read_rule(node, reader);
  }

 private:
  void read_rule(const Node& node, config::Reader& reader) {
    ReplicateRule rule;
    config::Section section;
    describe(section, rule);
    for (const Node::Member& member : node.members) {
      const config::Section::Entry* entry = section.find(member.key);
      if (!entry)
        reader.problem(member.key_origin,
                       "unknown key '" + member.key + "'; allowed: until, at_least, at_most");
      else if (entry->section)
        reader.read_item(*entry->section, member.value, member.key);
      else
        reader.read_item(*entry->value, member.value, member.key);
    }
    if (rule.until.measure.empty()) reader.problem(node, "until.measure is missing; name a measure");
    if (rule.at_most < rule.at_least)
      reader.problem(node, "at_most is below at_least (" + std::to_string(rule.at_least) + ")");
    if (rule.at_least < 2) reader.problem(node, "at_least must be 2 or more: one run has no interval");
    target_ = {rule.at_least, rule.at_most, rule.until};
  }
  Replicates& target_;
};

}  // namespace

void describe(config::Section& s, Until& p) {
  s.field("measure", p.measure, "Measure whose mean is to be known.")
      .field("half_width", p.half_width, "Largest half width of the interval, in units of the measure.")
      .field("confidence", p.confidence, "Confidence of the t interval, asked anew after each batch.");
}

std::unique_ptr<config::Value> bind(Replicates& target) { return std::make_unique<ReplicatesValue>(target); }

}  // namespace shoal::experiment
