// Bytes that are not text: Binary('aGVsbG8='). Shown as base64.
//
//   Value value(make<const Binary>(decode_base64("aGVsbG8=", Base64::Strict)));
#pragma once

#include <stdexcept>
#include <string>

#include "runtime/value/object.hpp"

namespace volley::runtime {

enum class Base64 { Strict, UrlSafe, Relaxed };

// Throws std::invalid_argument where the text is not of that kind; Relaxed skips what does not belong.
[[nodiscard]] std::string decode_base64(std::string_view text, Base64 kind);
// Relaxed breaks lines, UrlSafe writes '-' and '_' for '+' and '/'.
[[nodiscard]] std::string encode_base64(std::string_view bytes, Base64 kind);

class Binary final : public Object {
 public:
  explicit Binary(std::string bytes) : bytes_(std::move(bytes)) {}
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

  [[nodiscard]] std::string_view type_name() const override { return "Binary"; }
  [[nodiscard]] std::string to_string() const override { return encode_base64(bytes_, Base64::Strict); }
  [[nodiscard]] std::string inspect() const override { return "Binary(\"" + to_string() + "\")"; }
  [[nodiscard]] bool equals(const Object& other) const override;
  [[nodiscard]] std::size_t hash_code() const override;
  // [position] and [first, count], as for strings but in bytes.
  [[nodiscard]] std::optional<Value> index(std::span<const Value> keys) const override;

 private:
  std::string bytes_;
};

}  // namespace volley::runtime
