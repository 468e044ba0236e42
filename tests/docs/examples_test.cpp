// Runs the examples of the documentation. In a block of the plan language
//
//   $x = [1, 2]
//   $x[0] + 1              # => 2
//   $x['a']                # !! Integer
//   $x.map |$n| {
//     $n * 2
//   }
//   # => [2, 4]
//
// a result belongs to its line, or (alone on a line) to the lines above it up to an empty line or another result. What
// has no result comes before each of the expressions that follow. "!!" is an error with these words in it. A block
// without results has to be correct, no more.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "runtime/type/type_reference.hpp"
#include "stdlib/bolt/bolt_functions.hpp"
#include "stdlib/function_examples.hpp"
#include "tests/stdlib/function_snippets.hpp"

namespace {

using volley::stdlib::run_snippet;

struct Example {
  std::string place;  // file:line
  std::string code;
  std::string value;
  std::string error;
  bool is_run = false;  // else only parsed
};

class BlockReader {
 public:
  void read(const std::string& place, const std::string& line) {
    const std::size_t mark = std::min(line.find("# => "), line.find("# !! "));
    if (mark == std::string::npos) {
      if (line.empty()) {
        keep();
      }
      recent_ += line + "\n";
      return;
    }
    const std::string code = line.substr(0, mark);
    const bool alone = code.find_first_not_of(' ') == std::string::npos;
    if (!alone) {
      keep();
    }
    const std::string expected = line.substr(mark + 5);
    const bool fails = line[mark + 2] == '!';
    examples_.push_back({place, kept_ + (alone ? recent_ : code), fails ? "" : expected, fails ? expected : "", true});
    recent_.clear();
  }

  std::vector<Example> finish(const std::string& place) {
    keep();
    if (examples_.empty()) {
      examples_.push_back({place, kept_, {}, {}, false});
    }
    return std::move(examples_);
  }

 private:
  void keep() {
    kept_ += recent_;
    recent_.clear();
  }

  std::string kept_;
  std::string recent_;
  std::vector<Example> examples_;
};

std::vector<Example> examples_of(const std::filesystem::path& page) {
  std::vector<Example> examples;
  std::ifstream file(page);
  std::string line;
  BlockReader* open = nullptr;
  BlockReader reader;
  for (int number = 1; std::getline(file, line); ++number) {
    const std::string place = fmt::format("{}:{}", page.filename().string(), number);
    if (open == nullptr && line == "```puppet") {
      reader = BlockReader();
      open = &reader;
    } else if (open != nullptr && line == "```") {
      const auto found = open->finish(place);
      examples.insert(examples.end(), found.begin(), found.end());
      open = nullptr;
    } else if (open != nullptr) {
      open->read(place, line);
    }
  }
  return examples;
}

void check(const Example& example) {
  CAPTURE(example.place);
  CAPTURE(example.code);
  try {
    if (!example.is_run) {
      static_cast<void>(
          volley::lang::parse_program(std::make_shared<const volley::lang::Source>(example.place, example.code)));
      return;
    }
    const auto result = run_snippet(example.code);
    CHECK(result.value == example.value);
    CHECK(result.error.find(example.error) != std::string::npos);
    CHECK(result.error.empty() == example.error.empty());
  } catch (const volley::lang::ParseError& error) {
    const std::string text = error.what();
    CHECK(!example.error.empty());
    CHECK(text.find(example.error) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("the examples of the documentation give what they say") {
  const std::filesystem::path root(VOLLEY_SOURCE_DIRECTORY);
  std::vector<std::filesystem::path> pages = {root / "README.md"};
  for (const auto& item : std::filesystem::directory_iterator(root / "docs")) {
    pages.push_back(item.path());
  }
  std::size_t count = 0;
  for (const auto& page : pages) {
    for (const Example& example : examples_of(page)) {
      check(example);
      count += example.is_run ? 1 : 0;
    }
  }
  CHECK(count > 50);
}

TEST_CASE("the examples of the functions give what they say") {
  volley::runtime::FunctionRegistry registry;
  volley::stdlib::add_core_functions(registry);
  volley::stdlib::add_bolt_functions(registry);
  for (const auto& example : volley::stdlib::function_examples()) {
    CHECK_MESSAGE(registry.find(example.function) != nullptr, example.function);
    const bool is_run = !example.value.empty();
    check({std::string(example.function), std::string(example.code), std::string(example.value), {}, is_run});
  }
}

TEST_CASE("each function of the language has an example") {
  volley::runtime::FunctionRegistry registry;
  volley::stdlib::add_core_functions(registry);
  for (const auto& [name, record] : registry.all()) {
    const bool refused =
        record->documentation.starts_with("Not supported yet") || record->documentation.starts_with("Only available");
    CHECK_MESSAGE((refused || volley::stdlib::find_example(name) != nullptr), name);
  }
}

TEST_CASE("each built-in type is documented, with an example that is true") {
  for (const std::string_view name : volley::runtime::builtin_type_names()) {
    CHECK_MESSAGE(volley::runtime::find_type_reference(name) != nullptr, name);
  }
  for (const auto& reference : volley::runtime::type_references()) {
    CHECK_MESSAGE(volley::runtime::builtin_type(reference.name), reference.name);
    if (!reference.example.empty()) {
      check({std::string(reference.name), std::string(reference.example), "true", {}, true});
    }
  }
}
