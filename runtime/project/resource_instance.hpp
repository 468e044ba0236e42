// The ResourceInstance of plans: a resource of a target as it is, as it should be, and what happened to it.
//
// The inventory keeps the data of those that set_resources() gave to a target; every value of the same resource shows
// the same data.
#pragma once

#include <memory>
#include <string>

#include "runtime/value/hash.hpp"
#include "runtime/value/object.hpp"

namespace volley::runtime {

struct ResourceData {
  std::string type;  // "File"
  std::string title;
  Hash state;
  Hash desired_state;
  Values events;

  [[nodiscard]] std::string reference() const;  // "File[/x]"
};

// "File" for "file" and "FILE".
[[nodiscard]] std::string capitalized_type(std::string name);
// "File[/x]" for any spelling of the type's letters.
[[nodiscard]] std::string resource_reference(const std::string& type, const std::string& title);

class ResourceInstance final : public Object {
 public:
  // `target` is a Target value.
  ResourceInstance(Value target, std::shared_ptr<ResourceData> data)
      : target_(std::move(target)), data_(std::move(data)) {}

  [[nodiscard]] const Value& target() const { return target_; }
  [[nodiscard]] const std::shared_ptr<ResourceData>& data() const { return data_; }

  [[nodiscard]] std::string_view type_name() const override { return "ResourceInstance"; }
  [[nodiscard]] std::string to_string() const override { return data_->reference(); }
  [[nodiscard]] Value to_data() const override;
  // Of the same target, type and title; what is known of it does not matter.
  [[nodiscard]] bool equals(const Object& other) const override;
  [[nodiscard]] std::size_t hash_code() const override;
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) const override;
  [[nodiscard]] std::optional<Value> call(std::string_view name, std::span<const Value> arguments) const override;
  [[nodiscard]] std::optional<Value> index(std::span<const Value> keys) const override;

 private:
  Value target_;
  std::shared_ptr<ResourceData> data_;
};

struct MemberReference;
[[nodiscard]] std::span<const MemberReference> resource_instance_member_references();

}  // namespace volley::runtime
