#include "lang/nearest_name.hpp"

#include <algorithm>
#include <utility>

namespace volley::lang {
namespace {

// Beyond this a name is no slip of the fingers, and comparing would take long.
constexpr std::size_t kLongestName = 80;
constexpr std::size_t kMostNames = 3;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& byte : result) {
    byte = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
  }
  return result;
}

// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.
std::size_t edits(std::string_view from, std::string_view to) {
  std::vector<std::size_t> before_last(to.size() + 1);
  std::vector<std::size_t> last(to.size() + 1);
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t at = 0; at <= to.size(); ++at) {
    last[at] = at;
  }
  for (std::size_t i = 1; i <= from.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return last[to.size()];
}

std::string_view last_segment(std::string_view name) {
  const std::size_t mark = name.rfind("::");
  return mark == std::string_view::npos ? name : name.substr(mark + 2);
}

std::size_t distance(const std::string& wanted, const std::string& candidate) {
  const std::string_view wanted_end = last_segment(wanted);
  // Short words are alike by chance.
  const bool same_end = wanted_end.size() > 2 && wanted_end == last_segment(candidate);
  return same_end ? std::min<std::size_t>(1, edits(wanted, candidate)) : edits(wanted, candidate);
}

}  // namespace

std::vector<std::string> nearest_names(std::string_view wanted, std::span<const std::string> known) {
  std::vector<std::pair<std::size_t, std::string>> found;
  const std::string text = lower(wanted);
  const std::size_t limit = std::max<std::size_t>(1, text.size() / 3);
  for (const std::string& name : known) {
    if (text.empty() || text.size() > kLongestName || name.size() > kLongestName || name == wanted) {
      continue;
    }
    const std::size_t difference = distance(text, lower(name));
    if (difference <= limit && difference < text.size()) {
      found.emplace_back(difference, name);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<std::string> names;
  for (const auto& [difference, name] : found) {
    // A clear winner stands alone.
    if (names.size() < kMostNames && difference <= found.front().first + 1) {
      names.push_back(name);
    }
  }
  return names;
}

std::string did_you_mean(std::string_view wanted, std::span<const std::string> known, std::string_view prefix) {
  const std::vector<std::string> names = nearest_names(wanted, known);
  std::string text;
  for (std::size_t at = 0; at < names.size(); ++at) {
    text += at == 0 ? "did you mean " : at + 1 == names.size() ? " or " : ", ";
    text.append("'").append(prefix).append(names[at]).append("'");
  }
  return text.empty() ? text : text + "?";
}

}  // namespace volley::lang
