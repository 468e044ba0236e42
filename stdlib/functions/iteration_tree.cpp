// tree_each: every part of a nested structure with the path that leads to it.
#include <deque>

#include "runtime/type/iterator.hpp"
#include "runtime/type/object_instance.hpp"
#include "runtime/type/type.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/iterate.hpp"
#include "stdlib/functions/sequence.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Hash;
using runtime::Iterator;
using runtime::Value;
using runtime::Values;

struct TreeOptions {
  bool root = true;
  bool containers = true;
  bool values = true;
  bool breadth_first = false;
  runtime::TypePointer container_type;  // null: arrays and hashes
};

bool option(const Hash& options, std::string_view name) {
  const Value* value = options.find(name);
  return value == nullptr || value->is_undef() || value->truthy();
}

TreeOptions options_of(const Call& call) {
  TreeOptions result;
  if (!call.has(1)) {
    return result;
  }
  const Hash& options = call.arguments[1].as_hash();
  result.containers = option(options, "include_containers");
  result.values = option(options, "include_values");
  result.root = result.containers && option(options, "include_root");
  const Value order = options.get("order");
  result.breadth_first = order.is_string() && order.as_string() == "breadth_first";
  const Value containers = options.get("container_type");
  if (const auto* type = containers.as<runtime::Type>()) {
    result.container_type = runtime::TypePointer(type);
  }
  if (!result.containers && !result.values) {
    throw EvaluationError("Options 'include_containers' and 'include_values' cannot both be false");
  }
  return result;
}

class TreeWalk {
 public:
  explicit TreeWalk(TreeOptions options) : options_(std::move(options)) {}

  // [path, part] for each part of the tree.
  Values parts_of(const Value& root) {
    if (options_.root) {
      add({}, root);
    }
    if (is_container(root)) {
      descend({}, root);
    }
    while (!waiting_.empty()) {
      const Pending next = std::move(waiting_.front());
      waiting_.pop_front();
      descend(next.path, next.container);
    }
    return std::move(parts_);
  }

 private:
  struct Pending {
    Values path;
    Value container;
  };

  void add(const Values& path, const Value& part) { parts_.emplace_back(Values{Value(path), part}); }

  [[nodiscard]] bool is_container(const Value& part) const {
    const bool nested = part.is_array() || part.is_hash() || part.as<runtime::ObjectInstance>() != nullptr;
    return nested && (!options_.container_type || options_.container_type->matches(part));
  }

  void descend(const Values& path, const Value& container) {
    if (const auto* object = container.as<runtime::ObjectInstance>()) {
      return descend(path, Value(object->attributes()));
    }
    if (container.is_hash()) {
      for (const auto& entry : container.as_hash()) {
        visit(path, entry.key, entry.value);
      }
      return;
    }
    std::int64_t index = 0;
    for (const Value& element : container.as_array()) {
      visit(path, index++, element);
    }
  }

  void visit(Values path, const Value& step, const Value& part) {
    path.push_back(step);
    const bool container = is_container(part);
    if (container ? options_.containers : options_.values) {
      add(path, part);
    }
    if (container && options_.breadth_first) {
      waiting_.push_back({std::move(path), part});
    } else if (container) {
      descend(path, part);
    }
  }

  TreeOptions options_;
  Values parts_;
  std::deque<Pending> waiting_;
};

Values parts_of(Call& call) {
  Value root = call.arguments[0];
  if (const auto* iterator = root.as<Iterator>()) {
    root = Value(iterator->all());
  } else if (root.is_object() && root.as_object().elements() != nullptr) {
    root = Value(*root.as_object().elements());
  }
  return TreeWalk(options_of(call)).parts_of(root);
}

Value tree_iterator(Call& call) {
  const auto kind = options_of(call).breadth_first ? Iterator::Kind::BreadthFirst : Iterator::Kind::DepthFirst;
  return Value(runtime::make<const Iterator>(
      kind, parts_of(call), std::make_shared<const runtime::ElementType>(runtime::builtin_type("Any"))));
}

Value tree_paths(Call& call) {
  until_break([&] {
    for (const Value& part : parts_of(call)) {
      call.yield(std::span<const Value>(part.as_array()));
    }
  });
  return call.arguments[0];
}

Value tree_values(Call& call) {
  until_break([&] {
    for (const Value& part : parts_of(call)) {
      call.yield(part.as_array()[1]);
    }
  });
  return call.arguments[0];
}

}  // namespace

Family iteration_tree() {
  static const FunctionRecord kTable[] = {
      {"tree_each",
       {{"Variant[Iterator, Array, Hash, Object] tree, OptionsType ?options, Callable[2, 2] &block", "Any", tree_paths},
        {"Variant[Iterator, Array, Hash, Object] tree, OptionsType ?options, Callable[1, 1] &block", "Any",
         tree_values},
        {"Variant[Iterator, Array, Hash, Object] tree, OptionsType ?options", "Iterator", tree_iterator}},
       "Calls the lambda for every part of a nested structure, or gives an iterator over [path, part].",
       {{"OptionsType",
         "Struct[{container_type => Optional[Type], include_root => Optional[Boolean], include_containers => "
         "Optional[Boolean], include_values => Optional[Boolean], order => Optional[Enum[depth_first, "
         "breadth_first]], include_refs => Optional[Boolean]}]"}}},
  };
  return kTable;
}

}  // namespace volley::stdlib
