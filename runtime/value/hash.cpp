#include "runtime/value/hash.hpp"

#include <functional>

namespace volley::runtime {
namespace {

constexpr std::size_t kLinearLimit = 8;

}  // namespace

Hash::Hash(std::initializer_list<Entry> entries) {
  for (const Entry& entry : entries) {
    set(entry.key, entry.value);
  }
}

std::uint32_t Hash::position_of(const Value& key, std::size_t code) const {
  if (index_.empty()) {
    for (std::uint32_t position = 0; position < entries_.size(); ++position) {
      if (strictly_equal(entries_[position].key, key)) {
        return position;
      }
    }
    return kNone;
  }
  const std::size_t mask = index_.size() - 1;
  for (std::size_t bucket = code & mask; index_[bucket] != kNone; bucket = (bucket + 1) & mask) {
    if (strictly_equal(entries_[index_[bucket]].key, key)) {
      return index_[bucket];
    }
  }
  return kNone;
}

const Value* Hash::find(const Value& key) const {
  const std::uint32_t position = position_of(key, index_.empty() ? 0 : hash_code(key));
  return position == kNone ? nullptr : &entries_[position].value;
}

const Value* Hash::find(std::string_view key) const {
  const auto matches = [key](const Value& candidate) { return candidate.is_string() && candidate.as_string() == key; };
  if (index_.empty()) {
    for (const Entry& entry : entries_) {
      if (matches(entry.key)) {
        return &entry.value;
      }
    }
    return nullptr;
  }
  const std::size_t mask = index_.size() - 1;
  for (std::size_t bucket = std::hash<std::string_view>{}(key)&mask; index_[bucket] != kNone;
       bucket = (bucket + 1) & mask) {
    if (matches(entries_[index_[bucket]].key)) {
      return &entries_[index_[bucket]].value;
    }
  }
  return nullptr;
}

Value Hash::get(std::string_view key) const {
  const Value* value = find(key);
  return value == nullptr ? Value() : *value;
}

void Hash::set(Value key, Value value) {
  const std::size_t code = index_.empty() ? 0 : hash_code(key);
  const std::uint32_t known = position_of(key, code);
  if (known != kNone) {
    entries_[known].value = std::move(value);
    return;
  }
  entries_.push_back({std::move(key), std::move(value)});
  if (entries_.size() <= kLinearLimit) {
    return;
  }
  if (entries_.size() * 2 > index_.size()) {
    rebuild_index();
  } else {
    add_to_index(static_cast<std::uint32_t>(entries_.size() - 1), code);
  }
}

bool Hash::erase(const Value& key) {
  const std::uint32_t position = position_of(key, index_.empty() ? 0 : hash_code(key));
  if (position == kNone) {
    return false;
  }
  entries_.erase(entries_.begin() + position);
  index_.clear();
  if (entries_.size() > kLinearLimit) {
    rebuild_index();
  }
  return true;
}

void Hash::add_to_index(std::uint32_t position, std::size_t code) {
  const std::size_t mask = index_.size() - 1;
  std::size_t bucket = code & mask;
  while (index_[bucket] != kNone) {
    bucket = (bucket + 1) & mask;
  }
  index_[bucket] = position;
}

void Hash::rebuild_index() {
  std::size_t capacity = 32;
  while (capacity < entries_.size() * 4) {
    capacity *= 2;
  }
  index_.assign(capacity, kNone);
  for (std::uint32_t position = 0; position < entries_.size(); ++position) {
    add_to_index(position, hash_code(entries_[position].key));
  }
}

}  // namespace volley::runtime
