// The kinds of campaigns that come with Shoal, at intensity 1. Data only; docs/mechanisms/campaigns.md shows
// the same rows, and a test compares the two.

#include "mechanisms/campaigns.hpp"

namespace shoal {

std::span<const CampaignKind> campaign_kinds() {
  static const std::array<CampaignKind, 10> table{{
      {"advert",
       {.stimulus = 0.4, .pressure = 0.3, .cost = 50},
       "seen by all, wanted by few: it stirs, and it tires"},
      {"discount",
       {.price_cut = 0.2, .stimulus = 0.2, .promotion = 0.2, .pressure = 0.1, .cost = 10},
       "a lower price, and a sign that says so"},
      {"flash_sale",
       {.price_cut = 0.4, .stimulus = 0.6, .warmth = 0.1, .promotion = 0.5, .pressure = 0.3, .cost = 20},
       "deep and short: scarcity stirs urges more than the price does"},
      {"red_packet",
       {.stimulus = 0.1, .warmth = 0.5, .promotion = 0.5, .cost_per_head = 0.2},
       "a gift to everybody: warmth first, sales after"},
      {"raffle",
       {.stimulus = 0.2, .warmth = 0.3, .content = 0.1, .promotion = 0.4, .cost = 30},
       "a game to take part in, with one prize to pay for"},
      {"content",
       {.stimulus = 0.05, .warmth = 0.05, .content = 0.5, .cost = 20},
       "something to read and talk about; selling is its side effect"},
      {"pop_up",
       {.stimulus = 0.6, .warmth = 0.3, .content = 0.1, .pressure = 0.05, .cost = 100},
       "a scene in which the product is at hand: strong, dear, hardly a nuisance"},
      {"kol",
       {.stimulus = 0.2, .content = 0.1, .pressure = 0.1, .endorse = 1, .cost = 100},
       "hubs recommend the product to those who watch them"},
      {"event",
       {.stimulus = 0.1, .warmth = 0.4, .content = 0.4, .promotion = 0.2, .cost = 80},
       "members meet: warmth and something to talk about"},
      {"acquisition",
       {.pressure = 0.1, .reach = 0.05, .cost = 30},
       "paid invitations to outsiders; members see strangers come"},
  }};
  return table;
}

const CampaignEffect* find_kind(std::string_view name, const CampaignKinds& own) {
  if (const CampaignEffect* row = own.find(name)) return row;
  for (const CampaignKind& kind : campaign_kinds())
    if (kind.name == name) return &kind.effect;
  return nullptr;
}

}  // namespace shoal
