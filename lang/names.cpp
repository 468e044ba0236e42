#include "lang/names.hpp"

#include <algorithm>
#include <array>

namespace volley::lang {
namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
bool is_lower(char byte) { return byte >= 'a' && byte <= 'z'; }
bool is_upper(char byte) { return byte >= 'A' && byte <= 'Z'; }
bool is_word(char byte) { return is_digit(byte) || is_lower(byte) || is_upper(byte) || byte == '_'; }

template <typename First>
bool is_segment(std::string_view text, First first) {
  return !text.empty() && first(text.front()) && std::all_of(text.begin(), text.end(), is_word);
}

// Segments between "::"; the last one may have a rule of its own.
template <typename First, typename Last>
bool is_path(std::string_view name, First first, Last last) {
  for (;;) {
    const std::size_t end = name.find("::");
    if (end == std::string_view::npos) {
      return is_segment(name, last);
    }
    if (!is_segment(name.substr(0, end), first)) {
      return false;
    }
    name.remove_prefix(end + 2);
  }
}

bool is_lower_or_underscore(char byte) { return is_lower(byte) || byte == '_'; }

}  // namespace

bool is_match_variable(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), is_digit) && (name == "0" || name.front() != '0');
}

bool is_variable_name(std::string_view name) {
  if (name.starts_with("::")) {
    name.remove_prefix(2);
  }
  return is_path(name, is_lower, is_lower_or_underscore);
}

bool is_parameter_name(std::string_view name) { return is_segment(name, is_lower_or_underscore); }

bool is_numeric_parameter(std::string_view name) {
  if (name.starts_with("0x")) {
    name.remove_prefix(2);
  }
  return !name.empty() && std::all_of(name.begin(), name.end(), is_digit);
}

bool is_definition_name(std::string_view name) { return is_path(name, is_lower, is_lower); }

bool is_alias_name(std::string_view name) { return is_path(name, is_upper, is_upper); }

bool may_break(std::string_view function) {
  if (function.starts_with("::")) {
    function.remove_prefix(2);
  }
  return function == "break" || function == "call" || function == "epp" || function == "inline_epp" ||
         function.find("::") != std::string_view::npos;
}

bool sees_variables(std::string_view function) {
  // Some of them read $facts.
  constexpr std::array<std::string_view, 11> kNames{
      "lookup", "fqdn_rand",          "getvar",         "defined",        "epp",           "inline_epp",
      "fact",   "has_interface_with", "has_ip_address", "has_ip_network", "os_version_gte"};
  const std::size_t module = function.rfind("::");
  const std::string_view plain = module == std::string_view::npos ? function : function.substr(module + 2);
  return std::find(kNames.begin(), kNames.end(), plain) != kNames.end();
}

}  // namespace volley::lang
