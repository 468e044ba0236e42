// The one place that instantiates the grammar.
#include "lang/grammar/parse_tokens.hpp"

#include "lang/grammar/actions.hpp"
#include "lang/grammar/messages.hpp"

namespace volley::lang {
namespace grammar {

template <typename Rule>
struct control : normal<Rule> {
  template <typename Input>
  [[noreturn]] static void raise(const Input& in, TreeBuilder& builder) {
    static_assert(expectation<Rule> != nullptr, "a commit point without a line in messages.hpp");
    builder.fail_at(builder.index(in.current()), expectation<Rule>);
  }
};

// What ends a list of statements is the point at which they are known to be complete.
template <typename Rule>
struct statements_control : normal<Rule> {
  template <typename Input>
  [[noreturn]] static void raise(const Input& in, TreeBuilder& builder) {
    builder.fail_after_statements(builder.index(in.current()), expectation<Rule>);
  }
};
template <>
struct control<close_block> : statements_control<close_block> {};
template <>
struct control<end_of_program> : statements_control<end_of_program> {};

// Expressions fold their operators when they end, so the builder has to know where they begin.
template <>
struct control<expression> : normal<expression> {
  template <typename Input>
  static void start(const Input& in, TreeBuilder& builder) {
    builder.expression_begin(builder.index(in.current()));
  }
  template <typename Input>
  static void success(const Input& /*in*/, TreeBuilder& builder) {
    builder.expression_end();
  }
  template <typename Input>
  static void failure(const Input& /*in*/, TreeBuilder& builder) {
    builder.expression_abandon();
  }
  template <typename Input>
  [[noreturn]] static void raise(const Input& in, TreeBuilder& builder) {
    builder.fail_at(builder.index(in.current()), expectation<expression>);
  }
};

}  // namespace grammar

void parse_tokens(const TokenStream& stream, Shape shape, TreeBuilder& builder) {
  using tao::pegtl::parse;
  const char* begin = stream.kinds.data();
  tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy, tao::pegtl::eol::lf, const char*> input(
      begin, begin + stream.kinds.size(), "");
  switch (shape) {
    case Shape::Program: parse<grammar::program, grammar::action, grammar::control>(input, builder); break;
    case Shape::Template: parse<grammar::epp, grammar::action, grammar::control>(input, builder); break;
    case Shape::TypeExpression: parse<grammar::program, grammar::action, grammar::control>(input, builder); break;
  }
}

}  // namespace volley::lang
