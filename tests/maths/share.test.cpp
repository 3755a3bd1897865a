#include "maths/share.hpp"

#include <catch2/catch.hpp>

TEST_CASE("a share is the nearest whole number, halves up", "[maths]") {
  using shoal::maths::share_of;
  CHECK(share_of(0, 10) == 0);
  CHECK(share_of(1, 10) == 10);
  CHECK(share_of(0.24, 10) == 2);
  CHECK(share_of(0.25, 10) == 3);
  CHECK(share_of(0.5, 1) == 1);
  CHECK(share_of(0.125, 4'000'000'004.0) == 500'000'001);
}
