#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/evaluation.hpp"
#include "runtime/evaluate/suggestion.hpp"
#include "runtime/type/alias_type.hpp"
#include "runtime/type/object_type.hpp"
#include "runtime/type/type.hpp"
#include "runtime/type/type_set.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/regexp.hpp"

namespace volley::runtime {

Value Evaluation::operator()(const lang::LiteralString& node) {
  return nodes().value(node.value_site, [&] { return Value(node.value); });
}

Value Evaluation::operator()(const lang::QualifiedName& node) {
  return nodes().value(node.value_site, [&] { return Value(node.name); });
}

Value Evaluation::operator()(const lang::LiteralRegexp& node) {
  return nodes().value(node.value_site, [&] {
    try {
      return Value(Regexp::compile(node.pattern));
    } catch (const RegexpError& error) {
      fail(node, error.what(), "");
    }
  });
}

// What a name stands for is read when it is first met; if that fails, it fails there.
void Evaluation::complete(const Type& type, const lang::Node& node) const {
  try {
    if (const auto* alias = type_as<AliasType>(type)) {
      static_cast<void>(alias->resolved());
    } else if (const auto* object = type_as<ObjectType>(type)) {
      static_cast<void>(object->definition());
    } else if (const auto* set = type_as<TypeSetType>(type)) {
      set->complete();
    }
  } catch (const EvaluationError& error) {
    if (!error.diagnostic().issue_code.empty()) {
      throw;
    }
    fail_wrapped(node, error.what());
  }
}

// The type that a name, or a name with constant parameters, stands for.
template <typename Written>
Value Evaluation::type_value(const Written& node, const lang::QualifiedReference& name) {
  return nodes().value(node.value_site, [&] {
    const TypePointer type = type_from_node(node, frame_.program().source, evaluator_.environment());
    complete(*type, node);
    if (type->is(TypeKind::Reference) && name.name != "TypeReference") {
      throw unknown_type(evaluator_.environment(), name.name, place(name));
    }
    return Value(type);
  });
}

template Value Evaluation::type_value(const lang::Access& node, const lang::QualifiedReference& name);

Value Evaluation::operator()(const lang::QualifiedReference& node) { return type_value(node, node); }

Value Evaluation::operator()(const lang::ReservedWord& node) {
  fail(node, "Use of reserved word: " + std::string(node.word) + ", must be quoted if intended to be a String value",
       "RESERVED_WORD");
}

void Evaluation::append_items(Values& out, lang::NodeList items) {
  for (const lang::Node* written : items) {
    const lang::Node* item = &without_parentheses(*written);
    if (item->kind != lang::NodeKind::Unfold) {
      out.push_back(evaluate(*item));
      continue;
    }
    const Value unfolded = evaluate(*item);
    out.insert(out.end(), unfolded.as_array().begin(), unfolded.as_array().end());
  }
}

Value Evaluation::operator()(const lang::Array& node) {
  Values items;
  items.reserve(node.items.size());
  append_items(items, node.items);
  return Value(std::move(items));
}

Value Evaluation::operator()(const lang::Hash& node) {
  Hash hash;
  hash.reserve(node.entries.size());
  for (const lang::KeyedEntry& entry : node.entries) {
    Value key = evaluate(*entry.key);
    hash.set(std::move(key), evaluate(*entry.value));
  }
  return Value(std::move(hash));
}

}  // namespace volley::runtime
