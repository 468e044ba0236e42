#include "runtime/value/hash.hpp"

#include <functional>

namespace volley::runtime {
namespace {

constexpr std::size_t kLinearLimit = 8;

std::uint32_t part_of(std::size_t code) { return static_cast<std::uint32_t>(code ^ (code >> 32U)); }

}  // namespace

Hash::Hash(std::initializer_list<Entry> entries) {
  for (const Entry& entry : entries) {
    set(entry.key, entry.value);
  }
}

// The position of the key with this code that `matches` says is the one.
template <typename Matches>
std::uint32_t Hash::indexed(std::size_t code, Matches matches) const {
  const std::size_t mask = index_.size() - 1;
  const std::uint32_t part = part_of(code);
  for (std::size_t bucket = part & mask; index_[bucket].position != kNone; bucket = (bucket + 1) & mask) {
    const Bucket& candidate = index_[bucket];
    if (candidate.code == part && matches(entries_[candidate.position].key)) {
      return candidate.position;
    }
  }
  return kNone;
}

std::uint32_t Hash::position_of(const Value& key, std::size_t code) const {
  if (!index_.empty()) {
    return indexed(code, [&](const Value& candidate) { return strictly_equal(candidate, key); });
  }
  for (std::uint32_t position = 0; position < entries_.size(); ++position) {
    if (strictly_equal(entries_[position].key, key)) {
      return position;
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
  if (!index_.empty()) {
    const std::uint32_t position = indexed(std::hash<std::string_view>{}(key), matches);
    return position == kNone ? nullptr : &entries_[position].value;
  }
  for (const Entry& entry : entries_) {
    if (matches(entry.key)) {
      return &entry.value;
    }
  }
  return nullptr;
}

Value Hash::get(std::string_view key) const {
  const Value* value = find(key);
  return value == nullptr ? Value() : *value;
}

bool Hash::set(Value key, Value value) {
  const std::size_t code = index_.empty() ? 0 : hash_code(key);
  const std::uint32_t known = position_of(key, code);
  if (known != kNone) {
    entries_[known].value = std::move(value);
    return false;
  }
  entries_.push_back({std::move(key), std::move(value)});
  if (index_.empty()) {
    if (entries_.size() > kLinearLimit) {
      rebuild_index(entries_.size());
    }
    return true;
  }
  if (entries_.size() * 4 > index_.size() * 3) {
    grow_index();
  }
  add_to_index({static_cast<std::uint32_t>(entries_.size() - 1), part_of(code)});
  return true;
}

bool Hash::erase(const Value& key) {
  const std::uint32_t position = position_of(key, index_.empty() ? 0 : hash_code(key));
  if (position == kNone) {
    return false;
  }
  entries_.erase(entries_.begin() + position);
  index_.clear();
  if (entries_.size() > kLinearLimit) {
    rebuild_index(entries_.size());
  }
  return true;
}

void Hash::add_to_index(Bucket added) {
  const std::size_t mask = index_.size() - 1;
  std::size_t bucket = added.code & mask;
  while (index_[bucket].position != kNone) {
    bucket = (bucket + 1) & mask;
  }
  index_[bucket] = added;
}

void Hash::reserve(std::size_t count) {
  entries_.reserve(count);
  if (count > kLinearLimit && index_.size() < count) {
    rebuild_index(count);
  }
}

// With room for so many of them.
void Hash::rebuild_index(std::size_t entries) {
  std::size_t capacity = 32;
  while (capacity * 3 < entries * 4) {
    capacity *= 2;
  }
  index_.assign(capacity, Bucket{});
  for (std::uint32_t position = 0; position < entries_.size(); ++position) {
    add_to_index({position, part_of(hash_code(entries_[position].key))});
  }
}

// The codes are known: no key is looked at.
void Hash::grow_index() {
  std::vector<Bucket, AccountedAllocator<Bucket>> smaller(index_.size() * 2);
  smaller.swap(index_);
  for (const Bucket& bucket : smaller) {
    if (bucket.position != kNone) {
      add_to_index(bucket);
    }
  }
}

}  // namespace volley::runtime
