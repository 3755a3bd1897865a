// The traits: the one table from which keys, defaults, ranges and help come.

#include "population/population.hpp"

namespace shoal {

const std::array<TraitInfo, trait_count> trait_table = {{
    {"impulsivity", "Readiness to act on a stimulus at once: extraversion, sensitivity to marketing.", "",
     "I_ik: + g_t impulsivity_i s_ck", 0.5, 0, 1},
    {"hedonic_motivation", "Shopping for the pleasure of it.", "", "I_ik: + g_h hedonic_i hedonic_k", 0.5, 0,
     1},
    {"utilitarian_motivation", "Shopping to get something done: how often a need arises. 0.5 is neutral.", "",
     "P(need) = need_i 2 utilitarian_i", 0.5, 0, 1},
    {"self_control", "Strength against an urge to buy.", "", "I_ik: - g_c self_control_i", 0.5, 0, 1},
    {"susceptibility", "How far peers' purchases move the agent.", "",
     "O_ik: susceptibility_i production_i (...)", 0.5, 0, 1},
    {"conformity", "Disproportionate weight of majorities under observation rule `conformist`; 0: none.", "",
     "h(M) = M^gamma / (M^gamma + (1 - M)^gamma), gamma = 1 + conformity_i", 0.25, 0, 10},
    {"novelty_seeking", "Liking for the new: its mean scales the pull of a new community.", "",
     "novelty 2 curiosity_c 2 interest exp(-age / tau_n)", 0.5, 0, 1},
    {"income", "Income per budget period.", "currency",
     "U_ik: + b_n brand_k log(income_i) - b_p price_k / income_i", 20, 1e-6, 1e9},
    {"learning_rate", "Step of the delta rule on own payoffs.", "per purchase",
     "V <- V + learning_rate_i (...) (r - V)", 0.1, 0, 1},
    {"production", "Ability to carry out what was observed.", "", "O_ik: susceptibility_i production_i (...)",
     1, 0, 1},
    {"product_knowledge", "Knowledge of the products; who has more gives reviews less weight.", "",
     "precision of reviews: (1 - product_knowledge_i)", 0.3, 0, 1},
    {"prior_belief", "Mean of the first belief in every attribute of every product.", "", "B_ik at tick 0",
     0.5, 0, 1},
    {"resistance", "Added to the agent's threshold of adoption; negative: it needs fewer others.", "",
     "theta_i = decision.threshold.level + resistance_i", 0, -1e9, 1e9},
}};

Distribution TraitInfo::distribution() const {
  Distribution d(standard, lowest, highest);
  d.columns = true;
  return d;
}

namespace {

std::string help_of(const TraitInfo& trait) { return std::string(trait.help); }
config::Notes notes_of(const TraitInfo& trait) {
  return {.unit = trait.unit, .equation = trait.equation, .source = "model 2"};
}

}  // namespace

PopulationParams::PopulationParams() {
  for (std::size_t t = 0; t < trait_count; ++t) traits[t] = trait_table[t].distribution();
}

void describe(config::Section& s, TraitDistributions& p) {
  for (std::size_t t = 0; t < trait_count; ++t)
    s.field(std::string(trait_table[t].name), p[t], help_of(trait_table[t]), notes_of(trait_table[t]));
}

void describe(config::Section& s, TraitOverrides& p) {
  for (std::size_t t = 0; t < trait_count; ++t)
    s.value(std::string(trait_table[t].name), bind_optional(p[t], trait_table[t].distribution()),
            help_of(trait_table[t]), notes_of(trait_table[t]));
}

}  // namespace shoal
