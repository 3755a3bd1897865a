// Watching neighbours.

#include "mechanisms/watch.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/by_hand.support.hpp"

namespace mechanisms_watch_test {

using namespace shoal;

namespace {

const std::string plain = R"(
network: {generator: complete}
population: {agents: 12}
learning: {reinforcement: {enabled: false}, beliefs: {enabled: false}}
decision: {planned: {enabled: false}, impulse: {enabled: false}}
share: {enabled: false}
)";

/// What an agent sees at a moment if the others show these signals.
class Look {
 public:
  Look(const World& world, std::vector<Signal> shown)
      : model_(make_model(world.scenario, world.network, world.population)),
        state_(make_state(model_, world.scenario.population.seed_adopters)),
        shown_(std::move(shown)),
        scratch_(model_.products.size()) {
    model_.watched = 127;  // all signs, whatever is on
  }
  void at(std::uint32_t moment) {
    const Step step{model_, state_, moment, moment, shown_.data(), nullptr};
    Block block{0, model_.population.agents, scratch_, tally_};
    watch(step, block);
  }
  double total(std::uint32_t a) const { return static_cast<double>(scratch_.total[a]); }
  double seen(Shown what, std::uint32_t a, std::size_t k = 0) const {
    return static_cast<double>(scratch_.seen(what, k)[a]);
  }

 private:
  Model model_;
  State state_;
  std::vector<Signal> shown_;
  Scratch scratch_;
  BlockTally tally_;
};

}  // namespace

TEST_CASE("every sign is counted by itself", "[mechanisms]") {
  const World world(plain);
  std::vector<Signal> shown(12);
  for (std::size_t j = 0; j < 7; ++j)  // agents 0..bit show bit: bit + 1 agents
    for (std::size_t bit = j; bit < 7; ++bit) shown[j] = static_cast<Signal>(shown[j] | 1u << bit);
  Look look(world, shown);
  look.at(1);
  for (int bit = 0; bit < shown_count; ++bit) {
    CHECK(look.seen(static_cast<Shown>(bit), 11) == bit + 1);
    CHECK(look.seen(static_cast<Shown>(bit), 0) == bit);  // all but itself
  }
  CHECK(look.total(5) == 11);
}

TEST_CASE("in groups where everybody observes everybody else, counts are the group's less one's own",
          "[mechanisms]") {
  for (const std::string network : {"network={generator: complete}",
                                    "network={generator: planted_partition, planted_partition: {communities: "
                                    "3, mean_degree: 499, mixing: 0}}"})
    for (const bool outsiders : {false, true}) {
      const World world(
          plain, {network, "population.agents=1500", "market.products=[{name: a}, {name: b}, {name: c}]"});
      ByHand run(world);
      run.model.watched = 127;
      random::Stream draws(3, random::Purpose::design_value, 0);
      for (Signal& s : run.state.shown) s = static_cast<Signal>(draws.below(256)) | signal::member;
      if (outsiders) {
        run.model.watched = 255;
        run.state.member.assign(padded(1500), 1);
        for (AgentIndex i = 0; i < 1500; i += 3) {
          run.state.member[i] = 0;
          std::fill_n(run.state.shown.begin() + 3 * i, 3, Signal{0});
        }
      }
      const Step step{run.model, run.state, 1, 1, run.state.shown.data(), run.state.showing.data()};
      Scratch by_ties(3), by_groups(3);
      BlockTally tally;
      std::size_t wrong = 0;
      for (AgentIndex first = 0; first < 1500; first += block_size) {
        const std::uint32_t size = std::min<AgentIndex>(block_size, 1500 - first);
        Block one{first, size, by_ties, tally}, other{first, size, by_groups, tally};
        run.state.cliques.release();
        watch(step, one);
        run.state.cliques.allocate(world.network.communities(), 3);
        for (std::uint32_t c = 0; c < world.network.communities(); ++c)
          run.state.cliques.count(world.network, step.shown, c);
        watch(step, other);
        for (std::uint32_t a = 0; a < size; ++a) {
          wrong += by_ties.total[a] != by_groups.total[a];
          for (int sign = 0; sign < shown_count; ++sign)
            for (std::size_t k = 0; k < 3; ++k)
              wrong += by_ties.seen(static_cast<Shown>(sign), k)[a] !=
                       by_groups.seen(static_cast<Shown>(sign), k)[a];
        }
      }
      CAPTURE(network, outsiders);
      CHECK(by_ties.total[0] > 300);
      CHECK(wrong == 0);
    }
}

TEST_CASE("products are seen by themselves", "[mechanisms]") {
  const World world(plain, {"market.products=[{name: a}, {name: b}, {name: c}]"});
  std::vector<Signal> shown(36);
  shown[0 * 3 + 1] = signal::bought | signal::recommends;
  shown[1 * 3 + 1] = signal::bought;
  shown[1 * 3 + 2] = signal::owns;
  Look look(world, shown);
  look.at(1);
  CHECK(look.seen(shown_bought, 5, 0) == 0);
  CHECK(look.seen(shown_bought, 5, 1) == 2);
  CHECK(look.seen(shown_recommends, 5, 1) == 1);
  CHECK(look.seen(shown_bought, 5, 2) == 0);
  CHECK(look.seen(shown_owns, 5, 2) == 1);
}

