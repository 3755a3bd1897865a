#include <catch2/catch.hpp>
#include <numeric>

#include "network/networks.support.hpp"

using namespace shoal;
using network::Draft;
using network::fingerprint;

namespace {

Draft small() {
  Draft d;
  d.agents = 5;
  d.ties = {{0, 1}, {1, 2}, {3, 0}, {4, 2}};
  d.community = {0, 0, 1, 1, 2};
  d.roles = {Role::mass, Role::core, Role::hub, Role::mass, Role::active};
  d.weights = {1, 0.5f, 0.25f, 1};
  d.layers = {0, 1, 0, 1};
  d.layer_names = {"online", "offline"};
  return d;
}

}  // namespace

TEST_CASE("a fingerprint does not depend on the order or direction in which undirected ties are given",
          "[network]") {
  Draft other = small();
  other.ties = {{2, 4}, {0, 3}, {2, 1}, {1, 0}};
  other.weights = {1, 0.25f, 0.5f, 1};
  other.layers = {1, 0, 1, 0};
  REQUIRE(fingerprint(network::assemble(small())) == fingerprint(network::assemble(other)));
}

TEST_CASE("a fingerprint tells apart everything that a run depends on", "[network]") {
  const std::string original = fingerprint(network::assemble(small()));
  REQUIRE(original.size() == 64);
  const auto changed = [&](auto change) {
    Draft d = small();
    change(d);
    return fingerprint(network::assemble(d)) != original;
  };
  CHECK(changed([](Draft& d) { d.ties[0] = {0, 2}; }));
  CHECK(changed([](Draft& d) { d.directed = true; }));
  CHECK(changed([](Draft& d) { d.weights[1] = 0.75f; }));
  CHECK(changed([](Draft& d) { d.weights.clear(); }));
  CHECK(changed([](Draft& d) { d.layers[0] = 1; }));
  CHECK(changed([](Draft& d) { d.layer_names[0] = "kin"; }));
  CHECK(changed([](Draft& d) { d.community[1] = 1; }));
  CHECK(changed([](Draft& d) { d.roles[0] = Role::hub; }));
  CHECK(changed([](Draft& d) {
    d.agents = 6;
    d.community.push_back(2);
    d.roles.push_back(Role::mass);
  }));
}

TEST_CASE("a fingerprint follows the user's numbering, not the internal order", "[network]") {
  // The same ties with communities that reverse the internal order: only the communities may make a
  // difference, so merging both into one community must give equal fingerprints.
  Draft one = small(), two = small();
  one.community = {0, 0, 0, 0, 0};
  two.community = {4, 3, 2, 1, 0};
  const Network straight = network::assemble(one);
  Network turned = network::assemble(two);
  REQUIRE(turned.agent_of != straight.agent_of);
  turned.community.assign(5, 0);
  REQUIRE(fingerprint(turned) == fingerprint(straight));
}
