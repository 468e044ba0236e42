#include "runtime/type/printer.hpp"

#include "runtime/value/hash.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
void TypePrinter::begin(std::string_view name) {
  add(name);
  has_parameters_.push_back(false);
}

void TypePrinter::next() {
  add(has_parameters_.back() ? ", " : "[");
  has_parameters_.back() = true;
}

void TypePrinter::end() {
  if (has_parameters_.back()) {
    add("]");
  }
  has_parameters_.pop_back();
}

void TypePrinter::add_value(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::Undef: return add("undef");
    case Value::Kind::Default: return add("default");
    case Value::Kind::Boolean: return add(value.as_boolean() ? "true" : "false");
    case Value::Kind::Integer: return add(std::to_string(value.as_integer()));
    case Value::Kind::Float: return add(float_text(value.as_float()));
    case Value::Kind::String: return add(quote_text(value.as_string()));
    case Value::Kind::Array: {
      std::string_view separator;
      add("[");
      for (const Value& item : value.as_array()) {
        add(separator);
        add_value(item);
        separator = ", ";
      }
      return add("]");
    }
    case Value::Kind::Hash: {
      std::string_view separator;
      add("{");
      for (const auto& [key, item] : value.as_hash()) {
        add(separator);
        add_value(key);
        add(" => ");
        add_value(item);
        separator = ", ";
      }
      return add("}");
    }
    case Value::Kind::Object:
      if (const auto* type = value.as<Type>()) {
        return add(*type);
      }
      return add(value.as_object().inspect());
  }
}

}  // namespace volley::runtime
