#include <doctest/doctest.h>

#include <string>

#include "runtime/value/hash.hpp"

using volley::runtime::Hash;
using volley::runtime::Value;

namespace {

Hash with_keys(int count) {
  Hash hash;
  for (int key = 0; key < count; ++key) {
    hash.set(key % 2 == 0 ? Value(key) : Value("key-" + std::to_string(key)), key);
  }
  return hash;
}

}  // namespace

TEST_CASE("a hash finds every key at every size, in the order of insertion") {
  for (const int count : {0, 1, 8, 9, 10, 24, 25, 100, 5000}) {
    CAPTURE(count);
    const Hash hash = with_keys(count);
    CHECK(hash.size() == static_cast<std::size_t>(count));
    for (int key = 0; key < count; ++key) {
      const Value wanted = key % 2 == 0 ? Value(key) : Value("key-" + std::to_string(key));
      const Value* found = hash.find(wanted);
      REQUIRE(found != nullptr);
      CHECK(found->as_integer() == key);
      CHECK(hash.entry(static_cast<std::size_t>(key)).value.as_integer() == key);
    }
    CHECK(hash.find(Value(-1)) == nullptr);
    CHECK(hash.find("key-x") == nullptr);
    CHECK(hash.find(Value(0.0)) == nullptr);
  }
}

TEST_CASE("a known key keeps its place, an erased one leaves the others where they are") {
  Hash hash = with_keys(100);
  hash.set(Value(50), "new");
  CHECK(hash.size() == 100);
  CHECK(hash.entry(50).value.as_string() == "new");
  CHECK(hash.erase(Value("key-51")));
  CHECK_FALSE(hash.erase(Value("key-51")));
  CHECK(hash.entry(51).key.as_integer() == 52);
  for (int key = 0; key < 100; key += 2) {
    CHECK(hash.find(Value(key)) != nullptr);
  }
  hash.set(Value("key-51"), 1);
  CHECK(hash.entry(99).key.as_string() == "key-51");
}
