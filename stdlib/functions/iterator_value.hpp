// What reverse_each, step and tree_each give without a lambda: elements that can be iterated but are no Array.
#pragma once

#include <string>

#include "runtime/value/object.hpp"

namespace volley::stdlib {

class IteratorValue final : public runtime::Object {
 public:
  // `element_type` is what the type of the iterator prints as its parameter.
  IteratorValue(runtime::Values items, std::string element_type)
      : items_(std::move(items)), element_type_(std::move(element_type)) {
    nest_around(runtime::Value(items_));
  }

  [[nodiscard]] std::string_view type_name() const override { return "Iterator"; }
  [[nodiscard]] std::string to_string() const override { return "Iterator[" + element_type_ + "]-Value"; }
  [[nodiscard]] runtime::Value to_data() const override { return {items_}; }
  [[nodiscard]] const runtime::Values* elements() const override { return &items_; }

 private:
  runtime::Values items_;
  std::string element_type_;
};

}  // namespace volley::stdlib
