#include <doctest/doctest.h>

#include <tao/pegtl/contrib/analyze.hpp>

#include "lang/grammar/statements.hpp"
#include "lang/grammar/tokens.hpp"

// The one rule that looks ahead by hand: it never reads anything.
template <typename Name>
struct tao::pegtl::analyze_traits<Name, volley::lang::grammar::starts_render_block> : analyze_opt_traits<> {};

namespace {

using namespace volley::lang;

TEST_CASE("no rule of the grammar can loop without reading anything") {
  CHECK(tao::pegtl::analyze<grammar::program>() == 0);
  CHECK(tao::pegtl::analyze<grammar::epp>() == 0);
}

}  // namespace
