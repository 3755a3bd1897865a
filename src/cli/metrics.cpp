// `shoal metrics`: the columns of metrics.csv and products.csv.

#include "metrics/metrics.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "mechanisms/agent_columns.hpp"

namespace shoal::cli {
namespace {

/// A column as the texts below show it, wherever it comes from.
struct Column {
  std::string name, unit, sentence;
  bool standard;
};

std::vector<Column> metric_columns() {
  std::vector<Column> columns;
  for (const auto& m : metrics::catalogue({"SEGMENT"}, {}))
    columns.push_back({m.name, m.unit, m.sentence, m.standard});
  return columns;
}

std::vector<Column> product_columns() {
  std::vector<Column> columns;
  for (const auto& m : metrics::product_catalogue()) columns.push_back({m.name, m.unit, m.sentence, true});
  return columns;
}

std::vector<Column> agent_file_columns() {
  std::vector<Column> columns;
  for (const auto& m : agent_columns()) columns.push_back({m.name, m.unit, m.sentence, true});
  return columns;
}

/// "tick, agent, product": what a column of agents.nc has a value for.
std::string_view dimensions(ColumnShape shape) {
  switch (shape) {
    case ColumnShape::agent: return "agent";
    case ColumnShape::tick_agent: return "tick, agent";
    case ColumnShape::tick_agent_product: return "tick, agent, product";
  }
  return {};
}

std::string agents_markdown() {
  std::string text = "| variable | dimensions | unit | meaning | needs |\n| --- | --- | --- | --- | --- |\n";
  for (const auto& c : agent_columns())
    text += fmt::format("| `{}` | {} | {} | {} | {} |\n", c.name, dimensions(c.shape), c.unit, c.sentence,
                        c.needs.empty() ? "" : "`" + c.needs + "`");
  return text;
}

std::vector<Column> community_columns() {
  std::vector<Column> columns = {
      {"stage", "name",
       "Stage of the community's life: formation, growth, maturity, decline, dead; empty "
       "where communities do not live.",
       true}};
  for (const auto& m : metrics::community_catalogue()) columns.push_back({m.name, m.unit, m.sentence, true});
  return columns;
}

std::string as_text(const std::vector<Column>& columns) {
  std::size_t name = 0, unit = 0;
  for (const Column& c : columns) {
    name = std::max(name, c.name.size());
    unit = std::max(unit, c.unit.size());
  }
  std::string text;
  for (const Column& c : columns)
    text += fmt::format("{} {:<{}}  {:<{}}  {}\n", c.standard ? '*' : ' ', c.name, name, c.unit, unit,
                        c.sentence);
  return text;
}

std::string as_markdown(const std::vector<Column>& columns, bool with_default) {
  std::string text = with_default ? "| column | unit | default | meaning |\n| --- | --- | --- | --- |\n"
                                  : "| column | unit | meaning |\n| --- | --- | --- |\n";
  for (const Column& c : columns)
    text += fmt::format("| `{}` | {} |{} {} |\n", c.name, c.unit,
                        with_default ? (c.standard ? " yes |" : "  |") : "", c.sentence);
  return text;
}

nlohmann::ordered_json as_json(const std::vector<Column>& columns, bool with_default) {
  auto list = nlohmann::ordered_json::array();
  for (const Column& c : columns) {
    list.push_back({{"name", c.name}, {"unit", c.unit}, {"sentence", c.sentence}});
    if (with_default) list.back()["default"] = c.standard;
  }
  return list;
}

std::string markdown_page() {
  return "# Metrics\n\n"
         "Made by `shoal metrics --markdown`; do not edit.\n\n"
         "A unit of 1 is a ratio or a level without dimension. Where a metric has no meaning in a tick (a "
         "mean over\n"
         "no purchases), its cell is empty. The column `tick` comes first, from 1.\n\n"
         "## metrics.csv\n\n"
         "One row per tick. `output.metrics` chooses the columns: `default`, `all`, or names; their order is "
         "always\n"
         "that of this table. `SEGMENT` stands for the name of each of `population.segments`.\n"
         "The metrics from `concentration` to `network_assortativity` and from `social_learner_share` on, "
         "and\n"
         "`COLUMN_of_PRODUCT`, each column of products.csv for the "
         "product of\n"
         "that name, and `holders_of_PRODUCT`, the agents that show its purchase at the end of the tick "
         "(rules "
         "imitate and\n"
         "copy), and `exposed_of_PRODUCT`, the agents that noticed a peer's purchase (exposure E > 0),\n"
         "come only where they are asked for by name, in `output.metrics` or in an experiment's `measure`.\n"
         "Experiments can also compare the communities, or the members, of a run with each other "
         "([measures.md](measures.md)).\n\n" +
         as_markdown(metric_columns(), true) +
         "\n## products.csv\n\n"
         "One row per tick and product, with `output.products: true`. The columns `tick` and `product` come "
         "first.\n\n" +
         as_markdown(product_columns(), false) +
         "\n## communities.csv\n\n"
         "One row per tick and community, with `output.communities: true`. The columns `tick` and "
         "`community` come "
         "first.\n\n" +
         as_markdown(community_columns(), false) +
         "\n## agents.nc\n\n"
         "All agents at the ticks of `output.agents`, in the order of the user's numbers: NetCDF-4, which "
         "xarray, R\n"
         "and Panoply read (examples/snapshots). Coordinates: `tick`, `agent`, `product`; names in "
         "`segment_name`, and\n"
         "`label` and `community_name` where the network file has them. `output.agents.columns` chooses "
         "among:\n\n" +
         agents_markdown();
}

int list_metrics(const Arguments& arguments) {
  if (arguments.has("json") && arguments.has("markdown"))
    throw UsageError("--json and --markdown contradict each other");
  if (arguments.has("json")) {
    const nlohmann::ordered_json both = {{"metrics", as_json(metric_columns(), true)},
                                         {"products", as_json(product_columns(), false)},
                                         {"communities", as_json(community_columns(), false)},
                                         {"agents", as_json(agent_file_columns(), false)}};
    print(both.dump(2) + "\n");
  } else if (arguments.has("markdown")) {
    print(markdown_page());
  } else {
    print("metrics.csv, one row per tick (* in the default set; SEGMENT: each of population.segments)\n" +
          as_text(metric_columns()) +
          "\nproducts.csv, one row per tick and product, with output.products: true\n" +
          as_text(product_columns()) +
          "\ncommunities.csv, one row per tick and community, with output.communities: true\n" +
          as_text(community_columns()) + "\nagents.nc, all agents at the ticks of output.agents\n" +
          as_text(agent_file_columns()));
  }
  return success;
}

constexpr Option metrics_options[] = {
    {.name = "json", .help = "as JSON"},
    {.name = "markdown", .help = "as Markdown: docs/metrics.md is made this way"},
};

}  // namespace

extern const Command metrics_command;
constexpr Command metrics_command{
    .name = "metrics",
    .summary = "list what can be written: name, unit, one sentence",
    .details =
        "Lists the columns of metrics.csv, products.csv, communities.csv and agents.nc: name, unit, and what "
        "it is.\n"
        "`output.metrics` of a scenario chooses among those of metrics.csv, `output.agents.columns` among\n"
        "those of agents.nc.",
    .operands = {},
    .options = metrics_options,
    .run = list_metrics,
};

}  // namespace shoal::cli
