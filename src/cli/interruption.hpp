#pragma once
// SIGINT and SIGTERM ask a run to end after the tick at hand; a second signal ends it at once.

#include <csignal>

namespace shoal::cli {

class Interruption {
 public:
  Interruption();   ///< from here on signals are noted; those that the parent ignores stay ignored
  ~Interruption();  ///< signals act as before
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  bool requested() const;

 private:
  struct sigaction before_[2];
};

}  // namespace shoal::cli
