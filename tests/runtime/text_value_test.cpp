#include <doctest/doctest.h>

#include <string>

#include "runtime/value/limits.hpp"
#include "runtime/value/memory_pool.hpp"
#include "runtime/value/value.hpp"

using volley::runtime::kMaximumText;
using volley::runtime::MemoryAccount;
using volley::runtime::MemoryPool;
using volley::runtime::SizeError;
using volley::runtime::Value;

TEST_CASE("a string keeps its bytes, however many") {
  for (const std::size_t size : {0, 1, 7, 8, 15, 16, 23, 24, 231, 232, 233, 4096, 3 << 20}) {
    const std::string text(size, 'x');
    const Value value(text);
    CHECK(value.as_string() == text);
    CHECK(value.extent() == sizeof(Value) + size);
    CHECK(value.nesting() == 0);
  }
  const std::string with_zero("a\0b", 3);
  CHECK(Value(with_zero).as_string() == with_zero);
}

TEST_CASE("a string that nobody else holds grows in place") {
  Value text("");
  std::string expected;
  std::size_t moves = 0;
  for (int round = 0; round < 5000; ++round) {
    const char* const before = text.as_string().data();
    text = std::move(text).with_text("piece ");
    expected += "piece ";
    moves += text.as_string().data() == before ? 0 : 1;
  }
  CHECK(text.as_string() == expected);
  CHECK(moves < 20);
}

TEST_CASE("a string that somebody else holds stays as it is") {
  const Value original("node");
  Value copy = original;
  const Value longer = std::move(copy).with_text("-1");
  CHECK(original.as_string() == "node");
  CHECK(longer.as_string() == "node-1");
}

TEST_CASE("the memory of strings is accounted for and given back") {
  const auto before = MemoryAccount::of_thread().used();
  {
    Value text(std::string(1000, 'x'));
    CHECK(MemoryAccount::of_thread().used() - before >= 1000);
    text = std::move(text).with_text(std::string(5000, 'y'));
    CHECK(MemoryAccount::of_thread().used() - before >= 6000);
  }
  CHECK(MemoryAccount::of_thread().used() == before);
}

TEST_CASE("a string may not become longer than texts may be") {
  const std::string half(kMaximumText / 2 + 1, 'x');
  Value text(half);
  CHECK_THROWS_AS(static_cast<void>(std::move(text).with_text(half)), SizeError);
}

TEST_CASE("pieces of memory stand where what is put into them has to stand") {
  for (std::size_t size = 8; size <= MemoryPool::kLargest; size += 8) {
    void* const piece = MemoryPool::of_thread().take(size);
    CHECK(reinterpret_cast<std::uintptr_t>(piece) % (size % 16 == 0 ? 16 : 8) == 0);
    MemoryPool::of_thread().give_back(piece, size);
  }
}
