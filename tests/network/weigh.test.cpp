#include "network/weigh.hpp"

#include <catch2/catch.hpp>

#include "config/source.hpp"
#include "network/networks.support.hpp"

using namespace shoal;
using network::Draft;

namespace {

NetworkParams random_ties(AgentIndex) {
  NetworkParams params = testing::with_generator(Generator::erdos_renyi);
  params.erdos_renyi.mean_degree = 10;
  return params;
}

Distribution uniform(double lo, double hi) {
  Distribution d(1, smallest_weight, 1);
  d.kind = Distribution::Kind::uniform;
  d.a = lo;
  d.b = hi;
  return d;
}

std::string refusal(const NetworkParams& params, Draft draft) {
  try {
    network::draw_layers(params, draft, 1);
    network::draw_weights(params, draft, 1);
  } catch (const config::InvalidInput& e) {
    return e.what();
  }
  return "";
}

}  // namespace

TEST_CASE("without weights and layers in the scenario a network stores neither", "[network]") {
  const Network n = testing::sound(random_ties(100), 100, 1);
  CHECK(n.weights.empty());
  CHECK(n.layers.empty());
  CHECK(n.layer_names.empty());
}

TEST_CASE("a constant weight is stored for every tie", "[network]") {
  NetworkParams params = random_ties(100);
  params.weights = Distribution(0.25, smallest_weight, 1);
  const Network n = testing::sound(params, 100, 1);
  REQUIRE(n.weights == std::vector<float>(n.ties(), 0.25f));
}

TEST_CASE("drawn weights are the same from both sides and have the distribution's mean", "[network]") {
  NetworkParams params = random_ties(4000);
  params.weights = uniform(0.2, 0.8);
  const Network n = testing::sound(params, 4000, 5);  // `sound` demands equal weights from both sides
  double sum = 0;
  for (const float w : n.weights) sum += w;
  // Null: mean 0.5; n = ties / 2 independent draws with sd 0.6 / sqrt 12; 5 sd.
  const double draws = static_cast<double>(n.ties()) / 2;
  CHECK(sum / static_cast<double>(n.ties()) ==
        Approx(0.5).margin(testing::sigmas * 0.1732 / std::sqrt(draws)));
  CHECK(*std::min_element(n.weights.begin(), n.weights.end()) < 0.21f);
  CHECK(*std::max_element(n.weights.begin(), n.weights.end()) > 0.79f);
}

TEST_CASE("a tie's weight and layer do not depend on the order of ties", "[network]") {
  NetworkParams params;
  params.weights = uniform(0.1, 1);
  params.layers = {{"online", 1, uniform(0.5, 1)}, {"kin", 1, uniform(0.5, 1)}};
  Draft one, two;
  one.agents = two.agents = 50;
  for (AgentIndex i = 0; i + 1 < 50; ++i) {
    one.ties.push_back({i, i + 1});
    two.ties.insert(two.ties.begin(), {i + 1, i});
  }
  for (Draft* d : {&one, &two}) {
    network::draw_layers(params, *d, 8);
    network::draw_weights(params, *d, 8);
  }
  REQUIRE(network::fingerprint(network::assemble(one)) == network::fingerprint(network::assemble(two)));
  one.directed = two.directed = true;  // now 0 -> 1 and 1 -> 0 are different ties
  network::draw_weights(params, one, 8);
  network::draw_weights(params, two, 8);
  REQUIRE(one.weights.front() != two.weights.back());
}

TEST_CASE("layers get their shares of ties, and each tie's weight its layer's factor", "[network]") {
  NetworkParams params = random_ties(4000);
  params.weights = Distribution(0.5, smallest_weight, 1);
  params.layers = {{"online", 6, Distribution(0.5, smallest_weight, 1)},
                   {"offline", 3, Distribution(1, smallest_weight, 1)},
                   {"kin", 1, Distribution(0.25, smallest_weight, 1)}};
  const Network n = testing::sound(params, 4000, 5);
  REQUIRE(n.layer_names == std::vector<std::string>{"online", "offline", "kin"});
  std::vector<double> count(3, 0);
  const float weight[] = {0.25f, 0.5f, 0.125f};
  for (std::size_t k = 0; k < n.ties(); ++k) {
    count[n.layers[k]] += 0.5;
    REQUIRE(n.weights[k] == weight[n.layers[k]]);
  }
  const double ties = static_cast<double>(n.ties()) / 2;
  CHECK(testing::chi_square_plausible(count, {0.6 * ties, 0.3 * ties, 0.1 * ties}));
}

TEST_CASE("a single layer has a name but no column", "[network]") {
  NetworkParams params = random_ties(100);
  params.layers = {{"online", 1, Distribution(0.5, smallest_weight, 1)}};
  const Network n = testing::sound(params, 100, 1);
  CHECK(n.layer_names == std::vector<std::string>{"online"});
  CHECK(n.layers.empty());
  CHECK(n.weights == std::vector<float>(n.ties(), 0.5f));
}

TEST_CASE("layers and weights of a file stay; the scenario's factors multiply them", "[network]") {
  Draft draft;
  draft.agents = 3;
  draft.ties = {{0, 1}, {1, 2}};
  draft.weights = {0.5f, 1};
  draft.layers = {1, 0};
  draft.layer_names = {"kin", "online"};
  NetworkParams params;
  params.weights = Distribution(0.5, smallest_weight, 1);
  params.layers = {{"online", 1, Distribution(0.5, smallest_weight, 1)}};
  network::draw_layers(params, draft, 1);
  network::draw_weights(params, draft, 1);
  CHECK(draft.layers == std::vector<std::uint8_t>{1, 0});
  CHECK(draft.layer_names.size() == 2);
  CHECK(draft.weights == std::vector<float>{0.125f, 0.5f});
}

TEST_CASE("layers that contradict those of the file are refused", "[network]") {
  Draft draft;
  draft.agents = 2;
  draft.ties = {{0, 1}};
  draft.layers = {0};
  draft.layer_names = {"kin", "online"};
  NetworkParams params;
  const Distribution one(1, smallest_weight, 1);
  params.layers = {{"offline", 1, one}};
  CHECK(refusal(params, draft) ==
        "network.layers.0.name: found 'offline'; the layers of the network file are: kin, online");
  params.layers = {{"online", 3, one}};
  CHECK(refusal(params, draft) ==
        "network.layers.0.share: found 3; the network file tells the layer of every tie: leave the key out");
}
