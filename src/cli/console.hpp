#pragma once
// How the tool speaks: data to standard output, everything else to standard error.

#include <string_view>

namespace shoal::cli {

/// Writes data to standard output. @throws output::Failure, BrokenPipe
void print(std::string_view data);
/// Writes a message to standard error; a closed standard error is nobody's problem.
void say(std::string_view message);

/// The reader of standard output is gone (`shoal metrics | head`); the tool ends without a word.
struct BrokenPipe {};

/// Whether standard error is a terminal that can redraw a line.
bool interactive();
/// Whether to use colour on standard error: a terminal, and NO_COLOR is not set.
bool colourful();

/// Before anything else: standard streams that are closed are given a place, so that no output file takes
/// their number; a reader that goes away and a file that grows beyond `ulimit -f` become errors, not signals.
void prepare_streams();

}  // namespace shoal::cli
