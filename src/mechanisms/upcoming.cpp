#include "mechanisms/upcoming.hpp"

#include "mechanisms/routine.hpp"
#include "mechanisms/step.hpp"

namespace shoal {
namespace {

constexpr std::size_t line = 64;
/// From so many bytes per tick on, what is read lies in memory rather than in a cache (docs/performance.md).
constexpr std::size_t worth_bytes = 10 << 20;
constexpr AgentIndex few_agents = 1 << 15;  ///< of fewer, columns are not even listed

template <std::size_t lines>
inline void fetch_lines(const char* begin) {
#pragma GCC unroll 8
  for (std::size_t n = 0; n < lines; ++n) __builtin_prefetch(begin + line * n);
}

/// Traits that the pass of routine.hpp reads.
bool of_the_pass(Trait t) {
  return t == Trait::prior_belief || t == Trait::learning_rate || t == Trait::production;
}

}  // namespace

void TickColumns::find(const Model& model, const State& state, metrics::Figures read, std::size_t runs) {
  worth_it_ = model.population.agents >= few_agents;
  if (!worth_it_) return;
  words_.clear();
  bytes_.clear();
  const auto add = [&](const auto* begin) {
    static_assert(sizeof(*begin) == sizeof(float));
    words_.push_back(reinterpret_cast<const char*>(begin));
  };
  const auto add_vector = [&](const auto& v) {
    if (!v.empty()) add(v.data());
  };
  const auto add_bytes = [&](const auto& v, std::size_t per_agent) {
    static_assert(sizeof(v[0]) == 1);
    if (!v.empty()) bytes_.push_back({reinterpret_cast<const char*>(v.data()), per_agent});
  };
  const auto add_matrix = [&](const Matrix& m) {
    for (std::size_t k = 0; !m.empty() && k < model.products.size(); ++k) add(m.at(0, k));
  };
  const auto add_column = [&](const Column& c) {
    if (c.varies()) add(c.block(0));
  };
  for (std::size_t t = 0; t < trait_count; ++t)
    if (!in_one_pass(model) || of_the_pass(static_cast<Trait>(t))) add_column(model.population.traits[t]);
  for (const Column* column :
       {&model.need, &model.burden, &state.trust, &state.belonging, &state.fit, &state.layers})
    add_column(*column);
  if (keeps_memory(model, read)) add_matrix(state.memory);
  if (state.vicarious_moves) add_matrix(state.vicarious_value);
  if (state.loyalty_moves) add_matrix(state.loyalty);
  add_matrix(state.value);
  for (const auto& belief : state.belief) add_matrix(belief);
  for (const auto& precision : state.precision) add_matrix(precision);
  if (model.experience.participation_rate > 0) add_vector(state.participation);
  for (const Aligned<float>* column : {&state.budget, &state.recognition, &state.displeasure})
    add_vector(*column);
  add_vector(state.group.committed_at);
  add_bytes(state.role, 1);
  for (const auto* column : {&state.recommended, &state.recommended_then}) add_bytes(*column, 1);
  add_bytes(state.impressions, model.products.size());
  add_bytes(state.member, 1);
  // The pass looks at it only until all own the product, or where somebody reads signs.
  using enum metrics::Figures;
  if (!in_one_pass(model) || metrics::meet(read, agents | outcomes | communities))
    add_bytes(state.idle, model.products.size());
  const TieForms forms = runs == 1 ? forms_of(model, state.columns.in_use()) : TieForms{};
  leaving_ = forms.leaving;
  if (leaving_ != nullptr) add_bytes(leaving_->leaving, 1);
  if (forms.bits != nullptr && !forms.bits->degree.empty() && model.notices_in_passing)
    add_bytes(forms.bits->degree, 1);
  else if (runs == 1)
    add_vector(model.network.offsets);
  std::size_t bytes = words_.size() * sizeof(float);
  for (const auto& [column, per_agent] : bytes_) bytes += per_agent;
  bytes *= model.population.agents;
  if (forms.positions != nullptr) bytes += forms.positions->bytes();
  if (forms.bits != nullptr) bytes += forms.bits->bytes();
  worth_it_ = bytes * runs >= worth_bytes;
}

const void* TickColumns::only(AgentIndex first, DrawOf draw) const {
  const bool rest = draw.number == 0 && (!bytes_.empty() || leaving_ != nullptr);
  if (rest || draw.number >= words_.size() || draw.number + draw.draws < words_.size()) return nullptr;
  return words_[draw.number] + first * sizeof(float);
}

void TickColumns::fetch(AgentIndex first, std::uint32_t part, DrawOf draw) const {
  constexpr std::size_t agents = block_size / parts;
  const std::size_t from = first + part * agents;
  for (std::size_t c = draw.number; c < words_.size(); c += draw.draws)
    fetch_lines<agents * sizeof(float) / line>(words_[c] + from * sizeof(float));
  if (draw.number == 0) fetch_rest(first, part);
  asm volatile("");  // or GCC takes a function that does nothing but fetch for one that does nothing
}

void TickColumns::fetch_rest(AgentIndex first, std::uint32_t part) const {
  constexpr std::size_t agents = block_size / parts;
  const std::size_t from = first + part * agents;
  for (const auto& [column, bytes] : bytes_)
    for (std::size_t n = 0; n < bytes; ++n)
      fetch_lines<agents / line>(column + (from + n * agents / bytes) * bytes);
  if (leaving_ != nullptr) {
    const std::size_t* offsets = leaving_->block_offsets.data() + first / block_size;
    const std::size_t ties = (offsets[1] - offsets[0]) / parts;
    const auto* observed =
        reinterpret_cast<const char*>(leaving_->observed.data() + offsets[0] + part * ties);
    for (std::size_t at = 0; at < ties * sizeof(AgentIndex); at += 4 * line) fetch_lines<4>(observed + at);
  }
  asm volatile("");
}

}  // namespace shoal
