// What reverse_each, step and tree_each give without a lambda: elements that can be iterated but are no Array.
#pragma once

#include <string>

#include "runtime/value/object.hpp"

namespace volley::stdlib {

class IteratorValue final : public runtime::Object {
 public:
  // `source` is what was iterated over: its elements name the type of the iterator. Undef: of anything.
  IteratorValue(runtime::Values items, runtime::Value source);

  [[nodiscard]] std::string_view type_name() const override { return "Iterator"; }
  [[nodiscard]] std::string to_string() const override;
  [[nodiscard]] runtime::Value to_data() const override { return {items_}; }
  [[nodiscard]] const runtime::Values* elements() const override { return &items_; }

 private:
  runtime::Values items_;
  runtime::Value source_;
};

}  // namespace volley::stdlib
