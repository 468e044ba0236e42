#include "runtime/hiera/merge.hpp"

#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "runtime/type/type.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

std::string strategy_name(const Value& strategy) {
  if (strategy.is_hash()) {
    const Value name = strategy.as_hash().get("strategy");
    if (!name.is_string()) {
      throw EvaluationError(
          "The hash given as 'merge' must contain the name of a strategy in string form for the key 'strategy'");
    }
    return std::string(name.as_string());
  }
  return strategy.is_string() ? std::string(strategy.as_string()) : "first";
}

void check_element(const char* which, std::string_view type_text, const Value& value) {
  class NoNames final : public TypeEnvironment {
    TypePointer find_type(std::string_view /*name*/) override { return {}; }
  } names;
  const TypePointer type = parse_type(type_text, names);
  if (!type->matches(value)) {
    throw EvaluationError(
        describe_mismatch("The " + std::string(which) + " element of the merge has wrong type,", *type, value));
  }
}

void add_once(Values& items, const Value& item) {
  if (std::ranges::none_of(items, [&](const Value& known) { return strictly_equal(known, item); })) {
    items.push_back(item);
  }
}

// Arrays in arrays are nested no deeper than values can be.
void add_flat(Values& items, const Value& item) {
  if (!item.is_array()) {
    add_once(items, item);
    return;
  }
  for (const Value& inner : item.as_array()) {
    add_flat(items, inner);
  }
}

Value unique(const Values& found) {
  if (found.size() == 1 && !found[0].is_array()) {
    return found[0];
  }
  Values items;
  for (const Value& value : found) {
    check_element(&value == found.data() ? "first" : "second", "Variant[Scalar,Array[Data]]", value);
    add_flat(items, value);
  }
  return Value(std::move(items));
}

// Keys of lower levels come first, values of higher levels win.
Value hash(const Values& found) {
  if (found.size() == 1) {
    return found[0];
  }
  Hash merged;
  for (auto level = found.rbegin(); level != found.rend(); ++level) {
    check_element(level + 1 == found.rend() ? "first" : "second", "Hash[String,Data]", *level);
    for (const auto& [key, value] : level->as_hash()) {
      merged.set(key, value);
    }
  }
  return Value(std::move(merged));
}

struct DeepOptions {
  std::string knockout_prefix;
  bool sort_arrays = false;
  bool merge_hash_arrays = false;

  [[nodiscard]] bool knocks_out(const Value& value) const {
    return !knockout_prefix.empty() && value.is_string() && value.as_string().starts_with(knockout_prefix);
  }
};

Value deep(const Value& over, const Value& base, const DeepOptions& options);

Value deep_hashes(const Hash& over, const Hash& base, const DeepOptions& options) {
  Hash merged = base;
  for (const auto& [key, value] : over) {
    const Value* known = merged.find(key);
    Value both = known == nullptr ? value : deep(value, *known, options);
    merged.set(key, std::move(both));
  }
  return Value(std::move(merged));
}

bool all_hashes(const Values& items) {
  return std::ranges::all_of(items, [](const Value& item) { return item.is_hash(); });
}

Values pairwise(const Values& over, const Values& base, const DeepOptions& options) {
  Values merged;
  for (std::size_t at = 0; at < std::max(over.size(), base.size()); ++at) {
    merged.push_back(at >= base.size() ? over[at] : at >= over.size() ? base[at] : deep(over[at], base[at], options));
  }
  return merged;
}

// "--name" takes the element `name` out of what lower levels hold.
void knock_out(Values& items, const Values& over, const DeepOptions& options) {
  for (const Value& item : over) {
    if (options.knocks_out(item)) {
      const Value target(item.as_string().substr(options.knockout_prefix.size()));
      std::erase_if(items, [&](const Value& known) { return strictly_equal(known, target); });
    }
  }
}

Value deep_arrays(const Values& over, const Values& base, const DeepOptions& options) {
  if (options.merge_hash_arrays && all_hashes(over) && all_hashes(base)) {
    return Value(pairwise(over, base, options));
  }
  Values merged;
  for (const Value& item : base) {
    add_once(merged, item);
  }
  knock_out(merged, over, options);
  for (const Value& item : over) {
    if (!options.knocks_out(item)) {
      add_once(merged, item);
    }
  }
  if (options.sort_arrays) {
    std::ranges::sort(merged, {}, [](const Value& item) { return to_text(item); });
  }
  return Value(std::move(merged));
}

Value deep(const Value& over, const Value& base, const DeepOptions& options) {
  if (over.is_hash() && base.is_hash()) {
    return deep_hashes(over.as_hash(), base.as_hash(), options);
  }
  if (over.is_array() && base.is_array()) {
    return deep_arrays(over.as_array(), base.as_array(), options);
  }
  return options.knocks_out(over) ? Value("") : over;
}

DeepOptions deep_options(const Value& strategy) {
  DeepOptions options;
  if (strategy.is_hash()) {
    const Hash& given = strategy.as_hash();
    const Value prefix = given.get("knockout_prefix");
    options.knockout_prefix = prefix.is_string() ? prefix.as_string() : std::string();
    options.sort_arrays = given.get("sort_merged_arrays").truthy();
    options.merge_hash_arrays = given.get("merge_hash_arrays").truthy();
  }
  return options;
}

}  // namespace

void check_strategy(const Value& strategy) {
  static constexpr std::string_view kNames[] = {
      "first", "default", "unique", "hash", "deep", "unconstrained_deep", "reverse_deep"};
  const std::string name = strategy_name(strategy);
  if (std::ranges::find(kNames, name) == std::ranges::end(kNames)) {
    throw EvaluationError("Unknown merge strategy: '" + name + "'");
  }
}

bool takes_first_only(const Value& strategy) {
  const std::string name = strategy_name(strategy);
  return name == "first" || name == "default";
}

Value merge_levels(const Values& found, const Value& strategy) {
  check_strategy(strategy);
  const std::string name = strategy_name(strategy);
  if (name == "first" || name == "default") {
    return found.front();
  }
  if (name == "unique") {
    return unique(found);
  }
  if (name == "hash") {
    return hash(found);
  }
  const DeepOptions options = deep_options(strategy);
  Value merged = found.front();
  for (std::size_t at = 1; at < found.size(); ++at) {
    merged = name == "reverse_deep" ? deep(found[at], merged, options) : deep(merged, found[at], options);
  }
  return merged;
}

}  // namespace volley::runtime
