#include "runtime/project/merge.hpp"

#include <algorithm>
#include <vector>

namespace volley::runtime {

Hash deep_merge(const Hash& base, const Hash& over) {
  if (over.empty()) {
    return base;
  }
  Hash merged = base;
  for (const auto& [key, value] : over) {
    const Value* old = merged.find(key);
    const bool both = old != nullptr && old->is_hash() && value.is_hash();
    merged.set(key, both ? Value(deep_merge(old->as_hash(), value.as_hash())) : value);
  }
  return merged;
}

Hash shallow_merge(const Hash& base, const Hash& over) {
  Hash merged = base;
  for (const auto& [key, value] : over) {
    merged.set(key, value);
  }
  return merged;
}

Hash sorted_by_key(const Hash& hash) {
  std::vector<Hash::Entry> entries(hash.begin(), hash.end());
  std::stable_sort(entries.begin(), entries.end(), [](const Hash::Entry& a, const Hash::Entry& b) {
    return a.key.is_string() && b.key.is_string() && a.key.as_string() < b.key.as_string();
  });
  Hash sorted;
  for (Hash::Entry& entry : entries) {
    sorted.set(std::move(entry.key), std::move(entry.value));
  }
  return sorted;
}

}  // namespace volley::runtime
