// The rows that come with Shoal. Data only: docs/presets.md is made from it.

#include "scenario/presets.hpp"

namespace shoal {
namespace {

constexpr std::string_view community_type = "community type", commerce_type = "commerce type";

namespace rows {

constexpr PresetSetting product[] = {
    {"community.warmth", "0.2", "it is about the product, not about each other"},
    {"community.belonging", "0.4", "members come for what they own"},
    {"community.elements.interest", "0.5", "what they own is what they share, little else"},
    {"community.elements.structure", "0.5", "a forum with some rules"},
    {"community.elements.output", "0.6", "experiences are content"},
    {"community.elements.operation", "0.5", "the seller looks in"},
    {"community.elements.replication", "0.4", "who does not own it has no reason to come"},
    {"community.openness", "0.7", "whoever is thinking of buying may read"},
    {"learning.observation.attention", "0.6", "what others use is the topic"},
    {"decision.impulse.comparison", "1", "owners show what others lack"},
    {"share.review", "0.5", "experiences are written up"},
    {"share.complain", "0.6", "faults are written up too"},
    {"reviews.read", "0.5", "and read before buying"},
};
constexpr PresetSetting interest[] = {
    {"community.warmth", "0.5", "a shared interest bonds"},
    {"community.belonging", "0.7", "interest decides founding"},
    {"community.elements.interest", "0.9", "interest decides founding"},
    {"community.elements.structure", "0.4", "friends need few rules"},
    {"community.elements.output", "0.7", "members are the programme"},
    {"community.elements.operation", "0.4", "run by volunteers"},
    {"community.elements.replication", "0.5", "friends of the same interest come along"},
    {"community.openness", "0.4", "newcomers are looked at"},
    {"learning.observation.attention", "0.7", "members follow each other closely"},
    {"decision.impulse.warmth", "1.5", "buying goes with the mood of the group"},
    {"share.recommend", "0.5", "finds are passed on"},
};
constexpr PresetSetting brand[] = {
    {"community.warmth", "0.4", "fans among fans"},
    {"community.belonging", "0.6", "the brand is part of who they are"},
    {"community.elements.interest", "0.7", "the brand is what fans have in common"},
    {"community.elements.structure", "0.7", "a centre, ranks, rules of the house"},
    {"community.elements.output", "0.5", "fans answer more than they start"},
    {"community.elements.operation", "0.8", "the brand runs it"},
    {"community.elements.replication", "0.6", "fans recruit"},
    {"community.openness", "0.5", "anybody may become a fan"},
    {"decision.planned.weights.brand", "0.2", "the brand itself is worth a price"},
    {"decision.planned.weights.loyalty", "1", "fans buy again"},
    {"experience.loyalty_gain", "0.2", "attachment grows fast"},
    {"learning.observation.admiration", "1.5", "the centre is looked up to"},
    {"share.recommend", "0.6", "fans recruit"},
};
constexpr PresetSetting knowledge[] = {
    {"community.warmth", "0.1", "matters of fact"},
    {"community.belonging", "0.5", "learning together"},
    {"community.elements.interest", "0.7", "one subject"},
    {"community.elements.structure", "0.7", "moderated, with experts above learners"},
    {"community.elements.output", "0.8", "what members write is what it is for"},
    {"community.elements.operation", "0.5", "content is curated"},
    {"community.elements.replication", "0.4", "answers are found, invitations are rare"},
    {"community.openness", "0.6", "all may read and ask"},
    {"learning.beliefs.precision.word_of_mouth", "1", "what members say is well founded"},
    {"learning.observation.attention", "0.3", "what is said counts more than what is bought"},
    {"decision.impulse.norm", "0.6", "buying without thought is frowned upon"},
    {"share.review", "0.5", "experiences become content"},
    {"reviews.read", "0.6", "members look things up"},
};
constexpr PresetSetting tool[] = {
    {"community.warmth", "0.05", "a means to an end"},
    {"community.belonging", "0.2", "members come when they need something"},
    {"community.activity", "0.6", "and leave it alone otherwise"},
    {"community.elements.interest", "0.3", "a purpose is not a common interest"},
    {"community.elements.structure", "0.5", "as many rules as the purpose needs"},
    {"community.elements.output", "0.2", "members do not talk"},
    {"community.elements.operation", "0.6", "somebody keeps it working"},
    {"community.elements.replication", "0.3", "nobody invites to an order desk"},
    {"community.openness", "0.7", "whoever has use for it comes in"},
    {"learning.observation.attention", "0.2", "little is seen of the others"},
    {"share.recommend", "0.2", "answers are given when asked"},
};

constexpr PresetSetting traditional[] = {
    {"community.warmth", "0", "no community"},
    {"community.belonging", "0", "no community"},
    {"community.elements.output", "0", "customers do not talk to each other"},
    {"community.elements.operation", "0", "nobody runs a community"},
    {"community.elements.replication", "0", "nobody invites"},
    {"community.openness", "1", "adverts for everybody"},
    {"learning.observation.attention", "0", "other customers are not seen"},
    {"learning.beliefs.precision.word_of_mouth", "0", "nor heard"},
    {"decision.impulse.comparison", "0", "nor compared with"},
    {"decision.impulse.support", "0", "nor asked"},
    {"decision.planned.search", "1", "consumers search the catalogue"},
    {"share.recommend", "0", "nobody to recommend to"},
    {"share.complain", "0", "nobody to complain to but the store's reviews"},
    {"reviews.read", "0.5", "the store's reviews are what consumers learn from"},
};
constexpr PresetSetting guide[] = {
    {"community.warmth", "0.2", "an audience more than a circle"},
    {"community.belonging", "0.3", "followers, not members"},
    {"community.elements.interest", "0.6", "followers share the guide's taste"},
    {"community.elements.structure", "0.8", "one above many"},
    {"community.elements.output", "0.3", "the guide speaks, followers listen"},
    {"community.elements.operation", "0.8", "the guide's work is the content"},
    {"community.elements.replication", "0.6", "what the guide shows is passed on"},
    {"community.openness", "0.8", "the more followers the better"},
    {"learning.observation.admiration", "3", "the guide is looked up to"},
    {"learning.observation.attention", "0.7", "and watched"},
    {"learning.beliefs.precision.word_of_mouth", "0.8", "a recommendation saves the search"},
    {"decision.planned.search", "0.2", "followers buy what they are shown"},
};
constexpr PresetSetting group_buy[] = {
    {"group_buy.enabled", "true", "orders in groups are what it is"},
    {"community.warmth", "0.3", "a bargain together"},
    {"community.belonging", "0.3", "until the next bargain"},
    {"community.elements.interest", "0.3", "a low price is all they have in common"},
    {"community.elements.structure", "0.5", "orders need some rules"},
    {"community.elements.output", "0.3", "the talk is of orders"},
    {"community.elements.operation", "0.6", "somebody opens and settles the orders"},
    {"community.elements.replication", "0.8", "a group that is too small must invite"},
    {"community.openness", "0.8", "every further buyer is welcome"},
    {"decision.planned.weights.price", "1.5", "members come for the price"},
    {"decision.impulse.support", "2", "an invitation is hard to turn down"},
};
constexpr PresetSetting community[] = {
    {"community.warmth", "0.5", "relations first"},
    {"community.belonging", "0.7", "members stay"},
    {"community.elements.interest", "0.7", "a shared interest founds it"},
    {"community.elements.structure", "0.6", "core members and rules"},
    {"community.elements.output", "0.7", "members recommend and show"},
    {"community.elements.operation", "0.8", "tended: content, events, care"},
    {"community.elements.replication", "0.6", "word of mouth"},
    {"community.openness", "0.3", "a circle"},
    {"learning.observation.attention", "0.7", "members see what others buy"},
    {"learning.reinforcement.recommendation_boost", "1", "recommendation strengthens what is learned"},
    {"learning.beliefs.precision.word_of_mouth", "0.8", "the word of someone known"},
    {"experience.loyalty_gain", "0.15", "repeat purchase is the aim"},
    {"share.recommend", "0.6", "members speak for what they like"},
};
constexpr PresetSetting reseller[] = {
    {"resellers.enabled", "true", "members who sell are what it is"},
    {"resellers.loyalty", "0.005", "whoever was pleased again may sell"},
    {"community.warmth", "0.3", "friends who sell"},
    {"community.belonging", "0.4", "friends who sell"},
    {"community.elements.interest", "0.4", "friends first, the goods second"},
    {"community.elements.structure", "0.5", "a line of sellers"},
    {"community.elements.output", "0.5", "the talk is of the goods"},
    {"community.elements.operation", "0.3", "sellers run it on the side"},
    {"community.elements.replication", "0.8", "each seller brings its own circle"},
    {"community.openness", "0.6", "whoever buys may come"},
    {"learning.beliefs.precision.word_of_mouth", "0.6", "the word of a friend with an interest"},
    {"decision.planned.search", "0.3", "the goods come to the customer"},
    {"share.recommend", "0.6", "sellers speak up"},
};

}  // namespace rows

constexpr Preset presets_of_ours[] = {
    {"product", community_type, "Owners and would-be owners of a product exchange experiences.",
     "T2; claim C20", rows::product},
    {"interest", community_type, "People of one interest, who also buy what goes with it.", "T2; claim C20",
     rows::interest},
    {"brand", community_type, "Fans of a brand around a centre that the brand keeps warm.", "T2; claim C20",
     rows::brand},
    {"knowledge", community_type, "People who learn from each other's content.", "T2; claim C20",
     rows::knowledge},
    {"tool", community_type, "A group used for a purpose: orders, service, questions.", "T2; claim C20",
     rows::tool},
    {"traditional", commerce_type,
     "Search commerce without a community: catalogue, reviews, advertising. The control.",
     "T1; claims C16, C17", rows::traditional},
    {"guide", commerce_type, "A guide whom many follow shows what to buy.", "T1; claim C16", rows::guide},
    {"group_buy", commerce_type, "Members order together for a lower price and invite each other.",
     "T1; claim C16", rows::group_buy},
    {"community", commerce_type, "A tended community in which members recommend to each other.",
     "T1; claims C16, C17", rows::community},
    {"reseller", commerce_type, "Members sell to their own circle for a commission.", "T1; claim C16",
     rows::reseller},
};

}  // namespace

std::span<const Preset> preset_table() { return presets_of_ours; }

}  // namespace shoal
