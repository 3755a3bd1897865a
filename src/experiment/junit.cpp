// Verdicts for continuous integration: JUnit's XML. Without times, so that the bytes are the same every time.

#include <fmt/format.h>

#include <algorithm>

#include "experiment/judge.hpp"

namespace shoal::experiment {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

/// The length of the UTF-8 sequence at the front of `text` that XML 1.0 may hold; 0: there is none.
std::size_t legal_length(std::string_view text) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = at(0);
  if (first < 0x80) return first >= 0x20 || first == '\t' || first == '\n' || first == '\r' ? 1 : 0;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || first > 0xF4 || text.size() < length) return 0;
  std::uint32_t code = first & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((at(i) & 0xC0) != 0x80) return 0;
    code = code << 6 | (at(i) & 0x3Fu);
  }
  const std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF, never = code == 0xFFFE || code == 0xFFFF;
  return code < least[length] || code > 0x10FFFF || surrogate || never ? 0 : length;
}

/// For attributes and text alike.
std::string escaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = legal_length(text);
    switch (length == 1 ? text.front() : 'x') {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&apos;"; break;
      case '\t': out += "&#9;"; break;
      case '\n': out += "&#10;"; break;
      case '\r': out += "&#13;"; break;
      default: out += length == 0 ? replacement : text.substr(0, length);
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

std::string details(const Verdict& v) {
  return v.comparison + "\n" + numbers_text(v) + (v.reason.empty() ? "" : "\n" + v.reason);
}

std::string head_of(const std::string& suite, const std::string& name) {
  return fmt::format("    <testcase classname=\"{}\" name=\"{}\">\n", escaped(suite), escaped(name));
}

std::string test_case(const Verdict& v, const JudgedFile& file) {
  const std::string head = head_of(file.name, v.claim);
  if (v.holds) return head + "      <system-out>" + escaped(details(v)) + "</system-out>\n    </testcase>\n";
  if (!file.not_reproduced.empty())
    return head + "      <skipped message=\"" + escaped("not reproduced: " + file.not_reproduced) +
           "\"/>\n      <system-out>" + escaped(details(v)) + "</system-out>\n    </testcase>\n";
  const std::string message = v.reason.empty() ? numbers_text(v) : v.reason;
  return head + fmt::format("      <failure message=\"{}\" type=\"{}\">{}</failure>\n    </testcase>\n",
                            escaped(message), escaped(v.test), escaped(details(v)));
}

/// The case that fails where a file says that something is not reproduced, and all holds.
std::string contradiction(const JudgedFile& file) {
  if (as_said(file.verdicts, file.not_reproduced) || file.not_reproduced.empty()) return "";
  return head_of(file.name, "is not reproduced, as the file says") +
         fmt::format("      <failure message=\"all expectations hold\">{}</failure>\n    </testcase>\n",
                     escaped(file.not_reproduced));
}

/// The case of a file that nothing is known of.
std::string unjudged_case(const JudgedFile& file) {
  return head_of(file.name, "is judged") +
         fmt::format("      <error message=\"{}\"/>\n    </testcase>\n", escaped(file.unjudged));
}

std::size_t misses(const JudgedFile& file) {
  return static_cast<std::size_t>(
      std::ranges::count_if(file.verdicts, [](const Verdict& v) { return !v.holds; }));
}

}  // namespace

std::string junit_xml(const std::vector<JudgedFile>& files) {
  std::string suites;
  std::size_t tests = 0, failed = 0, errors = 0;
  for (const JudgedFile& file : files) {
    const bool judged = file.unjudged.empty(), excused = !file.not_reproduced.empty();
    const std::string extra = judged ? contradiction(file) : unjudged_case(file);
    const std::size_t cases = file.verdicts.size() + !extra.empty();
    const std::size_t failures = excused ? judged && !extra.empty() : misses(file),
                      skipped = excused ? misses(file) : 0;
    tests += cases, failed += failures, errors += !judged;
    suites +=
        fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n",
                    escaped(file.name), cases, failures, judged ? 0 : 1, skipped);
    for (const Verdict& v : file.verdicts) suites += test_case(v, file);
    suites += extra + "  </testsuite>\n";
  }
  return fmt::format(
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"shoal verify\" tests=\"{}\" "
             "failures=\"{}\" errors=\"{}\">\n",
             tests, failed, errors) +
         suites + "</testsuites>\n";
}

std::string junit_xml(const std::vector<Verdict>& verdicts, const std::string& suite) {
  return junit_xml(std::vector<JudgedFile>{{suite, verdicts}});
}

}  // namespace shoal::experiment
