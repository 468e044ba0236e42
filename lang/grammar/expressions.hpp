// Expressions: operands with their prefixes and suffixes, operators in one flat row (the builder folds them by
// precedence), and the levels above them: resources, relationships, assignments.
#pragma once

#include "lang/grammar/definitions.hpp"
#include "lang/grammar/literals.hpp"

namespace volley::lang::grammar {

struct keyword_argument : seq<key_keyword, must<loose_pair>> {};
struct argument : sor<keyword_argument, seq<assignment, opt<loose_pair>>> {};
// The key of a pair may be an assignment; without an arrow behind it that is a mistake, noticed only there.
struct access_value : success {};
struct access_argument : sor<keyword_argument, seq<assignment, sor<loose_pair, access_value>>> {};

struct open_access : token<K::LeftBracket> {};
struct close_access : token<K::RightBracket> {};
struct access_arguments : seq<access_argument, star<token<K::Comma>, access_argument>> {};
struct access : if_must<open_access, access_arguments, opt<token<K::Comma>>, close_access> {};

struct trailing_lambda : seq<lambda> {};
struct open_call : token<K::LeftParen> {};
struct close_call : token<K::RightParen> {};
struct arguments : seq<argument, star<token<K::Comma>, argument>> {};
struct call : if_must<open_call, opt<arguments, opt<token<K::Comma>>>, close_call, opt<trailing_lambda>> {};

struct method_dot : token<K::Dot> {};
struct method_name : token<K::Name, K::Type> {};
struct open_method_call : token<K::LeftParen> {};
struct close_method_call : token<K::RightParen> {};
struct method_argument : seq<argument> {};
struct method_arguments : seq<method_argument, star<token<K::Comma>, must<method_argument>>> {};
struct method_call_arguments : if_must<open_method_call, opt<method_arguments>, close_method_call> {};
struct method_call : if_must<method_dot, method_name, opt<method_call_arguments>, opt<trailing_lambda>> {};

struct open_query : token<K::CollectOpen, K::ExportedOpen> {};
struct close_virtual_query : token<K::CollectClose> {};
struct close_exported_query : token<K::ExportedClose> {};
struct collector_end : token<K::RightBrace> {};
struct open_collector_attributes : token<K::LeftBrace> {};
struct collector_attributes : if_must<open_collector_attributes, attribute_list, collector_end> {};
struct virtual_query : seq<at<token<K::CollectOpen>>, open_query, opt<expression>, must<close_virtual_query>> {};
struct exported_query : seq<at<token<K::ExportedOpen>>, open_query, opt<expression>, must<close_exported_query>> {};
struct collector : seq<sor<virtual_query, exported_query>, opt<collector_attributes>> {};

struct suffix : sor<access, call, method_call, collector> {};

struct open_group : token<K::LeftParen, K::LineParen> {};
struct close_group : token<K::RightParen> {};
struct group : if_must<open_group, assignment, close_group> {};

// `type(...)` is a call of the function of that name.
struct type_function : seq<token<K::Type>, at<token<K::LeftParen>>> {};

struct primary
    : sor<variable, plain_string, name, interpolated_string, number, type_name, group, list, hash, boolean,
          undef_literal, default_literal, regex, heredoc, if_expression, case_expression, unless_expression,
          type_function, type_statement, apply_expression, function_definition, plan_definition, class_definition,
          define_definition, node_definition, render_text, render_expression, reserved_word> {};

struct prefix_operator : token<K::Not, K::Minus, K::Times> {};
struct operand_body : seq<primary, star<suffix>> {};
struct operand : sor<operand_body, seq<plus<prefix_operator>, must<operand_body>>> {};
struct infix_operator
    : token<K::In, K::Match, K::NoMatch, K::Plus, K::Minus, K::Divide, K::Times, K::Modulo, K::LeftShift, K::RightShift,
            K::NotEqual, K::IsEqual, K::Greater, K::GreaterEqual, K::Less, K::LessEqual, K::And, K::Or> {};

struct open_selector : token<K::Question> {};
struct selector_pair : seq<expression, must<pair_arrow>, must<expression>> {};
struct selector_end : token<K::RightBrace> {};
struct selector_table : if_must<token<K::SelectorBrace>, selector_pair, star<token<K::Comma>, selector_pair>,
                                opt<token<K::Comma>>, selector_end> {};
struct selector_options : sor<selector_table, selector_pair> {};
struct selector_body : if_must<open_selector, selector_options> {};
struct selector : seq<selector_body, star<suffix>> {};
struct right_operand : seq<operand> {};

struct expression : seq<operand, star<sor<if_must<infix_operator, right_operand>, selector>>> {};

struct virtual_mark : token<K::At> {};
struct exported_resource_mark : token<K::AtAt> {};
struct resource;
struct virtual_resource : if_must<virtual_mark, resource> {};
struct exported_resource : if_must<exported_resource_mark, resource> {};
struct resource : sor<virtual_resource, exported_resource, class_resource, seq<expression, star<resource_braces>>> {};

struct edge_operator : token<K::Before, K::Notify, K::Require, K::Subscribe> {};
struct relationship_target : seq<resource> {};
struct relationship_step : seq<edge_operator, must<relationship_target>> {};
struct relationship : seq<resource, star<relationship_step>> {};

struct assignment_operator : token<K::Equals, K::Appends, K::Deletes> {};
struct assigned_value : seq<assignment> {};
struct assignment_tail : seq<assignment_operator, must<assigned_value>> {};
struct assignment : seq<relationship, opt<assignment_tail>> {};

}  // namespace volley::lang::grammar
