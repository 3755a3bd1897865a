#include "config/yaml_tree.hpp"

#include <yaml-cpp/parser.h>

#include <sstream>

#include "config/tree_builder.hpp"

namespace shoal::config {
namespace {

bool before(const Origin& a, const Origin& b) {
  return std::pair(a.line, a.column) < std::pair(b.line, b.column);
}

}  // namespace

Node parse_yaml(std::string_view text, const Origin& document, bool positions, Problems& problems) {
  Problems recovered;
  TreeBuilder builder(text, document, positions, recovered);
  std::optional<Problem> fatal;
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Unusable& unusable) {
    fatal = unusable.problem;
  } catch (const YAML::Exception& error) {
    fatal = builder.syntax_problem(error);
  }
  // What is found after the place of a syntax error, such as a bracket that never closes, may be its echo.
  if (fatal) std::erase_if(recovered, [&](const Problem& p) { return !before(p.where, fatal->where); });
  problems.insert(problems.end(), recovered.begin(), recovered.end());
  if (fatal) problems.push_back(*fatal);
  std::optional<Node> root = builder.take();
  return root && !fatal ? std::move(*root) : Node::of(Node::Kind::null, document);
}

}  // namespace shoal::config
