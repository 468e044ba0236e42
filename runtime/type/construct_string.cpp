// String.new(value, formats): which format each part of a value is written under, and how lists and hashes are laid
// out.
#include <functional>
#include <memory>
#include <utility>

#include "runtime/evaluate/error.hpp"
#include "runtime/type/constructor.hpp"
#include "runtime/type/iterator.hpp"
#include "runtime/type/string_format.hpp"
#include "runtime/type/string_types.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

struct PartFormat;
// From the most specific type to the most general; the first that fits a value counts.
using FormatMap = std::vector<std::pair<TypePointer, PartFormat>>;

struct PartFormat {
  StringFormat format;
  std::optional<std::string> separator;
  std::optional<std::string> association;  // between key and value
  std::shared_ptr<const FormatMap> inner;  // of what a container holds, other than containers
};

void insert_sorted(FormatMap& map, const TypePointer& type, PartFormat format) {
  auto at = map.begin();
  while (at != map.end() && (!at->first->assignable_from(*type) || type->assignable_from(*at->first))) {
    ++at;
  }
  map.insert(at, {type, std::move(format)});
}

const PartFormat* exact_format(const FormatMap& map, const Type& type) {
  for (const auto& [known, format] : map) {
    if (known->equals(type)) {
      return &format;
    }
  }
  return nullptr;
}

std::shared_ptr<const FormatMap> merged(const std::shared_ptr<const FormatMap>& lower,
                                        const std::shared_ptr<const FormatMap>& higher);

PartFormat merged(const PartFormat& lower, const PartFormat& higher) {
  PartFormat result = higher;
  result.separator = higher.separator ? higher.separator : lower.separator;
  result.association = higher.association ? higher.association : lower.association;
  result.inner = merged(lower.inner, higher.inner);
  return result;
}

// What is in `lower` gives way to anything more general in `higher`.
std::shared_ptr<const FormatMap> merged(const std::shared_ptr<const FormatMap>& lower,
                                        const std::shared_ptr<const FormatMap>& higher) {
  if (!lower || !higher) {
    return lower ? lower : higher;
  }
  auto result = std::make_shared<FormatMap>();
  for (const auto& [type, format] : *lower) {
    bool hidden = exact_format(*higher, *type) != nullptr;
    for (const auto& [general, ignored] : *higher) {
      hidden = hidden || general->assignable_from(*type);
    }
    if (!hidden) {
      insert_sorted(*result, type, format);
    }
  }
  for (const auto& [type, format] : *higher) {
    const PartFormat* below = exact_format(*lower, *type);
    insert_sorted(*result, type, below == nullptr ? format : merged(*below, format));
  }
  return result;
}

PartFormat plain(const std::string& text) { return {parse_string_format(text), {}, {}, nullptr}; }

std::shared_ptr<const FormatMap> default_inner() {
  auto map = std::make_shared<FormatMap>();
  map->emplace_back(builtin_type("Any"), plain("%p"));
  return map;
}

std::shared_ptr<const FormatMap> default_formats() {
  auto map = std::make_shared<FormatMap>();
  insert_sorted(*map, builtin_type("Any"), plain("%s"));
  insert_sorted(*map, builtin_type("Object"), plain("%p"));
  insert_sorted(*map, builtin_type("Numeric"), plain("%d"));
  insert_sorted(*map, builtin_type("Float"), plain("%f"));
  insert_sorted(*map, builtin_type("Binary"), plain("%B"));
  insert_sorted(*map, builtin_type("Array"), {parse_string_format("%a"), ", ", ", ", default_inner()});
  insert_sorted(*map, builtin_type("Hash"), {parse_string_format("%h"), ", ", " => ", default_inner()});
  return map;
}

std::shared_ptr<const FormatMap> read_formats(const Hash& given);

