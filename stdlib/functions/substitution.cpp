#include "stdlib/functions/substitution.hpp"

#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/hash.hpp"
#include "stdlib/functions/pattern.hpp"
#include "stdlib/functions/unicode.hpp"

namespace volley::stdlib {
namespace {

// The names in the order of their groups; plain groups do not count beside named ones.
std::vector<std::string_view> names_of_groups(std::string_view source) {
  std::vector<std::string_view> names;
  bool in_class = false;
  for (std::size_t at = 0; at < source.size(); ++at) {
    if (source[at] == '\\') {
      ++at;
    } else if (source[at] == '[' || source[at] == ']') {
      in_class = source[at] == '[';
    } else if (!in_class && source.substr(at).starts_with("(?<") && at + 3 < source.size() && source[at + 3] != '=' &&
               source[at + 3] != '!') {
      const std::size_t end = source.find('>', at);
      names.push_back(source.substr(at + 3, end == std::string_view::npos ? end : end - at - 3));
    }
  }
  return names;
}

}  // namespace

Substitution::Substitution(const runtime::Regexp& pattern, const runtime::Value& replacement, bool everywhere)
    : pattern_(pattern),
      replacement_(replacement),
      everywhere_(everywhere),
      group_names_(names_of_groups(pattern.source())) {}

std::string Substitution::apply(std::string_view text) const {
  std::string result;
  std::size_t copied = 0;
  std::size_t from = 0;
  while (from <= text.size()) {
    const auto match = search(pattern_, text, from);
    if (!match) {
      break;
    }
    result += text.substr(copied, match->begin() - copied);
    append_replacement(result, text, *match);
    runtime::check_text_size(result.size());
    copied = from = match->end();
    if (!everywhere_) {
      break;
    }
    if (match->begin() == match->end()) {
      from += from < text.size() ? character_length(text, from) : 1;
    }
  }
  result += text.substr(std::min(copied, text.size()));
  return result;
}

void Substitution::append_replacement(std::string& result, std::string_view text,
                                      const runtime::RegexpMatch& match) const {
  if (!replacement_.is_hash()) {
    append_template(result, text, match);
    return;
  }
  const auto* found = replacement_.as_hash().find(text.substr(match.begin(), match.end() - match.begin()));
  if (found != nullptr) {
    result += found->as_string();
  }
}

void Substitution::append_group(std::string& result, std::string_view text, const runtime::RegexpMatch& match,
                                std::size_t group) const {
  const runtime::Value content = match.group(text, group);
  if (content.is_string()) {
    result += content.as_string();
    runtime::check_text_size(result.size());
  }
}

std::size_t Substitution::group_named(std::string_view name) const {
  const auto found = std::find(group_names_.begin(), group_names_.end(), name);
  if (found == group_names_.end()) {
    throw runtime::EvaluationError("undefined group name reference: " + std::string(name));
  }
  return static_cast<std::size_t>(found - group_names_.begin()) + 1;
}

void Substitution::append_template(std::string& result, std::string_view text,
                                   const runtime::RegexpMatch& match) const {
  const std::string_view pieces = replacement_.as_string();
  for (std::size_t at = 0; at < pieces.size(); ++at) {
    if (pieces[at] != '\\' || at + 1 == pieces.size()) {
      result += pieces[at];
      continue;
    }
    const char code = pieces[++at];
    const std::size_t name_end =
        code == 'k' && at + 1 < pieces.size() && pieces[at + 1] == '<' ? pieces.find('>', at) : std::string_view::npos;
    if (code >= '0' && code <= '9') {
      append_group(result, text, match, static_cast<std::size_t>(code - '0'));
    } else if (name_end != std::string_view::npos) {
      append_group(result, text, match, group_named(pieces.substr(at + 2, name_end - at - 2)));
      at = name_end;
    } else if (code == '&') {
      append_group(result, text, match, 0);
    } else if (code == '`') {
      result += text.substr(0, match.begin());
      runtime::check_text_size(result.size());
    } else if (code == '\'') {
      result += text.substr(match.end());
      runtime::check_text_size(result.size());
    } else {
      result += code == '\\' ? "\\" : std::string{'\\', code};
    }
  }
}

}  // namespace volley::stdlib
