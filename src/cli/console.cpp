#include "cli/console.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string>

#include "output/failure.hpp"

namespace shoal::cli {
namespace {

/// errno, or 0 when all was written.
int write_all(int stream, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(stream, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

void print(std::string_view data) {
  const int error = write_all(STDOUT_FILENO, data);
  if (error == EPIPE) throw BrokenPipe{};
  if (error != 0) throw output::Failure("standard output", "cannot write", error);
}

void say(std::string_view message) { static_cast<void>(write_all(STDERR_FILENO, message)); }

bool interactive() {
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) && terminal && std::string_view(terminal) != "dumb";
}

bool colourful() {
  const char* no_color = std::getenv("NO_COLOR");
  return interactive() && !(no_color && *no_color);
}

void prepare_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) != -1) continue;
    // The wrong direction on purpose: using a stream that the user closed stays an error.
    const int opened = ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    if (opened != stream && opened >= 0) ::close(opened);
  }
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace shoal::cli