PartFormat read_format(const Value& given) {
  if (given.is_string()) {
    return plain(std::string(given.as_string()));
  }
  const Hash& parts = given.as_hash();
  const auto text = [&](std::string_view key) {
    const Value value = parts.get(key);
    return value.is_string() ? std::optional(std::string(value.as_string())) : std::nullopt;
  };
  PartFormat result = plain(text("format").value_or(""));
  result.separator = text("separator");
  result.association = text("separator2");
  if (const Value inner = parts.get("string_formats"); inner.is_hash()) {
    result.inner = read_formats(inner.as_hash());
  }
  return result;
}

std::shared_ptr<const FormatMap> read_formats(const Hash& given) {
  auto map = std::make_shared<FormatMap>();
  for (const auto& [type, format] : given) {
    insert_sorted(*map, type.as<Type>()->self(), read_format(format));
  }
  return map;
}

bool is_list(const Value& value) { return value.is_array() || value.is_hash(); }

struct Indentation {
  std::size_t level = 0;
  bool first = true;
  bool active = false;

  [[nodiscard]] bool breaks() const { return active && level > 0 && !first; }
  [[nodiscard]] std::string padding() const { return std::string(2 * level, ' '); }
};

std::pair<std::string, std::string> delimiters(const StringFormat& format, std::string open, std::string close) {
  static constexpr std::string_view kOpening = "[{(<|";
  static constexpr std::string_view kClosing = "]})>|";
  for (std::size_t at = 0; at < kOpening.size(); ++at) {
    if (format.has(kOpening[at])) {
      return {std::string(1, kOpening[at]), std::string(1, kClosing[at])};
    }
  }
  return format.has(' ') ? std::pair<std::string, std::string>() : std::pair(std::move(open), std::move(close));
}

void drop_trailing_space(std::string& text) {
  while (!text.empty() && std::string_view(" \t\n\r\f\v").find(text.back()) != std::string_view::npos) {
    text.pop_back();
  }
}

// Writes a value and all that is in it.
class Layout {
 public:
  std::string text_of(const Value& value, const FormatMap& formats, Indentation indentation) const {
    const PartFormat& format = format_for(value, formats);
    if (value.is_array()) {
      return text_of_array(value.as_array(), format, formats, indentation);
    }
    return value.is_hash() ? text_of_hash(value, format, formats, indentation) : format_scalar(format.format, value);
  }

 private:
  [[nodiscard]] const PartFormat& format_for(const Value& value, const FormatMap& formats) const {
    for (const auto& [type, format] : formats) {
      if (type->matches(value)) {
        return format;
      }
    }
    return fallback_;
  }

  [[nodiscard]] std::string part(const Value& value, const PartFormat& format, const FormatMap& formats,
                                 Indentation indentation) const {
    const FormatMap& inner = format.inner ? *format.inner : *inner_;
    return text_of(value, is_list(value) ? formats : inner, indentation);
  }

  // Whether the plain elements that stand together take more room than the width allows.
  static bool is_too_wide(const Values& items, const std::vector<std::string>& texts, const StringFormat& format) {
    std::size_t widest = 0;
    std::size_t current = 0;
    for (std::size_t at = 0; at < items.size(); ++at) {
      current = is_list(items[at]) ? 0 : current + static_cast<std::size_t>(text_length(texts[at]));
      widest = std::max(widest, current);
    }
    return format.has('#') && format.width > 0 && widest > format.width;
  }

  [[nodiscard]] std::string text_of_array(const Values& items, const PartFormat& format, const FormatMap& formats,
                                          Indentation indentation) const {
    const bool pretty = format.format.has('#');
    if (std::string_view("asp").find(format.format.letter) == std::string_view::npos) {
      fail_letter(format.format, "Array", "asp");
    }
    indentation.active = indentation.active || pretty;
    const Indentation inside{indentation.level + 1, false, pretty};
    std::vector<std::string> texts;
    std::size_t length = 0;
    for (const Value& item : items) {
      texts.push_back(part(item, format, formats, inside));
      length += texts.back().size();
      check_text_size(length);
    }
    const bool wraps = is_too_wide(items, texts, format.format);
    const auto [open, close] = delimiters(format.format, "[", "]");
    std::string out = (indentation.breaks() ? "\n" + indentation.padding() : "") + open;
    for (std::size_t at = 0; at < items.size(); ++at) {
      const bool after_list = pretty && at > 0 && is_list(items[at - 1]);
      if (at == 0) {
        out += wraps && !is_list(items[at]) ? " " : "";
      } else {
        out += format.separator.value_or(", ");
        if (!is_list(items[at]) && (wraps || after_list)) {
          drop_trailing_space(out);
          out += "\n" + inside.padding();
        }
      }
      if (out.ends_with(' ') && texts[at].starts_with('\n')) {
        drop_trailing_space(out);
      }
      out += texts[at];
      check_text_size(out.size());
    }
    return out + close;
  }

