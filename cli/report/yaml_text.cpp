#include "cli/report/yaml_text.hpp"

#include <fmt/format.h>

#include <string_view>

#include "runtime/project/yaml.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/text.hpp"

namespace volley::cli {
namespace {

using runtime::Value;

constexpr std::size_t kMostLevels = 100;

// Text that a reader of YAML would take for something else, or that has special characters, is quoted.
std::string scalar(const Value& value) {
  if (value.is_undef()) {
    return "";
  }
  if (!value.is_string()) {
    return runtime::to_text(value);
  }
  const std::string_view text = value.as_string();
  if (text == "y" || text == "n" || text == "Y" || text == "N" ||
      text.find_first_of("\n\t\\\"\x1b") != std::string::npos) {
    return runtime::to_json(value);
  }
  const bool special = text.empty() || text.find_first_of("!&*{}[],#|>@`%'\"?- ") == 0 || text.ends_with(' ') ||
                       text.find(": ") != std::string::npos || text.find(" #") != std::string::npos ||
                       text.ends_with(':');
  if (!special && runtime::plain_scalar(text).is_string()) {
    return std::string(text);
  }
  std::string quoted = "'";
  for (const char byte : text) {
    quoted += byte == '\'' ? "''" : std::string(1, byte);
  }
  return quoted + "'";
}

void write(std::string& out, const Value& value, std::size_t depth);

void write_hash(std::string& out, const runtime::Hash& hash, std::size_t depth, bool first_in_line) {
  for (const auto& [key, value] : hash) {
    out += first_in_line ? "" : std::string(depth * 2, ' ');
    first_in_line = false;
    out += scalar(key.is_string() ? key : Value(runtime::to_text(key))) + ":";
    write(out, value, depth);
  }
}

void write_array(std::string& out, const runtime::Values& items, std::size_t depth) {
  for (const Value& item : items) {
    out += std::string(depth * 2, ' ') + "-";
    if (item.is_hash() && !item.as_hash().empty()) {
      out += ' ';
      write_hash(out, item.as_hash(), depth + 1, true);
    } else {
      write(out, item, depth);
    }
  }
}

// What follows "key:" or "-", up to and with the line break.
void write(std::string& out, const Value& value, std::size_t depth) {
  if (depth > kMostLevels) {
    out += " ...\n";
  } else if (value.is_hash() && !value.as_hash().empty()) {
    out += '\n';
    write_hash(out, value.as_hash(), depth + 1, false);
  } else if (value.is_array() && !value.as_array().empty()) {
    out += '\n';
    write_array(out, value.as_array(), depth);
  } else if (value.is_hash() || value.is_array()) {
    out += value.is_hash() ? " {}\n" : " []\n";
  } else {
    const std::string text = scalar(value);
    out += (text.empty() ? "" : " ") + text + "\n";
  }
}

}  // namespace

std::string yaml_text(const Value& hash) {
  std::string out;
  write_hash(out, hash.as_hash(), 0, false);
  return out;
}

}  // namespace volley::cli
