#include "stdlib/module_functions/toml_text.hpp"

#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/value/text.hpp"
#include "stdlib/functions/native_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::Hash;
using runtime::Value;

struct SortedEntries {
  std::vector<Hash::Entry> plain;
  std::vector<Hash::Entry> tables;
  std::vector<Hash::Entry> arrays_of_tables;
};

SortedEntries sorted_entries(const Hash& table) {
  std::vector<Hash::Entry> entries(table.begin(), table.end());
  std::stable_sort(entries.begin(), entries.end(),
                   [](const auto& a, const auto& b) { return native_order_or_throw(b.key, a.key) > 0; });
  SortedEntries sorted;
  for (Hash::Entry& entry : entries) {
    const bool starts_with_table =
        entry.value.is_array() && !entry.value.as_array().empty() && entry.value.as_array()[0].is_hash();
    auto& kind = entry.value.is_hash() ? sorted.tables : starts_with_table ? sorted.arrays_of_tables : sorted.plain;
    kind.push_back(std::move(entry));
  }
  return sorted;
}

std::string key_text(const Value& key) {
  constexpr std::string_view kBare = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  const std::string text = native_text(key);
  if (text.find_first_not_of(kBare) == std::string::npos) {
    return text;
  }
  std::string quoted = "\"";
  for (const char byte : text) {
    quoted += byte == '"' ? "\\\"" : std::string(1, byte);
  }
  return quoted + '"';
}

std::string value_text(const Value& value) {
  std::string text = native_inspect(value);
  if (value.as<runtime::Regexp>() != nullptr || value.is_object()) {
    return native_inspect(Value(text));
  }
  if (!value.is_string()) {
    return text;
  }
  for (const std::string_view escape : {"\\#$", "\\#@", "\\#{"}) {
    for (std::size_t at = text.find(escape); at != std::string::npos; at = text.find(escape, at)) {
      text.erase(at, 1);
    }
  }
  return text;
}

class TomlWriter {
 public:
  void write_table(const Hash& table, const std::string& path) {
    const SortedEntries entries = sorted_entries(table);
    if (!path.empty() && (!entries.plain.empty() || table.empty())) {
      out_ += "[" + path + "]\n";
    }
    write_entries(entries, path);
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  static std::string joined(const std::string& path, const Value& key) {
    return path.empty() ? key_text(key) : path + "." + key_text(key);
  }

  void write_entries(const SortedEntries& entries, const std::string& path) {
    for (const auto& [key, value] : entries.plain) {
      out_ += key_text(key) + " = " + value_text(value) + "\n";
    }
    for (const auto& [key, value] : entries.tables) {
      write_table(value.as_hash(), joined(path, key));
    }
    for (const auto& [key, value] : entries.arrays_of_tables) {
      const std::string name = joined(path, key);
      for (const Value& table : value.as_array()) {
        out_ += "[[" + name + "]]\n";
        if (!table.is_hash()) {
          throw runtime::EvaluationError("undefined method `keys' for " + native_inspect(table) + ":" +
                                         native_class(table));
        }
        write_entries(sorted_entries(table.as_hash()), name);
      }
    }
  }

  std::string out_;
};

}  // namespace

std::string toml_text(const Hash& table) {
  TomlWriter writer;
  writer.write_table(table, "");
  return writer.take();
}

}  // namespace volley::stdlib
