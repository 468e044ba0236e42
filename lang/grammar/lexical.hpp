// The grammar of tokens: names, numbers, variables, operators, comments and white space.
// Strings, heredocs and template text need the scanner's state and are rules that ask it.
#pragma once

#include <tao/pegtl.hpp>

#include "lang/token.hpp"

namespace volley::lang::lexical {

using namespace tao::pegtl;  // NOLINT(google-build-using-namespace): a grammar is written in the words of its library

struct word_char : sor<identifier_other> {};

struct beyond_ascii : not_range<'\0', '\x7F'> {};
struct wide_blank
    : seq<at<beyond_ascii>, sor<utf8::one<0xA0, 0x1680, 0x202F, 0x205F, 0x3000>, utf8::range<0x2000, 0x200A>>> {};
struct blank_char : sor<one<' ', '\t', '\r'>, wide_blank> {};
struct blanks : plus<blank_char> {};
struct newline : one<'\n'> {};
struct comment : seq<one<'#'>, star<not_one<'\n'>>> {};
struct block_comment_start : string<'/', '*'> {};
struct block_comment_end : string<'*', '/'> {};
struct block_comment_body : until<block_comment_end> {};
struct block_comment : if_must<block_comment_start, block_comment_body> {};

// A segment may hold dashes but not end in one.
struct dashes : seq<plus<one<'-'>>, at<word_char>> {};
struct word_segment : seq<sor<lower, one<'_'>>, star<sor<word_char, dashes>>> {};
struct scope_mark : string<':', ':'> {};
struct bare_word : seq<opt<scope_mark>, word_segment, star<scope_mark, word_segment>> {};
struct class_segment : seq<upper, star<word_char>> {};
struct class_name : seq<opt<scope_mark>, class_segment, star<scope_mark, class_segment>> {};
struct class_reference : seq<class_name> {};

struct variable_name : seq<opt<scope_mark>, star<plus<word_char>, scope_mark, at<word_char>>, plus<word_char>> {};
struct variable : seq<one<'$'>, variable_name> {};
struct lone_dollar : one<'$'> {};

// Letters and digits beyond ASCII, roughly: what is neither punctuation nor a symbol.
struct wide_word_char
    : utf8::ranges<0xAA, 0xAA, 0xB5, 0xB5, 0xBA, 0xBA, 0xC0, 0xD6, 0xD8, 0xF6, 0xF8, 0x2C1, 0x300, 0x37D, 0x386, 0x1FFF,
                   0x203F, 0x2040, 0x20D0, 0x218F, 0x2C00, 0x2DFF, 0x3005, 0x3007, 0x3021, 0x3029, 0x3031, 0xD7FF,
                   0xF900, 0xFDFF, 0xFE70, 0xFEFC, 0xFF10, 0xFF19, 0xFF21, 0xFF3A, 0xFF41, 0xFF5A, 0xFF66, 0xFFDC,
                   0x10000, 0x1CFFF, 0x20000, 0x3FFFF> {};
struct word_end : not_at<sor<word_char, wide_word_char>> {};
struct hexadecimal : seq<one<'0'>, one<'x', 'X'>, plus<xdigit>, word_end> {};
struct exponent : seq<one<'e', 'E'>, opt<one<'-'>>, plus<digit>> {};
struct fraction : seq<one<'.'>, plus<digit>> {};
struct real
    : seq<plus<digit>, sor<seq<fraction, opt<exponent>, word_end>, seq<fraction, word_end>, seq<exponent, word_end>>> {
};
struct whole : seq<plus<digit>, word_end> {};
struct number : sor<hexadecimal, real, whole> {};
struct bad_number : at<digit> {};

template <TokenKind Kind, char... Text>
struct symbol : string<Text...> {
  static constexpr TokenKind kind = Kind;
};

// Longest first.
struct left_angle
    : sor<symbol<TokenKind::ExportedOpen, '<', '<', '|'>, symbol<TokenKind::LeftShift, '<', '<'>,
          symbol<TokenKind::LessEqual, '<', '='>, symbol<TokenKind::CollectOpen, '<', '|'>,
          symbol<TokenKind::Require, '<', '-'>, symbol<TokenKind::Subscribe, '<', '~'>, symbol<TokenKind::Less, '<'>> {
};
struct right_angle : sor<symbol<TokenKind::RightShift, '>', '>'>, symbol<TokenKind::GreaterEqual, '>', '='>,
                         symbol<TokenKind::Greater, '>'>> {};
struct bar : sor<symbol<TokenKind::ExportedClose, '|', '>', '>'>, symbol<TokenKind::CollectClose, '|', '>'>,
                 symbol<TokenKind::Pipe, '|'>> {};
struct equal_sign : sor<symbol<TokenKind::IsEqual, '=', '='>, symbol<TokenKind::FatArrow, '=', '>'>,
                        symbol<TokenKind::Match, '=', '~'>, symbol<TokenKind::Equals, '='>> {};
struct plus_sign
    : sor<symbol<TokenKind::Appends, '+', '='>, symbol<TokenKind::PlusArrow, '+', '>'>, symbol<TokenKind::Plus, '+'>> {
};
struct minus_sign
    : sor<symbol<TokenKind::Before, '-', '>'>, symbol<TokenKind::Deletes, '-', '='>, symbol<TokenKind::Minus, '-'>> {};
struct exclamation
    : sor<symbol<TokenKind::NotEqual, '!', '='>, symbol<TokenKind::NoMatch, '!', '~'>, symbol<TokenKind::Not, '!'>> {};
struct tilde : sor<symbol<TokenKind::Notify, '~', '>'>, symbol<TokenKind::Tilde, '~'>> {};
struct at_sign : sor<symbol<TokenKind::AtAt, '@', '@'>, symbol<TokenKind::At, '@'>> {};
struct punctuation
    : sor<symbol<TokenKind::Comma, ','>, symbol<TokenKind::RightParen, ')'>, symbol<TokenKind::RightBracket, ']'>,
          symbol<TokenKind::RightBrace, '}'>, symbol<TokenKind::Dot, '.'>, symbol<TokenKind::Colon, ':'>,
          symbol<TokenKind::Semicolon, ';'>, symbol<TokenKind::Question, '?'>, symbol<TokenKind::Times, '*'>,
          symbol<TokenKind::Divide, '/'>, symbol<TokenKind::Modulo, '%'>> {};
struct plain_symbol
    : sor<punctuation, equal_sign, minus_sign, plus_sign, bar, left_angle, right_angle, exclamation, tilde, at_sign> {};

// These ask the scanner: what they are depends on what came before them.
struct open_paren : one<'('> {};
struct open_bracket : one<'['> {};
struct open_brace : one<'{'> {};
struct misplaced_scope_mark : at<scope_mark> {};
struct unknown : any {};

// Rules whose text only the scanner can delimit; `Event` is its member that does so and tells whether it did.
template <auto Event>
struct delegated {
  using rule_t = delegated;
  using subs_t = empty_list;
  template <apply_mode, rewind_mode, template <typename...> class, template <typename...> class, typename Input,
            typename State>
  static bool match(Input& /*in*/, State& scanner) {
    return (scanner.*Event)();
  }
};

}  // namespace volley::lang::lexical
