#include "output/zstd.hpp"

#include <zstd.h>

#include <new>
#include <string>

#include "output/failure.hpp"

namespace shoal::output {

struct ZstdWriter::Impl {
  struct Free {
    void operator()(ZSTD_CCtx* c) const { ZSTD_freeCCtx(c); }
  };
  explicit Impl(File& target) : file(target), context(ZSTD_createCCtx()), out(ZSTD_CStreamOutSize(), '\0') {
    if (!context) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  }
  void push(std::string_view text, ZSTD_EndDirective directive) {
    ZSTD_inBuffer input{text.data(), text.size(), 0};
    for (;;) {
      ZSTD_outBuffer output{out.data(), out.size(), 0};
      const std::size_t left = ZSTD_compressStream2(context.get(), &output, &input, directive);
      if (ZSTD_isError(left))
        throw Failure(file.path(), std::string("cannot compress: ") + ZSTD_getErrorName(left));
      file.write({out.data(), output.pos});
      if (directive == ZSTD_e_end ? left == 0 : input.pos == input.size) return;
    }
  }

  File& file;
  std::unique_ptr<ZSTD_CCtx, Free> context;
  std::string out;
};

ZstdWriter::ZstdWriter(File& file) : impl_(std::make_unique<Impl>(file)) {}
ZstdWriter::~ZstdWriter() = default;
void ZstdWriter::write(std::string_view text) { impl_->push(text, ZSTD_e_continue); }
void ZstdWriter::finish() { impl_->push({}, ZSTD_e_end); }

}  // namespace shoal::output
