#include "cli/guarded.hpp"

#include <new>
#include <string>
#include <system_error>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "config/source.hpp"
#include "output/failure.hpp"

namespace shoal::cli {
namespace {

int fail(const std::string& message, Exit code) {
  say("shoal: " + message + "\n");
  return code;
}

}  // namespace

int guarded(const std::function<int()>& body) {
  try {
    return body();
  } catch (const UsageError& e) {
    return fail(
        std::string(e.what()) + "\n`shoal --help` shows the commands, `shoal COMMAND --help` their options",
        bad_usage);
  } catch (const config::InvalidInput& e) {
    say(std::string(e.what()) + "\n");
    return invalid_input;
  } catch (const output::Failure& e) {
    return fail(e.what(), run_failed);
  } catch (const BrokenPipe&) {
    return run_failed;
  } catch (const std::bad_alloc&) {
    return fail("out of memory; fewer agents, ties or products need less", run_failed);
  } catch (const std::length_error&) {
    return fail("out of memory; fewer agents, ties or products need less", run_failed);
  } catch (const std::exception& e) {
    return fail(e.what(), run_failed);
  }
}

}  // namespace shoal::cli
