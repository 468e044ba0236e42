// Scanner, grammar, static checks and the printed tree, with any bytes. The first byte says what the rest is.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "lang/dump.hpp"
#include "lang/parser.hpp"

namespace {

using namespace volley;

void parse(std::uint8_t mode, std::string text) {
  const auto source = std::make_shared<const lang::Source>("fuzz.pp", std::move(text));
  switch (mode % 4) {
    case 1: static_cast<void>(lang::dump_pn(*lang::parse_template(source))); break;
    case 2: static_cast<void>(lang::dump_pn(*lang::parse_type_expression(source))); break;
    case 3: static_cast<void>(lang::input_state(source->text())); break;
    default: static_cast<void>(lang::dump_pn(*lang::parse_program(source))); break;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  try {
    parse(data[0], std::string(reinterpret_cast<const char*>(data) + 1, size - 1));
  } catch (const lang::ParseError& error) {
    // A refusal has something to say, and somewhere to point to.
    for (const lang::Diagnostic& diagnostic : error.diagnostics()) {
      if (lang::render(diagnostic).empty() || diagnostic.message.empty()) {
        std::abort();
      }
    }
  }
  return 0;
}
