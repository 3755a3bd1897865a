// Choices of a block against those of one agent after another.

#include "mechanisms/choice.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "mechanisms/market.hpp"
#include "population/columns.hpp"
#include "random/philox.hpp"

namespace mechanisms_choice_test {

using namespace shoal;

namespace {

constexpr std::uint32_t smallest = 0, largest = 0xffffffff;

/// Utilities between -4 and 4, of which `left_out` in eight are not considered.
std::vector<float> utilities(std::size_t products, std::uint32_t left_out, random::Stream& draws) {
  std::vector<float> all(products * block_size);
  for (float& u : all)
    u = draws.below(8) < left_out ? not_considered : static_cast<float>(draws.below(8192)) * 0x1p-10f - 4;
  return all;
}

}  // namespace

TEST_CASE("agents of a block choose what each of them chooses alone", "[mechanisms]") {
  random::Stream draws(12, random::Purpose::design_value, 0);
  std::size_t chosen = 0, nothing = 0, wrong = 0;
  for (const std::size_t products : {std::size_t{1}, std::size_t{2}, std::size_t{8}, max_products})
    for (const std::uint32_t left_out : {0u, 2u, 6u, 8u})
      for (const std::uint32_t size : {1u, 63u, 64u, 65u, block_size})
        for (const bool outside : {true, false})
          for (const float temperature : {0.05f, 1.0f, 3.0f}) {
            const std::vector<float> all = utilities(products, left_out, draws);
            std::vector<std::uint32_t> words(block_size), product(block_size);
            for (std::uint32_t& w : words)
              w = draws.below(8) == 0 ? (draws.below(2) == 0 ? smallest : largest) : draws.word();
            choose_all(all.data(), block_size, products, size, temperature, outside, words.data(),
                       product.data());
            for (std::uint32_t a = 0; a < size; ++a) {
              std::vector<float> own;
              for (std::size_t k = 0; k < products; ++k) own.push_back(all[k * block_size + a]);
              const Choice alone = choose(own, temperature, outside, random::uniform(words[a]));
              const std::size_t expected = alone.product == no_product ? products : alone.product;
              wrong += product[a] != expected;
              ++(expected == products ? nothing : chosen);
            }
          }
  CHECK(wrong == 0);
  CHECK(chosen > 10'000);
  CHECK(nothing > 10'000);
}

TEST_CASE("where rounding leaves a draw above all sums, agents of a block choose the last they consider",
          "[mechanisms]") {
  // The largest draw times 1 - 2^-24 and the sum of many weights: some sums fall short of it.
  random::Stream draws(12, random::Purpose::design_value, 1);
  std::size_t last = 0, wrong = 0;
  for (int round = 0; round < 40; ++round) {
    const std::vector<float> all = utilities(max_products, 4, draws);
    const std::vector<std::uint32_t> words(block_size, largest);
    std::vector<std::uint32_t> product(block_size);
    choose_all(all.data(), block_size, max_products, block_size, 1, false, words.data(), product.data());
    for (std::uint32_t a = 0; a < block_size; ++a) {
      std::vector<float> own;
      for (std::size_t k = 0; k < max_products; ++k) own.push_back(all[k * block_size + a]);
      const Choice alone = choose(own, 1, false, random::uniform(largest));
      wrong += product[a] != alone.product;
      std::size_t end = max_products;
      while (own[end - 1] == not_considered) --end;
      last += alone.product == end - 1;
    }
  }
  CHECK(wrong == 0);
  CHECK(last > 1'000);
}

}  // namespace mechanisms_choice_test
