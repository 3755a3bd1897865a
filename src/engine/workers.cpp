#include "engine/workers.hpp"

#ifdef __SSE2__
#include <immintrin.h>
#endif

namespace shoal {
namespace {

/// Some 50 microseconds: more than what a tick does between two calls, less than what waking a thread may
/// take.
constexpr int patient = 2000;

void pause() {
#ifdef __SSE2__
  _mm_pause();
#endif
}

}  // namespace

Workers::Workers(unsigned count)
    : shares_(count), patience_(count <= std::thread::hardware_concurrency() ? patient : 0) {
  for (unsigned worker = 1; worker < count; ++worker)
    threads_.emplace_back([this, worker] { serve(worker); });
}

Workers::~Workers() {
  stopping_ = true;
  round_.fetch_add(1, std::memory_order_release);
  round_.notify_all();
  for (auto& thread : threads_) thread.join();
}

void Workers::run(std::size_t tasks, const Task& task) {
  if (threads_.empty() || tasks <= 1) {
    for (std::size_t t = 0; t < tasks; ++t) task(t, 0);
    return;
  }
  task_ = &task;
  const std::size_t workers = shares_.size();
  for (std::size_t w = 0; w < workers; ++w) {
    shares_[w].next.store(tasks * w / workers, std::memory_order_relaxed);
    shares_[w].end = tasks * (w + 1) / workers;
  }
  busy_.store(static_cast<std::uint32_t>(threads_.size()), std::memory_order_relaxed);
  round_.fetch_add(1, std::memory_order_release);
  round_.notify_all();
  take(0);
  while (const std::uint32_t busy = busy_.load(std::memory_order_acquire)) await_change(busy_, busy);
}

void Workers::serve(unsigned worker) {
  for (std::uint32_t served = 0;; ++served) {
    await_change(round_, served);
    if (stopping_) return;
    take(worker);
    if (busy_.fetch_sub(1, std::memory_order_acq_rel) == 1) busy_.notify_one();
  }
}

void Workers::take(unsigned worker) {
  for (std::size_t n = 0; n < shares_.size(); ++n) {
    Share& share = shares_[(worker + n) % shares_.size()];
    for (std::size_t t = share.next.fetch_add(1, std::memory_order_relaxed); t < share.end;
         t = share.next.fetch_add(1, std::memory_order_relaxed))
      (*task_)(t, worker);
  }
}

void Workers::await_change(const std::atomic<std::uint32_t>& value, std::uint32_t old) const {
  for (int looks = 0; looks < patience_; ++looks) {
    if (value.load(std::memory_order_acquire) != old) return;
    pause();
  }
  value.wait(old, std::memory_order_acquire);
}

}  // namespace shoal
