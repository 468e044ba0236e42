#include "runtime/project/glob.hpp"

#include <string>
#include <vector>

namespace volley::runtime {
namespace {

// More alternatives than anybody writes; bounds what {a,b}{a,b}{a,b}... may cost.
constexpr std::size_t kAlternativeLimit = 1024;

char fold(char c, LetterCase letter_case) {
  return letter_case == LetterCase::Ignore && c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Matches [..] that starts behind the bracket; `at` ends behind the closing one. An unclosed set matches nothing.
bool set_matches(std::string_view pattern, std::size_t& at, char c, LetterCase letter_case) {
  const bool negated = at < pattern.size() && (pattern[at] == '^' || pattern[at] == '!');
  at += negated ? 1 : 0;
  bool found = false;
  const auto next = [&]() {
    at += pattern[at] == '\\' && at + 1 < pattern.size() ? 1 : 0;
    return fold(pattern[at++], letter_case);
  };
  while (at < pattern.size() && pattern[at] != ']') {
    const char low = next();
    char high = low;
    if (at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']') {
      ++at;
      high = next();
    }
    const char folded = fold(c, letter_case);
    found = found || (low <= folded && folded <= high);
  }
  if (at >= pattern.size()) {
    return false;
  }
  ++at;
  return found != negated;
}

bool one_matches(std::string_view pattern, std::size_t& at, char c, LetterCase letter_case) {
  switch (pattern[at]) {
    case '?': ++at; return true;
    case '[': ++at; return set_matches(pattern, at, c, letter_case);
    case '\\': at += at + 1 < pattern.size() ? 1 : 0; [[fallthrough]];
    default: return fold(pattern[at++], letter_case) == fold(c, letter_case);
  }
}

// Only the last star is ever tried again, so the cost is pattern times text at most.
bool plain_matches(std::string_view pattern, std::string_view text, LetterCase letter_case) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t at = 0;
  std::size_t read = 0;
  std::size_t star = kNone;
  std::size_t star_read = 0;
  while (read < text.size() || at < pattern.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = ++at;
      star_read = read;
      continue;
    }
    if (at < pattern.size() && read < text.size()) {
      if (one_matches(pattern, at, text[read], letter_case)) {
        ++read;
        continue;
      }
    }
    if (star == kNone || star_read >= text.size()) {
      return false;
    }
    at = star;
    read = ++star_read;
  }
  return true;
}

// The end of the alternatives that open at `open`, and where their commas are.
std::size_t scan_braces(std::string_view pattern, std::size_t open, std::vector<std::size_t>& commas) {
  std::size_t depth = 0;
  for (std::size_t i = open; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      ++i;
    } else if (pattern[i] == '{') {
      ++depth;
    } else if (pattern[i] == '}' && --depth == 0) {
      return i;
    } else if (pattern[i] == ',' && depth == 1) {
      commas.push_back(i);
    }
  }
  return std::string_view::npos;
}

std::vector<std::string> expand_braces(std::string_view pattern) {
  std::vector<std::string> pending{std::string(pattern)};
  std::vector<std::string> done;
  while (!pending.empty() && done.size() + pending.size() < kAlternativeLimit) {
    const std::string current = std::move(pending.back());
    pending.pop_back();
    const std::size_t open = current.find('{');
    std::vector<std::size_t> commas;
    const std::size_t close = open == std::string::npos ? open : scan_braces(current, open, commas);
    if (close == std::string::npos) {
      done.push_back(current);
      continue;
    }
    commas.push_back(close);
    std::size_t from = open + 1;
    for (const std::size_t comma : commas) {
      pending.push_back(current.substr(0, open) + current.substr(from, comma - from) + current.substr(close + 1));
      from = comma + 1;
    }
  }
  return done;
}

}  // namespace

bool is_glob(std::string_view text) { return text.find_first_of("*?[]{}") != std::string_view::npos; }

bool glob_matches(std::string_view pattern, std::string_view text, Braces braces, LetterCase letter_case) {
  if (braces == Braces::Literal || pattern.find('{') == std::string_view::npos) {
    return plain_matches(pattern, text, letter_case);
  }
  for (const std::string& alternative : expand_braces(pattern)) {
    if (plain_matches(alternative, text, letter_case)) {
      return true;
    }
  }
  return false;
}

}  // namespace volley::runtime
