#pragma once
// Campaigns: what sellers do in order to be bought, on a schedule, at somebody (docs/mechanisms/campaigns.md;
// model.md 4.9). A kind is a row of effects; a campaign is a kind with a schedule, targets and an intensity.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/map.hpp"
#include "config/section.hpp"
#include "mechanisms/market.hpp"
#include "network/network.hpp"
#include "population/population.hpp"

namespace shoal {

/// What a campaign does in every tick in which it is on. `Share` is in [0, 1], `Amount` is currency.
template <class Share, class Amount>
struct EffectOf {
  Share price_cut{};       ///< of the price asked of whom it targets
  Share stimulus{};        ///< added to their marketing and scene stimulus
  Share warmth{};          ///< added to the warmth that they meet, and to their community's
  Share content{};         ///< for their community: posts and events
  Share promotion{};       ///< pull on the activity of their community
  Share pressure{};        ///< commercial pressure on their community
  Share reach{};           ///< share of the outsiders of their community that are invited by paid means
  Share endorse{};         ///< chance of each targeted hub to recommend the product
  Amount cost{};           ///< per tick
  Amount cost_per_head{};  ///< per targeted agent and tick
};
using CampaignEffect = EffectOf<config::Probability, config::NonNegative>;
/// What a campaign does otherwise than its kind.
using CampaignChanges = EffectOf<std::optional<config::Probability>, std::optional<config::NonNegative>>;
using CampaignKinds = config::Map<CampaignEffect>;

enum class Audience : int { everybody, members, outsiders };

struct CampaignParams {
  using Tick = config::Integer<1, 4000000000>;
  std::string name, kind;
  std::vector<std::string> products;  ///< empty: all
  Tick from{1};
  std::optional<Tick> to, every, length;
  std::vector<Tick> at;
  std::vector<config::Integer<0>> communities;  ///< positions; empty: all
  std::vector<Role> roles;                      ///< empty: all
  std::vector<std::string> segments;            ///< empty: all
  Audience audience = Audience::everybody;
  config::NonNegative intensity{1};
  CampaignChanges effect;
};
void describe(config::Section& s, CampaignEffect& p);
void describe(config::Section& s, CampaignChanges& p);
void describe(config::Section& s, CampaignParams& p);

/// A kind that comes with Shoal.
struct CampaignKind {
  std::string_view name;
  CampaignEffect effect;
  std::string_view reason;
};
std::span<const CampaignKind> campaign_kinds();
/// The row of a kind: the user's own before ours; null if there is none.
const CampaignEffect* find_kind(std::string_view name, const CampaignKinds& own);

/// Whether a campaign is on in a tick.
bool is_on(const CampaignParams& campaign, std::uint32_t tick);
/// Two effects on the same thing: each takes its share of what the other leaves.
inline double joined(double a, double b) { return a + b * (1 - a); }

/// A campaign in the form that the phases use.
struct Campaign {
  CampaignParams params;
  CampaignEffect effect;              ///< at its intensity
  std::vector<std::size_t> products;  ///< positions
  std::vector<bool> community;        ///< [C]; empty: all
  std::vector<bool> segment;          ///< [segments]; empty: all
  std::array<bool, 4> role{true, true, true, true};
};

/// @throws config::InvalidInput: communities that the network does not have
std::vector<Campaign> make_campaigns(const std::vector<CampaignParams>& campaigns, const CampaignKinds& own,
                                     const MarketParams& market, const Network& network,
                                     const std::vector<std::string>& segments);

/// Checks that span keys. Reports through `reader`.
void check_campaigns(const std::vector<CampaignParams>& campaigns, const CampaignKinds& own,
                     const MarketParams& market, const PopulationParams& population, config::Reader& reader);

}  // namespace shoal
namespace shoal::config {
template <>
struct EnumNames<Audience> {
  static constexpr std::array<std::string_view, 3> names = {"everybody", "members", "outsiders"};
};
}  // namespace shoal::config
