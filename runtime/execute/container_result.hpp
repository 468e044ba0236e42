// The ContainerResult of plans: what a container that run_container() started has printed, or why it failed.
#pragma once

#include "runtime/value/hash.hpp"
#include "runtime/value/object.hpp"

namespace volley::runtime {

class ContainerResult final : public Object {
 public:
  // `value` is a hash with "stdout", "stderr", "exit_code", or "_error"; `image` what was run (undef: nothing).
  ContainerResult(Hash value, Value image) : value_(std::move(value)), image_(std::move(image)) { nest_around(value_); }

  [[nodiscard]] const Value& value() const { return value_; }
  [[nodiscard]] const Value& image() const { return image_; }
  [[nodiscard]] bool ok() const { return value_.as_hash().find("_error") == nullptr; }

  [[nodiscard]] std::string_view type_name() const override { return "ContainerResult"; }
  [[nodiscard]] std::string to_string() const override;
  // {"object", "status", "value"}
  [[nodiscard]] Value to_data() const override;
  [[nodiscard]] bool equals(const Object& other) const override;
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) const override;
  [[nodiscard]] std::optional<Value> call(std::string_view name, std::span<const Value> arguments) const override;
  [[nodiscard]] std::optional<Value> index(std::span<const Value> keys) const override;

 private:
  Value value_;
  Value image_;
};

struct MemberReference;
[[nodiscard]] std::span<const MemberReference> container_result_member_references();

}  // namespace volley::runtime
