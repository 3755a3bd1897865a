#pragma once
// Runs the built tool as a process.

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

/// Sanitizers reserve more address space than a limit leaves, and do not run under an emulator.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

struct Outcome {
  int code = -1;  ///< exit code; 128 + signal where a signal ended the process
  std::string out, err;
};

struct Setting {
  std::filesystem::path directory = {};  ///< to run in; empty: this one
  std::vector<std::pair<std::string, std::string>> environment = {};
  std::function<void()> before_exec = {};     ///< in the child: limits, streams
  std::function<void(pid_t)> meanwhile = {};  ///< in the parent, while the child runs
};

/// Runs `program` with `words`; standard input is empty.
Outcome run_program(const std::string& program, const std::vector<std::string>& words,
                    const Setting& setting = {});
/// Runs shoal.
Outcome run_shoal(const std::vector<std::string>& words, const Setting& setting = {});

/// A scenario that runs in milliseconds, with communities, segments and two products.
extern const std::string small_scenario;
/// One that runs for minutes unless it is interrupted.
extern const std::string long_scenario;
