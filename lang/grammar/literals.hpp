// Literals: plain values, strings with interpolation, heredocs, arrays and hashes.
#pragma once

#include "lang/grammar/tokens.hpp"

namespace volley::lang::grammar {

struct number : token<K::Number> {};
struct boolean : token<K::Boolean> {};
struct default_literal : token<K::Default> {};
struct undef_literal : token<K::Undef> {};
struct name : token<K::Name> {};
struct variable : token<K::Variable> {};
struct regex : token<K::Regex> {};
struct reserved_word : token<K::Private, K::Attr> {};
struct type_name : token<K::ClassReference> {};
struct plain_string : token<K::String, K::Word> {};

struct text_start : token<K::TextStart> {};
struct text_middle : token<K::TextMiddle> {};
struct text_end : token<K::TextEnd> {};
struct text_expression : seq<assignment> {};
struct interpolated_string : if_must<text_start, text_expression, star<text_middle, must<text_expression>>, text_end> {
};
struct heredoc_tag : token<K::Heredoc> {};
struct heredoc_text : sor<plain_string, interpolated_string> {};
struct heredoc : if_must<heredoc_tag, heredoc_text> {};
struct quoted_text : sor<plain_string, interpolated_string, heredoc> {};

// `type` and `function` may stand as words in collections, unless they begin something of their own.
struct type_word : seq<token<K::Type>, not_at<token<K::ClassReference, K::LeftParen>>> {};
struct function_word
    : seq<token<K::Function>, not_at<token<K::Name, K::Word, K::ClassReference, K::Class, K::String>>> {};
struct lone_keyword : sor<type_word, function_word> {};
struct key_keyword : sor<type_word, function_word> {};
struct entry_value : sor<lone_keyword, assignment> {};

struct pair_arrow : token<K::FatArrow> {};
struct hash_pair : seq<entry_value, must<pair_arrow>, must<entry_value>> {};
struct open_hash : token<K::LeftBrace> {};
struct close_hash : token<K::RightBrace> {};
struct hash_body : opt<hash_pair, star<token<K::Comma>, hash_pair>, opt<token<K::Comma>>> {};
struct hash : if_must<open_hash, hash_body, close_hash> {};

// Pairs without braces, in arguments and arrays; neighbours become one hash.
struct loose_pair : seq<pair_arrow, must<entry_value>> {};
struct list_item : seq<entry_value, opt<loose_pair>> {};
struct open_list : token<K::ListStart, K::LeftBracket> {};
struct close_list : token<K::RightBracket> {};
struct list_items : opt<list_item, star<token<K::Comma>, list_item>, opt<token<K::Comma>>> {};
struct list : if_must<open_list, list_items, close_list> {};

}  // namespace volley::lang::grammar
