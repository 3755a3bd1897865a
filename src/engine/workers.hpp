#pragma once
// A fixed set of threads that share out numbered tasks.
//
// oneTBB would do this too, but the thread sanitizer cannot see into Debian's build of it and reports races
// that are none; a page of standard C++ can be checked.

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

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
  /// Tasks must not throw.
  void run(std::size_t tasks, const Task& task);

 private:
  void serve(unsigned worker);
  void take(unsigned worker);

  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable start_, done_;
  std::uint64_t round_ = 0;  ///< guarded by mutex_, as are the next two
  unsigned busy_ = 0;
  bool stopping_ = false;
  const Task* task_ = nullptr;
  std::size_t tasks_ = 0;
  std::atomic<std::size_t> next_{0};
};

}  // namespace shoal
