// Malformed input and the exact message that each gets: keys that are not in the description.

#include <catch2/catch.hpp>

#include "config/village.hpp"

using namespace std::string_view_literals;

TEST_CASE("every key that is not known, not single or not text gets an exact message", "[config]") {
  village::check_cases({
      {"a duplicate, a merge key, an unknown key and a wrong value in one file",
       "seed: 1\nseed: 2\n<<: {}\nzebras: 1\nobservation: {attention: 2, rul: linear}\n"sv,
       {"in.yaml:2:1: seed: duplicate key; first in line 1",
        "in.yaml:3:1: merge keys ('<<') are not supported; write the keys out, or put a base file into "
        "'include'",
        "in.yaml:4:1: zebras: unknown key; known here: name, seed, ticks, observation, market, offset, tone, "
        "file, metrics, shares, matrix, fallback ...",
        "in.yaml:5:26: observation.attention: 2 is out of range; must be a number in [0, 1]",
        "in.yaml:5:29: observation.rul: unknown key; did you mean 'rule'?"}},
      {"a list as key", "? [a, b]\n: 1\n"sv, {"in.yaml:1:3: found a list for a key; must be text"}},
      {"a null as key", "~: 1\n"sv, {"in.yaml:1:1: found nothing for a key; must be text"}},
      {"a duplicate key",
       "seed: 1\nticks: 2\nseed: 3\n"sv,
       {"in.yaml:3:1: seed: duplicate key; first in line 1"}},
      {"a duplicate key in a group",
       "observation:\n  trust: true\n  rule: linear\n  trust: false\n"sv,
       {"in.yaml:4:3: observation.trust: duplicate key; first in line 2"}},
      {"a duplicate key in a list item",
       "market:\n  products:\n    - {name: a, price: 1, name: b}\n"sv,
       {"in.yaml:3:27: market.products.0.name: duplicate key; first in line 3"}},
      {"a key twice more",
       "seed: 1\nseed: 2\nseed: 3\n"sv,
       {"in.yaml:2:1: seed: duplicate key; first in line 1",
        "in.yaml:3:1: seed: duplicate key; first in line 1"}},
      {"a misspelt key",
       "observation:\n  retentoin: 0.5\n"sv,
       {"in.yaml:2:3: observation.retentoin: unknown key; did you mean 'retention'?"}},
      {"a key in the wrong place",
       "retention: 0.5\n"sv,
       {"in.yaml:1:1: retention: unknown key; did you mean 'observation.retention'?"}},
      {"a key of another group",
       "market: {attention: 0.5}\n"sv,
       {"in.yaml:1:10: market.attention: unknown key; did you mean 'observation.attention'?"}},
      {"a key that several groups have",
       "share: 0.5\nrule: linear\n"sv,
       {"in.yaml:1:1: share: unknown key; did you mean 'shares'?",
        "in.yaml:2:1: rule: unknown key; did you mean 'observation.rule' or 'market.products.rule'?"}},
      {"a misspelt key in the wrong place",
       "atention: 0.5\n"sv,
       {"in.yaml:1:1: atention: unknown key; did you mean 'observation.attention'?"}},
      {"a misspelt key in a list item",
       "market: {products: [{name: a, prise: 2}]}\n"sv,
       {"in.yaml:1:31: market.products.0.prise: unknown key; did you mean 'price'?"}},
      {"a key in other letters",
       "Observation: {}\n"sv,
       {"in.yaml:1:1: Observation: unknown key; did you mean 'observation'?"}},
      {"a dotted key",
       "observation.attention: 0.5\n"sv,
       {"in.yaml:1:1: observation.attention: unknown key; dots join keys in --set only; nest the keys here"}},
      {"a key unlike any other",
       "zebra: 1\n"sv,
       {"in.yaml:1:1: zebra: unknown key; known here: name, seed, ticks, observation, market, offset, tone, "
        "file, metrics, shares, matrix, fallback ..."}},
      {"include in a group",
       "market: {include: other.yaml}\n"sv,
       {"in.yaml:1:10: market.include: unknown key; 'include' stands at the top of a file"}},
      {"a missing colon in a group",
       "observation: {attention 0.5}\n"sv,
       {"in.yaml:1:15: observation.attention 0.5: unknown key; is a ':' missing after 'attention'?"}},
      {"a missing space in a group",
       "observation:\n  attention:0.5\n"sv,
       {"in.yaml:2:3: observation: found text 'attention:0.5'; must be a group of keys (attention, "
        "retention, rule, temperature, admiration, sample, trust); put a space after ':'"}},
      {"a group given a number",
       "observation: 5\n"sv,
       {"in.yaml:1:14: observation: found the number 5; must be a group of keys (attention, retention, rule, "
        "temperature, admiration, sample, trust)"}},
      {"a group given a list",
       "observation: [attention]\n"sv,
       {"in.yaml:1:14: observation: found a list; must be a group of keys (attention, retention, rule, "
        "temperature, admiration, sample, trust)"}},
      {"a group without keys",
       "observation:\nseed: 1\n"sv,
       {"in.yaml:1:1: observation: has no value; must be a group of keys (attention, retention, rule, "
        "temperature, admiration, sample, trust); write {} for nothing but defaults"}},
  });
}