  [[nodiscard]] std::string text_of_hash(const Value& value, const PartFormat& format, const FormatMap& formats,
                                         Indentation indentation) const {
    if (format.format.letter == 'a') {
      return text_of(construct(*builtin_type("Array"), std::span(&value, 1)), formats, indentation);
    }
    if (std::string_view("hsp").find(format.format.letter) == std::string_view::npos) {
      fail_letter(format.format, "Hash", "hasp");
    }
    const bool pretty = format.format.has('#');
    indentation.active = indentation.active || pretty;
    const Indentation inside{indentation.level + 1, true, indentation.active};
    std::string separator = format.separator.value_or(", ");
    if (pretty) {
      if (!separator.ends_with('\n')) {
        drop_trailing_space(separator);
      }
      separator += "\n";
    }
    const auto [open, close] = delimiters(format.format, "{", "}");
    std::string out = (indentation.breaks() ? "\n" + indentation.padding() : "") + open + (pretty ? "\n" : "");
    bool first = true;
    for (const auto& [key, item] : value.as_hash()) {
      out += (first ? "" : separator) + (pretty ? inside.padding() : "") + part(key, format, formats, inside) +
             format.association.value_or(" => ") + part(item, format, formats, inside);
      check_text_size(out.size());
      first = false;
    }
    return out + (pretty ? "\n" + indentation.padding() : "") + close;
  }

  PartFormat fallback_ = plain("%s");
  std::shared_ptr<const FormatMap> inner_ = default_inner();
};

const Constructor& string_forms() {
  static const Constructor kForms(
      "new_string",
      {{"Format", R"(Pattern[/^%([\s\[+#0{<(|-]*)([1-9][0-9]*)?(?:\.([0-9]+))?([a-zA-Z])$/])"},
       {"ContainerFormat",
        "Struct[{Optional[format] => Format, Optional[separator] => String, Optional[separator2] => String, "
        "Optional[string_formats] => Hash[Type, Format]}]"},
       {"TypeMap", "Hash[Type, Variant[Format, ContainerFormat]]"},
       {"Convertible", "Any"},
       {"Formats", "Variant[Default, String[1], TypeMap]"}},
      {"Convertible from, Formats ?string_formats"});
  return kForms;
}

Value given_formats(const Value& value, const Value& formats) {
  if (!formats.is_string()) {
    return formats;
  }
  Hash map;
  if (is_list(value)) {
    Hash container;
    container.set("format", formats);
    map.set(Value(builtin_type(value.is_array() ? "Array" : "Hash")), Value(std::move(container)));
  } else {
    map.set(Value(builtin_type("Any")), formats);
  }
  return Value(std::move(map));
}

}  // namespace

Value construct_string(const Construction& call) {
  static_cast<void>(string_forms().choose(call.arguments));
  Value value = call.arguments[0];
  if (const auto* iterator = value.as<Iterator>(); iterator != nullptr && !iterator->is_tree()) {
    value = Value(iterator->all());
  }
  if (call.arguments.size() == 1 || call.arguments[1].is_default()) {
    if (value.is_float()) {
      return Value(format_scalar(parse_string_format("%f"), value));
    }
    if (!is_list(value)) {
      return Value(to_text(value));
    }
    return Value(Layout().text_of(value, *default_formats(), {}));
  }
  const Value formats = given_formats(value, call.arguments[1]);
  const auto map = merged(default_formats(), read_formats(formats.as_hash()));
  return Value(Layout().text_of(value, *map, {}));
}

}  // namespace volley::runtime
