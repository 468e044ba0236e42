#include "stdlib/module_functions/brace_expansion.hpp"

#include <stdexcept>

namespace volley::stdlib {
namespace {

constexpr std::size_t kMostAlternatives = 1024;
constexpr std::size_t kNone = std::string_view::npos;

struct Group {
  std::size_t open = kNone;
  std::size_t close = kNone;
  std::vector<std::size_t> commas;
};

// The first group that is complete, without those inside it.
Group first_group(std::string_view pattern) {
  Group group;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    switch (pattern[at]) {
      case '\\': ++at; break;
      case '{': group.open = depth++ == 0 ? at : group.open; break;
      case ',':
        if (depth == 1) {
          group.commas.push_back(at);
        }
        break;
      case '}':
        if (depth > 0 && --depth == 0) {
          group.close = at;
          return group;
        }
        break;
      default: break;
    }
  }
  return {};
}

}  // namespace

std::vector<std::string> expand_braces(std::string_view pattern) {
  std::vector<std::string> open{std::string(pattern)};
  std::vector<std::string> done;
  while (!open.empty()) {
    const std::string next = std::move(open.back());
    open.pop_back();
    const Group group = first_group(next);
    if (group.close == kNone) {
      done.push_back(next);
    } else {
      // The last alternative goes on the pile first, so that the first one comes off first.
      std::size_t end = group.close;
      for (std::size_t comma = group.commas.size() + 1; comma-- > 0;) {
        const std::size_t begin = (comma == 0 ? group.open : group.commas[comma - 1]) + 1;
        open.push_back(next.substr(0, group.open) + next.substr(begin, end - begin) + next.substr(group.close + 1));
        end = begin - 1;
      }
    }
    if (open.size() + done.size() > kMostAlternatives) {
      throw std::length_error("the pattern has too many alternatives");
    }
  }
  return done;
}

}  // namespace volley::stdlib
