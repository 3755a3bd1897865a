#pragma once
// A fixed set of threads that share out numbered tasks.
//
// oneTBB would do this too, but the thread sanitizer cannot see into Debian's build of it and reports races
// that are none; a page of standard C++ can be checked.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

#include "population/aligned.hpp"

namespace shoal {

class Workers {
 public:
  using Task = std::function<void(std::size_t task, unsigned worker)>;

  /// `count` >= 1 workers; the calling thread is worker 0.
  explicit Workers(unsigned count);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  unsigned count() const { return static_cast<unsigned>(threads_.size()) + 1; }

  /// Calls task(0 .. tasks - 1, worker), each once, in no particular order, and returns when all are done.
  /// Tasks must not throw. Equal numbers of tasks give a worker the same range in every call, so that what it
  /// wrote is still in its own cache; who has finished helps the others.
  void run(std::size_t tasks, const Task& task);

 private:
  /// What is left of a worker's range, in a line of the cache of its own.
  struct alignas(cache_line) Share {
    std::atomic<std::size_t> next{0};
    std::size_t end = 0;
  };

  void serve(unsigned worker);
  void take(unsigned worker);
  void await_change(const std::atomic<std::uint32_t>& value, std::uint32_t old) const;

  std::vector<Share> shares_;  ///< [count()]
  std::vector<std::thread> threads_;
  int patience_;  ///< looks at a value before sleeping until it changes
  bool stopping_ = false;
  const Task* task_ = nullptr;
  std::atomic<std::uint32_t> round_{0};  ///< a change publishes stopping_, task_ and the shares
  std::atomic<std::uint32_t> busy_{0};
};

}  // namespace shoal
