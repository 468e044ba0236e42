#include <array>
#include <cmath>
#include <cstdio>

#include "runtime/value/big_integer.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/object.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

// Objects become data again and again until plain data is left; one that answers with itself must not hang us.
constexpr int kMaximumConversions = 200;

// The length of the valid UTF-8 sequence at `at`, 0 for none.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t offset) -> unsigned {
    return at + offset < text.size() ? static_cast<unsigned char>(text[at + offset]) : 0U;
  };
  const auto follows = [&](std::size_t offset) { return (byte(offset) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(0);
  if (lead < 0x80) {
    return 1;
  }
  if (lead >= 0xC2 && lead < 0xE0) {
    return follows(1) ? 2 : 0;
  }
  if (lead >= 0xE0 && lead < 0xF0) {
    const bool overlong = lead == 0xE0 && byte(1) < 0xA0;
    const bool surrogate = lead == 0xED && byte(1) >= 0xA0;
    return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (lead >= 0xF0 && lead < 0xF5) {
    const bool overlong = lead == 0xF0 && byte(1) < 0x90;
    const bool too_large = lead == 0xF4 && byte(1) >= 0x90;
    return follows(1) && follows(2) && follows(3) && !overlong && !too_large ? 4 : 0;
  }
  return 0;
}

class Writer {
 public:
  explicit Writer(bool pretty) : pretty_(pretty) {}

  void write(const Value& value) {
    check_text_size(out_.size());
    switch (value.kind()) {
      case Value::Kind::Undef: out_ += "null"; break;
      case Value::Kind::Float: out_ += std::isfinite(value.as_float()) ? float_text(value.as_float()) : "null"; break;
      case Value::Kind::Default:
      case Value::Kind::String: write_text(to_text(value)); break;
      case Value::Kind::Array: write_array(value.as_array()); break;
      case Value::Kind::Hash: write_hash(value.as_hash()); break;
      case Value::Kind::Object: write_object(value); break;
      default: append_text(out_, value);
    }
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void write_object(const Value& value) {
    if (value.as<BigInteger>() != nullptr) {
      append_text(out_, value);
      return;
    }
    if (conversions_ >= kMaximumConversions) {
      write_text(to_text(value));
      return;
    }
    ++conversions_;
    write(value.as_object().to_data());
    --conversions_;
  }

  void write_array(const Values& items) {
    if (items.empty()) {
      out_ += "[]";
      return;
    }
    open('[');
    for (std::size_t at = 0; at < items.size(); ++at) {
      next_entry(at);
      write(items[at]);
    }
    close(']');
  }

  void write_hash(const Hash& hash) {
    if (hash.empty()) {
      out_ += "{}";
      return;
    }
    open('{');
    for (std::size_t at = 0; at < hash.size(); ++at) {
      next_entry(at);
      write_text(to_text(hash.entry(at).key));
      out_ += pretty_ ? ": " : ":";
      write(hash.entry(at).value);
    }
    close('}');
  }

  void open(char bracket) {
    out_ += bracket;
    ++level_;
  }
  void close(char bracket) {
    --level_;
    new_line();
    out_ += bracket;
  }
  void next_entry(std::size_t position) {
    if (position > 0) {
      out_ += ',';
    }
    new_line();
  }
  void new_line() {
    if (pretty_) {
      out_ += '\n';
      out_.append(level_ * 2, ' ');
    }
  }

  void write_text(std::string_view text) {
    out_ += '"';
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t length = sequence_length(text, at);
      if (length == 0) {
        append_format("\\\\x%02X", static_cast<unsigned char>(text[at]));
        ++at;
      } else if (length == 1) {
        write_ascii(text[at]);
        ++at;
      } else {
        out_.append(text.substr(at, length));
        at += length;
      }
    }
    out_ += '"';
  }

  void write_ascii(char byte) {
    constexpr std::string_view kPlain = "\"\\\b\f\n\r\t";
    constexpr std::string_view kEscaped = "\"\\bfnrt";
    if (const std::size_t at = kPlain.find(byte); at != std::string_view::npos) {
      out_ += '\\';
      out_ += kEscaped[at];
    } else if (static_cast<unsigned char>(byte) < 0x20) {
      append_format("\\u%04x", static_cast<unsigned char>(byte));
    } else {
      out_ += byte;
    }
  }

  void append_format(const char* format, unsigned char byte) {
    std::array<char, 8> buffer{};
    const int length = std::snprintf(buffer.data(), buffer.size(), format, static_cast<unsigned>(byte));
    out_.append(buffer.data(), static_cast<std::size_t>(length));
  }

  bool pretty_;
  std::size_t level_ = 0;
  int conversions_ = 0;
  std::string out_;
};

}  // namespace

std::string to_json(const Value& value) {
  Writer writer(false);
  writer.write(value);
  return writer.take();
}

std::string pretty_json(const Value& value) {
  Writer writer(true);
  writer.write(value);
  return writer.take();
}

}  // namespace volley::runtime
