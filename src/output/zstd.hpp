#pragma once
// Text to a zstd file. The only place that knows the library.

#include <memory>
#include <string_view>

#include "output/file.hpp"

namespace shoal::output {

class ZstdWriter {
 public:
  explicit ZstdWriter(File& file);
  ~ZstdWriter();
  /// @throws Failure
  void write(std::string_view text);
  /// Ends the frame; nothing may be written afterwards. @throws Failure
  void finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace shoal::output
