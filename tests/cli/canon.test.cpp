// The canon's experiments as they ship: each holds with few replicates, and with one thing wrong it fails.

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <vector>

#include "cli/process.support.hpp"
#include "output/temporary.support.hpp"
#include "paths.support.hpp"

namespace cli_canon_test {

namespace {

struct Entry {
  std::string file;
  int replicates;       ///< few, at which the entry holds and its control fails
  std::string control;  ///< a key that makes it wrong
};

const std::vector<Entry> entries = {
    {"A1_informational_cascades", 300, "decision.bayes.tie=own"},
    {"A1_settled_cascades", 300, "decision.bayes.tie=own"},
    {"A2_bass_diffusion", 60, "schedule=asynchronous"},
    {"A3_reinforcement", 1, "learning.reinforcement.initial=0.2"},
    {"A3_polya_urn", 1000, "learning.reinforcement.roth_erev.forgetting=0.1"},
    {"A4_experience_weighted_attraction", 1, "learning.reinforcement.ewa.initial_experience=2"},
    {"A5_independent_cascade", 400, "decision.adoption=repeat"},
    {"A5_linear_threshold", 600, "decision.threshold.level={uniform: [0.2, 1]}"},
    {"A6_kirmans_ants", 400, "decision.copy.innovate=any"},
    {"A6_logit_herding", 5, "decision.planned.temperature=1.1"},
    {"A6_conformity_bifurcation", 3, "decision.copy.prior=5000"},
    {"A7_rogers_paradox", 10, "decision.copy.innovate=any"},
    {"A7_evolving_strategies", 20, "decision.copy.strategies.cost=0.4"},
    {"A8_threshold_cascades", 3, "decision.threshold.level=0.25"},
    {"A9_threshold_riots", 1, "decision.threshold.strict=true"},
    {"A10_conformist_copying", 3, "decision.copy.prior=0.5"},
    {"A10_neutral_copying", 10, "decision.copy.exponent=0"},
    {"A11_degroot_consensus", 1, "learning.beliefs.self_weight=0.5"},
    {"A12_fixation", 500, "market.products.invader.appeal=2"},
    {"A13_networks_and_metrics", 3, "population.agents=300"},
    {"B1_music_lab", 24, "decision.copy.innovation=1"},
    {"B3_in_store_decisions", 3, "decision.impulse.base=-9"},
    {"B4_review_readers", 20, "reviews.epsilon=0.04"},
    {"C_popularity_information", 60, "decision.copy.models=4"},
    {"C_review_stars", 40, "learning.beliefs.precision.reviews=0.2"},
    {"C_centola_clustering", 4, "network.small_world.rewiring=0.5"},
};

Outcome verify(const Entry& entry, const std::string& directory, const std::string& key = {}) {
  const auto file = std::filesystem::path(paths::source) / "configs" / "canon" / (entry.file + ".yaml");
  std::vector<std::string> words = {"verify",  file.string(),  "--out",
                                    directory, "--replicates", std::to_string(entry.replicates)};
  if (!key.empty()) words.insert(words.end(), {"--set", key});
  return run_shoal(words);
}

}  // namespace

TEST_CASE("every experiment of the canon has its negative control here", "[cli]") {
  std::size_t files = 0;
  for (const auto& file :
       std::filesystem::directory_iterator(std::filesystem::path(paths::source) / "configs" / "canon"))
    if (file.path().extension() == ".yaml") {
      INFO(file.path());
      ++files;
      CHECK(std::any_of(entries.begin(), entries.end(),
                        [&](const Entry& e) { return e.file == file.path().stem().string(); }));
    }
  CHECK(files == entries.size());
}

TEST_CASE("the canon holds, and with one thing wrong it does not", "[cli][slow]") {
  for (const Entry& entry : entries) {
    DYNAMIC_SECTION(entry.file) {
      const TemporaryDirectory work;
      const Outcome right = verify(entry, (work.path() / "right").string());
      INFO(right.out << right.err);
      CHECK(right.code == 0);
      const Outcome wrong = verify(entry, (work.path() / "wrong").string(), entry.control);
      INFO(wrong.out << wrong.err);
      CHECK(wrong.code == 1);
    }
  }
}

}  // namespace cli_canon_test
