// Evaluates any text as a snippet, then asks of the value what a program might: its type, its texts, whether it equals
// itself. Time and memory are limited, and the functions that read files are left out.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "lang/parser.hpp"
#include "runtime/evaluate/environment.hpp"
#include "runtime/evaluate/evaluator.hpp"
#include "runtime/type/type.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/limits.hpp"
#include "runtime/value/text.hpp"
#include "stdlib/functions/functions.hpp"

namespace {

using namespace volley;
using runtime::Value;

constexpr std::size_t kMemory = 64UL << 20U;
constexpr int kMostChecks = 10;
// Of the eight megabytes that there are: instrumented functions need much more than others.
constexpr std::size_t kStack = 5UL << 20U;
constexpr std::array<std::string_view, 1> kReadFiles = {"epp"};

class Patience final : public runtime::Watch {
 public:
  void check() override {
    if (++checks_ > kMostChecks) {
      throw runtime::EvaluationError("too many calls");
    }
  }

 private:
  int checks_ = 0;
};

const runtime::FunctionRegistry& functions() {
  static const runtime::FunctionRegistry kHarmless = [] {
    static runtime::FunctionRegistry all;
    stdlib::add_core_functions(all);
    runtime::FunctionRegistry harmless;
    for (const auto& [name, record] : all.all()) {
      if (std::find(kReadFiles.begin(), kReadFiles.end(), name) == kReadFiles.end()) {
        harmless.add(std::span(record, 1));
      }
    }
    return harmless;
  }();
  return kHarmless;
}

// What is wrong without being dangerous goes to the log: it must not end the search for what is.
void complain(const char* what, const std::string& about) {
  std::fprintf(stderr, "note: %s: %.200s\n", what, about.c_str());
}

void look_at(const Value& value) {
  static_cast<void>(runtime::infer_type(value)->to_string());
  static_cast<void>(runtime::to_text(value));
  static_cast<void>(runtime::to_quoted(value));
  static_cast<void>(runtime::to_json(value));
  static_cast<void>(runtime::hash_code(value));
  if (!runtime::strictly_equal(value, Value(value))) {
    complain("a value differs from itself", runtime::to_quoted(value));
  }
  if (!runtime::infer_type(value)->matches(value)) {
    complain("a value does not match its type", runtime::to_quoted(value));
  }
}

void evaluate(std::string text) {
  const runtime::MemoryLimit limit(kMemory);
  const auto program = lang::parse_program(std::make_shared<const lang::Source>("fuzz.pp", std::move(text)));
  Patience patience;
  runtime::Environment environment(functions(), nullptr, nullptr);
  environment.set_watch(&patience);
  runtime::Evaluator evaluator(environment);
  evaluator.set_stack_limit(static_cast<const char*>(__builtin_frame_address(0)) - kStack);
  look_at(evaluator.run(program));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    evaluate(std::string(reinterpret_cast<const char*>(data), size));
  } catch (const lang::ParseError&) {
    // What cannot be parsed is the other target's.
  } catch (const runtime::EvaluationError& error) {
    if (!error.diagnostic().place.known()) {
      complain("an error has no place", error.what());
    }
  } catch (const runtime::PlanError&) {
    // As fail() raises it.
  } catch (const runtime::LimitError&) {
    // Of the texts made above.
  }
  return 0;
}
