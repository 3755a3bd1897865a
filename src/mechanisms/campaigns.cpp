// Campaigns as a scenario writes them, and as phases use them.

#include "mechanisms/campaigns.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "config/reader.hpp"
#include "config/source.hpp"

namespace shoal {
namespace {

template <class Effect>
void describe_effect(config::Section& s, Effect& p) {
  s.field("price_cut", p.price_cut, "Share of the price that is taken off.",
          {.equation = "price <- price (1 - price_cut)"})
      .field("stimulus", p.stimulus, "Marketing and scene stimulus.",
             {.equation = "s <- s + stimulus (1 - s)"})
      .field("warmth", p.warmth, "Warmth that those targeted meet in the tick; also fed to their community.",
             {.equation = "warmth <- warmth + x (1 - warmth)"})
      .field("content", p.content, "Posts and events for the community, as a share of a full programme.")
      .field("promotion", p.promotion, "Pull on the activity of the community.")
      .field("pressure", p.pressure, "Commercial pressure on the community.")
      .field("reach", p.reach, "Share of the community's outsiders that are invited by paid means.",
             {.unit = "per tick"})
      .field("endorse", p.endorse, "Probability that each targeted hub recommends the product.",
             {.unit = "per tick"})
      .field("cost", p.cost, "Cost while it is on.", {.unit = "currency per tick"})
      .field("cost_per_head", p.cost_per_head, "Cost per targeted agent while it is on.",
             {.unit = "currency per tick"});
}

template <class Share>
config::Probability at_intensity(const Share& share, double intensity) {
  return std::min(1.0, static_cast<double>(share) * intensity);
}

/// The kind's row with the campaign's own values, at its intensity. Costs do not follow the intensity.
CampaignEffect effect_of(const CampaignParams& p, const CampaignEffect& kind) {
  const CampaignChanges& own = p.effect;
  const auto share = [&](const auto& mine, const config::Probability& of_kind) {
    return at_intensity(mine ? double{*mine} : double{of_kind}, p.intensity);
  };
  const auto amount = [](const auto& mine, const config::NonNegative& of_kind) {
    return mine ? *mine : of_kind;
  };
  return {.price_cut = share(own.price_cut, kind.price_cut),
          .stimulus = share(own.stimulus, kind.stimulus),
          .warmth = share(own.warmth, kind.warmth),
          .content = share(own.content, kind.content),
          .promotion = share(own.promotion, kind.promotion),
          .pressure = share(own.pressure, kind.pressure),
          .reach = share(own.reach, kind.reach),
          .endorse = share(own.endorse, kind.endorse),
          .cost = amount(own.cost, kind.cost),
          .cost_per_head = amount(own.cost_per_head, kind.cost_per_head)};
}

std::size_t position_of(const std::string& name, const MarketParams& market) {
  std::size_t k = 0;
  while (k < market.products.size() && market.products[k].name != name) ++k;
  return k;
}

std::string not_among(const std::string& name, const char* what, const std::vector<std::string>& names) {
  const std::string near = config::nearest(name, names);
  return fmt::format("there is no {} '{}'; allowed: {}{}", what, name,
                     config::any_of(std::vector<std::string_view>(names.begin(), names.end())),
                     near.empty() ? "" : "; did you mean '" + near + "'?");
}

}  // namespace

void describe(config::Section& s, CampaignEffect& p) { describe_effect(s, p); }
void describe(config::Section& s, CampaignChanges& p) { describe_effect(s, p); }

void describe(config::Section& s, CampaignParams& p) {
  s.field("name", p.name, "Name, for people and for --set; may be left out.")
      .field("kind", p.kind,
             "What it does: advert, discount, flash_sale, red_packet, raffle, content, pop_up, kol, event, "
             "acquisition, or a row of campaign_kinds.",
             {.source = "model 4.9"})
      .field("products", p.products, "Names of the products that it is for; empty: all.")
      .field("from", p.from, "First tick in which it can be on.", {.unit = "ticks"})
      .field("to", p.to, "Last tick in which it can be on; null: the end of the run.", {.unit = "ticks"})
      .field("every", p.every, "It starts again every so many ticks, from `from` on; null: it starts once.",
             {.unit = "ticks"})
      .field("length", p.length,
             "How long it stays on after each start; null: one tick with `every` or `at`, else until `to`.",
             {.unit = "ticks"})
      .field("at", p.at, "A calendar: the ticks in which it starts; empty: see `from` and `every`.",
             {.unit = "ticks"})
      .field("communities", p.communities,
             "Positions, from 0, of the communities that it is for; empty: all.")
      .field("roles", p.roles, "Roles that it is for; empty: all.")
      .field("segments", p.segments, "Segments that it is for; empty: all.")
      .field("audience", p.audience, "Whether it is for everybody, for members or for outsiders.")
      .field("intensity", p.intensity, "Multiplies all effects of its kind, up to 1 each; not its costs.")
      .section("effect", p.effect, "Effects and costs that differ from those of the kind; null: as there.");
}

bool is_on(const CampaignParams& p, std::uint32_t tick) {
  const auto now = std::int64_t{tick};
  if (now < p.from || (p.to && now > *p.to)) return false;
  const std::int64_t length = p.length ? p.length->value : 1;
  if (!p.at.empty())
    return std::any_of(p.at.begin(), p.at.end(),
                       [&](std::int64_t start) { return start <= now && now - start < length; });
  const std::int64_t since = now - p.from;
  if (p.every) return since % *p.every < length;
  return !p.length || since < length;
}

std::vector<Campaign> make_campaigns(const std::vector<CampaignParams>& campaigns, const CampaignKinds& own,
                                     const MarketParams& market, const Network& network,
                                     const std::vector<std::string>& segments) {
  std::vector<Campaign> made;
  config::Problems problems;
  for (std::size_t m = 0; m < campaigns.size(); ++m) {
    const CampaignParams& p = campaigns[m];
    Campaign campaign;
    campaign.params = p;
    campaign.effect = effect_of(p, *find_kind(p.kind, own));
    for (const std::string& name : p.products) campaign.products.push_back(position_of(name, market));
    if (p.products.empty())
      for (std::size_t k = 0; k < market.products.size(); ++k) campaign.products.push_back(k);
    if (!p.communities.empty()) campaign.community.assign(network.communities(), false);
    for (std::size_t n = 0; n < p.communities.size(); ++n) {
      const auto c = static_cast<std::size_t>(p.communities[n].value);
      if (c < network.communities())
        campaign.community[c] = true;
      else
        problems.push_back({{},
                            fmt::format("campaigns.{}.communities.{}", m, n),
                            fmt::format("found {}; the communities of the network are 0 to {}", c,
                                        network.communities() - 1)});
    }
    if (!p.segments.empty()) campaign.segment.assign(segments.size(), false);
    for (const std::string& name : p.segments)
      campaign.segment[static_cast<std::size_t>(std::find(segments.begin(), segments.end(), name) -
                                                segments.begin())] = true;
    if (!p.roles.empty()) campaign.role.fill(false);
    for (const Role role : p.roles) campaign.role[static_cast<std::size_t>(role)] = true;
    made.push_back(std::move(campaign));
  }
  if (!problems.empty()) throw config::InvalidInput(std::move(problems));
  return made;
}

void check_campaigns(const std::vector<CampaignParams>& campaigns, const CampaignKinds& own,
                     const MarketParams& market, const PopulationParams& population, config::Reader& reader) {
  std::vector<std::string> kinds;
  const std::vector<std::string> products = product_names(market), segments = segment_names(population);
  for (const CampaignKind& kind : campaign_kinds()) kinds.emplace_back(kind.name);
  for (const auto& [name, row] : own) kinds.push_back(name);
  const auto known = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (std::size_t m = 0; m < campaigns.size(); ++m) {
    const CampaignParams& p = campaigns[m];
    const std::string path = fmt::format("campaigns.{}", m);
    if (p.kind.empty())
      reader.problem_at(path + ".kind", "every campaign needs a kind; for instance kind: discount");
    else if (!known(kinds, p.kind))
      reader.problem_at(path + ".kind", not_among(p.kind, "kind of campaign", kinds));
    for (std::size_t n = 0; n < p.products.size(); ++n)
      if (std::count(p.products.begin(), p.products.end(), p.products[n]) > 1)
        reader.problem_at(fmt::format("{}.products.{}", path, n), "'" + p.products[n] + "' is named twice");
      else if (!known(products, p.products[n]))
        reader.problem_at(fmt::format("{}.products.{}", path, n),
                          not_among(p.products[n], "product", products));
    for (std::size_t n = 0; n < p.segments.size(); ++n)
      if (!known(segments, p.segments[n]))
        reader.problem_at(fmt::format("{}.segments.{}", path, n),
                          segments.empty() ? "the population has no segments"
                                           : not_among(p.segments[n], "segment", segments));
    if (p.to && *p.to < p.from)
      reader.problem_at(path + ".to",
                        fmt::format("found {}, which is before `from`, {}; it would never be on", p.to->value,
                                    p.from.value));
    if (p.every && !p.at.empty())
      reader.problem_at(path + ".at", "a calendar and `every` exclude each other; leave one of them out");
    if (p.every && p.length && *p.length > *p.every)
      reader.problem_at(path + ".length", fmt::format("found {}, but it starts again every {} ticks",
                                                      p.length->value, p.every->value));
  }
}

}  // namespace shoal