TEST_CASE("a full byte of neighbours and more are counted without overflow", "[mechanisms]") {
  for (const int agents : {255, 256, 257, 511, 513, 1000}) {
    const World world(plain, {"population.agents=" + std::to_string(agents)});
    Look look(world, std::vector<Signal>(static_cast<std::size_t>(agents), Signal{127}));
    look.at(1);
    for (int bit = 0; bit < shown_count; ++bit) CHECK(look.seen(static_cast<Shown>(bit), 7) == agents - 1);
  }
}

TEST_CASE("a sample has the size asked for and never counts a neighbour twice", "[mechanisms]") {
  for (const int size : {1, 2, 5, 10, 11, 30}) {
    const World world(plain, {"learning.observation.sample=" + std::to_string(size)});
    std::vector<Signal> shown(12);
    shown[3] = signal::bought;
    Look look(world, shown);
    for (std::uint32_t moment = 1; moment <= 50; ++moment) {
      look.at(moment);
      for (std::uint32_t a = 0; a < 12; ++a) {
        CHECK(look.total(a) == std::min(size, 11));
        CHECK(look.seen(shown_bought, a) <= 1);
      }
    }
  }
}

TEST_CASE("every neighbour is sampled equally often, and pairs independently", "[mechanisms]") {
  // Agent 0 watches 4 of 11 others in 20,000 ticks. Null: any one with probability 4/11, any two together
  // with 4 * 3 / (11 * 10); tolerance 5.5 standard deviations of a proportion.
  const World world(plain, {"learning.observation.sample=4"});
  constexpr int ticks = 20000;
  const auto tolerance = [](double p) { return 5.5 * std::sqrt(p * (1 - p) / ticks); };
  for (std::size_t j = 1; j < 12; ++j) {
    std::vector<Signal> shown(12);
    shown[j] = signal::bought;
    shown[j == 11 ? 1 : j + 1] = signal::owns;
    Look look(world, shown);
    int one = 0, both = 0;
    for (std::uint32_t t = 1; t <= ticks; ++t) {
      look.at(t);
      one += look.seen(shown_bought, 0) == 1;
      both += look.seen(shown_bought, 0) == 1 && look.seen(shown_owns, 0) == 1;
    }
    CHECK(std::abs(static_cast<double>(one) / ticks - 4 / 11.) < tolerance(4 / 11.));
    CHECK(std::abs(static_cast<double>(both) / ticks - 12 / 110.) < tolerance(12 / 110.));
  }
}

TEST_CASE("a sample that covers all neighbours sees what no sample sees", "[mechanisms]") {
  const World all(plain), covered(plain, {"learning.observation.sample=64"});
  std::vector<Signal> shown(12);
  for (std::size_t j = 0; j < 12; ++j) shown[j] = static_cast<Signal>((j * 29) & 127);
  Look a(all, shown), b(covered, shown);
  a.at(3);
  b.at(3);
  for (std::uint32_t i = 0; i < 12; ++i)
    for (int bit = 0; bit < shown_count; ++bit)
      CHECK(a.seen(static_cast<Shown>(bit), i) == b.seen(static_cast<Shown>(bit), i));
}

TEST_CASE("nobody watches where nothing needs it", "[mechanisms]") {
  const auto watched = [](const std::vector<std::string>& keys) {
    const World world(plain, keys);
    return watching(make_model(world.scenario, world.network, world.population));
  };
  const std::string off = "learning.observation.enabled=false";
  CHECK(watched({}));
  CHECK_FALSE(watched({off}));
  CHECK(watched({off, "decision.rule=threshold"}));
  CHECK(watched({off, "decision.rule=hazard"}));
  CHECK(watched({off, "decision.rule=cascade"}));
  CHECK_FALSE(watched({off, "decision.rule=imitate"}));
  CHECK(watched({"decision.rule=imitate"}));
  CHECK(watched({off, "learning.beliefs.enabled=true"}));
  CHECK_FALSE(watched({off, "learning.beliefs={enabled: true, social: none}"}));
  CHECK_FALSE(watched({off, "learning.beliefs={enabled: true, precision: {word_of_mouth: 0}}"}));
  CHECK(watched({off, "learning.reinforcement={enabled: true, recommendation_boost: 1}"}));
  CHECK_FALSE(watched({off, "learning.reinforcement={enabled: true, recommendation_boost: 0}"}));
  CHECK(watched({off, "share={enabled: true, recognition: 0.1}"}));
  CHECK_FALSE(watched({off, "share={enabled: true, recognition: 0}"}));
  const std::string impulse = "decision.impulse={enabled: true, comparison: 0, support: 0, norm: 0}";
  CHECK_FALSE(watched({off, impulse}));
  for (const char* term : {"comparison", "support", "norm"})
    CHECK(watched({off, impulse, std::string("decision.impulse.") + term + "=0.1"}));
  CHECK_FALSE(watched({off, impulse, "decision.impulse.norm=1", "decision.rule=imitate"}));
}

}  // namespace mechanisms_watch_test
