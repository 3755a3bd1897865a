#include "network/forms.hpp"

#include <catch2/catch.hpp>
#include <thread>
#include <vector>

#include "network/networks.support.hpp"

namespace network_forms_test {

using namespace shoal;

namespace {

Network communities() {
  NetworkParams params = testing::with_generator(Generator::planted_partition);
  params.planted_partition.communities = 20;
  params.planted_partition.mean_degree = 16;
  return testing::sound(params, 2000, 3);
}

}  // namespace

TEST_CASE("runs on a network share its other forms", "[network][threads]") {
  const Network network = communities();
  network::Forms forms(network, 1024);
  std::vector<std::shared_ptr<const BitRows>> bits(4);
  std::vector<std::thread> threads;
  for (auto& mine : bits) threads.emplace_back([&] { mine = forms.bits(); });
  for (std::thread& thread : threads) thread.join();
  for (const auto& mine : bits) CHECK(mine == bits.front());
  CHECK(bits.front()->words == make_bit_rows(network, 1024).words);
  CHECK_FALSE(bits.front()->empty());
  const auto positions = forms.positions(5);
  CHECK(forms.positions(5) == positions);
  CHECK(positions->bytes() == make_position_rows(network, 1024, 5).bytes());
}

TEST_CASE("that a network has none of a form is known beside another", "[network]") {
  NetworkParams params = testing::with_generator(Generator::planted_partition);
  params.planted_partition.communities = 5;
  params.planted_partition.mean_degree = 60;
  const Network network = testing::sound(params, 2000, 3);  // communities too large for places of a byte
  network::Forms forms(network, 1024);
  const auto positions = forms.positions(5);
  REQUIRE(positions->empty());
  const auto bits = forms.bits();
  REQUIRE_FALSE(bits->empty());
  CHECK(forms.positions(5) == positions);
  CHECK(forms.bits() == bits);
}

TEST_CASE("only the form that was asked for last is kept", "[network]") {
  const Network network = communities();
  network::Forms forms(network, 1024);
  std::weak_ptr<const BitRows> bits = forms.bits();
  CHECK_FALSE(bits.expired());
  std::weak_ptr<const PositionRows> five = forms.positions(5);
  CHECK(bits.expired());
  CHECK_FALSE(five.expired());
  CHECK(forms.positions(2) != nullptr);
  CHECK(five.expired());
}

}  // namespace network_forms_test
