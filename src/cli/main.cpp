// shoal: from a YAML file to metrics.csv.

#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/guarded.hpp"

int main(int argc, char** argv) {
  using namespace shoal::cli;
  prepare_streams();
  return guarded([&] {
    const Call call = parse_command_line({argv + 1, argv + argc});
    return call.command->run(call.arguments);
  });
}
