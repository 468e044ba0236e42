// A URI as a value of the language: URI('https://example.com/path').
//
//   const UriParts parts = UriParts::parse("http://host:81/x");
//   parts.port;  // 81
#pragma once

#include <optional>
#include <stdexcept>
#include <string>

#include "runtime/value/hash.hpp"
#include "runtime/value/object.hpp"

namespace volley::runtime {

class UriError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

struct UriParts {
  using Part = std::optional<std::string>;
  Part scheme;  // in small letters
  Part userinfo;
  Part host;
  std::optional<std::int64_t> port;
  Part path;
  Part query;
  Part fragment;
  Part opaque;

  // Throws UriError.
  [[nodiscard]] static UriParts parse(const std::string& text);
  // The port that the scheme stands for when none is given.
  [[nodiscard]] std::optional<std::int64_t> usual_port() const;
  [[nodiscard]] UriParts resolved(const UriParts& reference) const;
  [[nodiscard]] std::string to_string() const;
};

class Uri final : public Object {
 public:
  explicit Uri(UriParts parts) : parts_(std::move(parts)) {}
  [[nodiscard]] const UriParts& parts() const { return parts_; }
  // What is there, as the type of this URI lists it: {'scheme' => 'http', 'host' => 'a'}.
  [[nodiscard]] Hash known_parts() const;

  [[nodiscard]] std::string_view type_name() const override { return "URI"; }
  [[nodiscard]] std::string to_string() const override { return parts_.to_string(); }
  [[nodiscard]] std::string inspect() const override { return "URI('" + to_string() + "')"; }
  [[nodiscard]] bool equals(const Object& other) const override;
  [[nodiscard]] std::size_t hash_code() const override;
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) const override;

 private:
  UriParts parts_;
};

}  // namespace volley::runtime
