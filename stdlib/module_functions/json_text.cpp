#include "stdlib/module_functions/json_text.hpp"

#include <cmath>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/value/text.hpp"
#include "runtime/value/utf8.hpp"

namespace volley::stdlib {
namespace {

using runtime::EvaluationError;
using runtime::Hash;
using runtime::Value;
using runtime::Values;

// (?i-mx:source)
std::string regexp_text(const runtime::Regexp& pattern) {
  const runtime::Regexp::Options& options = pattern.options();
  const std::string on =
      std::string(options.multi_line ? "m" : "") + (options.ignore_case ? "i" : "") + (options.extended ? "x" : "");
  const std::string off =
      std::string(options.multi_line ? "" : "m") + (options.ignore_case ? "" : "i") + (options.extended ? "" : "x");
  return "(?" + on + (off.empty() ? "" : "-") + off + ":" + pattern.source() + ")";
}

std::string text_of(const Value& value) {
  const auto* pattern = value.as<runtime::Regexp>();
  return pattern != nullptr ? regexp_text(*pattern) : runtime::to_text(value);
}

class JsonWriter {
 public:
  explicit JsonWriter(const JsonLayout& layout) : layout_(layout) {}

  void write(const Value& value) {
    switch (value.kind()) {
      case Value::Kind::Undef: out_ += "null"; break;
      case Value::Kind::Boolean:
      case Value::Kind::Integer: out_ += runtime::to_text(value); break;
      case Value::Kind::Float: write_float(value.as_float()); break;
      case Value::Kind::Array: write_array(value.as_array()); break;
      case Value::Kind::Hash: write_hash(value.as_hash()); break;
      default: write_string(text_of(value));
    }
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void write_float(double number) {
    const std::string text = runtime::float_text(number);
    if (!std::isfinite(number) && !layout_.allow_nan) {
      throw EvaluationError("920: " + text + " not allowed in JSON");
    }
    out_ += text;
  }

  void write_array(const Values& items) {
    open('[', layout_.array_nl);
    for (std::size_t at = 0; at < items.size(); ++at) {
      out_ += at == 0 ? "" : "," + layout_.array_nl;
      indent();
      write(items[at]);
    }
    close(']', layout_.array_nl);
  }

  void write_hash(const Hash& hash) {
    open('{', "");
    for (std::size_t at = 0; at < hash.size(); ++at) {
      out_ += at == 0 ? "" : ",";
      out_ += layout_.object_nl;
      indent();
      write_string(text_of(hash.entry(at).key));
      out_ += layout_.space_before + ":" + layout_.space;
      write(hash.entry(at).value);
    }
    close('}', layout_.object_nl);
  }

  void open(char bracket, const std::string& line_end) {
    if (layout_.max_nesting > 0 && depth_ >= layout_.max_nesting) {
      throw EvaluationError("nesting of " + std::to_string(depth_) + " is too deep");
    }
    ++depth_;
    out_ += bracket + line_end;
  }

  void close(char bracket, const std::string& line_end) {
    --depth_;
    out_ += line_end;
    indent();
    out_ += bracket;
  }

  void indent() {
    for (std::int64_t level = 0; level < depth_; ++level) {
      out_ += layout_.indent;
    }
  }

  void write_string(const std::string& text) {
    constexpr std::string_view kPlain = "\"\\\b\f\n\r\t";
    constexpr std::string_view kEscaped = "\"\\bfnrt";
    constexpr std::string_view kDigits = "0123456789abcdef";
    if (!runtime::valid_utf8(text)) {
      throw EvaluationError("source sequence is illegal/malformed utf-8");
    }
    out_ += '"';
    for (const char byte : text) {
      const auto code = static_cast<unsigned char>(byte);
      if (const std::size_t known = kPlain.find(byte); known != std::string_view::npos) {
        out_ += {'\\', kEscaped[known]};
      } else if (code < 0x20) {
        out_ += {'\\', 'u', '0', '0', kDigits[code >> 4U], kDigits[code & 0xFU]};
      } else {
        out_ += byte;
      }
    }
    out_ += '"';
  }

  const JsonLayout& layout_;
  std::int64_t depth_ = 0;
  std::string out_;
};

}  // namespace

JsonLayout JsonLayout::pretty() {
  return {.indent = "  ", .space = " ", .space_before = "", .object_nl = "\n", .array_nl = "\n"};
}

std::string json_text(const Value& value, const JsonLayout& layout) {
  JsonWriter writer(layout);
  writer.write(value);
  return writer.take();
}

}  // namespace volley::stdlib
