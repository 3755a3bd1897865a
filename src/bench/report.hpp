#pragma once
// Results as a table for people and as JSON for programs.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace shoal::bench {

/// One table. A row is an object; its keys are the columns, units in the name ("ns_per_agent").
class Table {
 public:
  Table(std::string name, std::string sentence) : name_(std::move(name)), sentence_(std::move(sentence)) {}
  void add(nlohmann::ordered_json row) { rows_.push_back(std::move(row)); }
  std::string text() const;
  nlohmann::ordered_json json() const;

 private:
  std::string name_, sentence_;
  std::vector<nlohmann::ordered_json> rows_;
};

/// A number with four significant digits, for reading and for JSON alike.
double rounded(double value);

}  // namespace shoal::bench
