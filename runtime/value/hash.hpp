// The ordered hash of the plan language: keys of any kind, in insertion order.
//
// Built with set(), then handed to a Value, after which nobody changes it. Up to eight entries are searched
// linearly; beyond that an open-addressing index is kept.
#pragma once

#include <cstdint>
#include <string_view>
#include <type_traits>
#include <vector>

#include "runtime/value/value.hpp"

namespace volley::runtime {

class Hash {
 public:
  struct Entry {
    Value key;
    Value value;
  };
  using Entries = std::vector<Entry, AccountedAllocator<Entry>>;

  Hash() = default;
  Hash(std::initializer_list<Entry> entries);

  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] bool empty() const { return entries_.empty(); }
  [[nodiscard]] Entries::const_iterator begin() const { return entries_.begin(); }
  [[nodiscard]] Entries::const_iterator end() const { return entries_.end(); }
  [[nodiscard]] const Entry& entry(std::size_t position) const { return entries_[position]; }

  // nullptr when the key is absent.
  [[nodiscard]] const Value* find(const Value& key) const;
  [[nodiscard]] const Value* find(std::string_view key) const;
  // Text of any kind is looked up without making a Value of it.
  template <typename Text>
  requires std::is_convertible_v<const Text&, std::string_view>
  [[nodiscard]] const Value* find(const Text& key) const { return find(std::string_view(key)); }
  [[nodiscard]] bool contains(std::string_view key) const { return find(key) != nullptr; }
  // The value of a string key, or undef.
  [[nodiscard]] Value get(std::string_view key) const;

  // A known key keeps its place and gets the new value. Whether the key is new.
  bool set(Value key, Value value);
  // Whether there was such a key.
  bool erase(const Value& key);
  void reserve(std::size_t count);

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  // An entry's position together with a part of its key's hash code: a look at another key's entry is mostly spared.
  struct Bucket {
    std::uint32_t position = kNone;
    std::uint32_t code = 0;
  };
  [[nodiscard]] std::uint32_t position_of(const Value& key, std::size_t code) const;
  template <typename Matches>
  [[nodiscard]] std::uint32_t indexed(std::size_t code, Matches matches) const;
  void rebuild_index(std::size_t entries);
  void grow_index();
  void add_to_index(Bucket added);

  Entries entries_;
  // A power of two of them, empty for small hashes.
  std::vector<Bucket, AccountedAllocator<Bucket>> index_;
};

}  // namespace volley::runtime
