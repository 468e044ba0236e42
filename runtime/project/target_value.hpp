// The Target of plans: refers to an entry of the inventory, so that every copy sees what a plan changes.
#pragma once

#include <memory>

#include "runtime/project/inventory.hpp"
#include "runtime/value/object.hpp"

namespace volley::runtime {

class TargetValue final : public Object {
 public:
  TargetValue(std::shared_ptr<Inventory> inventory, TargetId id) : inventory_(std::move(inventory)), id_(id) {}

  [[nodiscard]] TargetId id() const { return id_; }
  [[nodiscard]] const Target& target() const { return inventory_->target(id_); }
  [[nodiscard]] Inventory& inventory() const { return *inventory_; }

  [[nodiscard]] std::string_view type_name() const override { return "Target"; }
  [[nodiscard]] std::string to_string() const override { return target().safe_name; }
  [[nodiscard]] Value to_data() const override { return Value(inventory_->name(id_)); }
  [[nodiscard]] bool equals(const Object& other) const override;
  [[nodiscard]] std::size_t hash_code() const override;
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) const override;
  [[nodiscard]] std::optional<Value> call(std::string_view name, std::span<const Value> arguments) const override;

 private:
  std::shared_ptr<Inventory> inventory_;
  TargetId id_;
};

struct MemberReference;
[[nodiscard]] std::span<const MemberReference> target_member_references();

}  // namespace volley::runtime
