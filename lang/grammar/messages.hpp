// What to tell the user at each commit point of the grammar. A point without a line here does not compile.
#pragma once

#include "lang/grammar/statements.hpp"

namespace volley::lang::grammar {

template <typename Rule>
inline constexpr const char* expectation = nullptr;

// What may be absent cannot fail.
template <typename... Rules>
inline constexpr const char* expectation<opt<Rules...>> = "";
template <typename... Rules>
inline constexpr const char* expectation<star<Rules...>> = "";

// clang-format off
template <> inline constexpr const char* expectation<parameter_list> = "";
template <> inline constexpr const char* expectation<opt_return_type> = "";
template <> inline constexpr const char* expectation<sor<class_parent, no_parent>> = "";
template <> inline constexpr const char* expectation<sor<node_parent, absent>> = "";
template <> inline constexpr const char* expectation<text_expression> = "expected an expression inside ${...}";
template <> inline constexpr const char* expectation<text_end> = "expected '}' to close the interpolation";
template <> inline constexpr const char* expectation<heredoc_text> = "expected the text of the heredoc";
template <> inline constexpr const char* expectation<pair_arrow> = "expected '=>' between key and value";
template <> inline constexpr const char* expectation<entry_value> = "expected a value after '=>'";
template <> inline constexpr const char* expectation<hash_body> = "expected the pairs of a hash";
template <> inline constexpr const char* expectation<close_hash> = "expected ',' or '}' to go on with or close the hash";
template <> inline constexpr const char* expectation<list_items> = "expected the items of an array";
template <> inline constexpr const char* expectation<close_list> = "expected ',' or ']' to go on with or close the array";
template <> inline constexpr const char* expectation<loose_pair> = "expected '=>' and a value";
template <> inline constexpr const char* expectation<access_arguments> = "expected an index or key inside [...]";
template <> inline constexpr const char* expectation<close_access> = "expected ']' to close the index";
template <> inline constexpr const char* expectation<close_call> = "expected ',' or ')' to go on with or close the arguments";
template <> inline constexpr const char* expectation<method_name> = "expected the name of a function after '.'";
template <> inline constexpr const char* expectation<method_argument> = "expected another argument after ','";
template <> inline constexpr const char* expectation<close_method_call> = "expected ',' or ')' to go on with or close the arguments";
template <> inline constexpr const char* expectation<close_virtual_query> = "expected '|>' to close the query";
template <> inline constexpr const char* expectation<close_exported_query> = "expected '|>>' to close the query";
template <> inline constexpr const char* expectation<collector_end> = "expected '}' to close the attributes";
template <> inline constexpr const char* expectation<attribute_list> = "expected attributes";
template <> inline constexpr const char* expectation<close_group> = "expected ')' to close the parenthesis";
template <> inline constexpr const char* expectation<operand_body> = "expected an operand";
template <> inline constexpr const char* expectation<right_operand> = "expected an operand on the right of the operator";
template <> inline constexpr const char* expectation<selector_pair> = "expected 'value => result'";
template <> inline constexpr const char* expectation<selector_end> = "expected ',' or '}' to go on with or close the selector";
template <> inline constexpr const char* expectation<selector_options> = "expected the options of the selector";
template <> inline constexpr const char* expectation<expression> = "expected an expression";
template <> inline constexpr const char* expectation<assignment> = "expected an expression";
template <> inline constexpr const char* expectation<resource> = "expected a resource";
template <> inline constexpr const char* expectation<relationship_target> = "expected a resource on the right of the arrow";
template <> inline constexpr const char* expectation<assigned_value> = "expected the value to assign";
template <> inline constexpr const char* expectation<close_block> = "expected a statement, or '}' to close the block";
template <> inline constexpr const char* expectation<block> = "expected '{' to open the block";
template <> inline constexpr const char* expectation<type_argument> = "expected an argument of the type";
template <> inline constexpr const char* expectation<access_argument> = "expected an argument of the type";
template <> inline constexpr const char* expectation<close_type_arguments> = "expected ',' or ']' to go on with or close the type's arguments";
template <> inline constexpr const char* expectation<parameter_name> = "expected the parameter's name, as in $name";
template <> inline constexpr const char* expectation<bare_parameter> = "expected the parameter's name after its type";
template <> inline constexpr const char* expectation<default_value> = "expected the parameter's default value";
template <> inline constexpr const char* expectation<close_parameters> = "expected ',' or ')' to go on with or close the parameters";
template <> inline constexpr const char* expectation<return_type> = "expected a type after '>>'";
template <> inline constexpr const char* expectation<close_lambda_parameters> = "expected ',' or '|' to go on with or close the parameters";
template <> inline constexpr const char* expectation<if_part> = "expected a condition";
template <> inline constexpr const char* expectation<if_branch> = "expected a condition";
template <> inline constexpr const char* expectation<unless_part> = "expected a condition";
template <> inline constexpr const char* expectation<condition> = "expected an expression to decide on";
template <> inline constexpr const char* expectation<open_case_options> = "expected '{' to open the options of the case";
template <> inline constexpr const char* expectation<case_option> = "expected an option, as in value: { ... }";
template <> inline constexpr const char* expectation<case_value> = "expected another value after ','";
template <> inline constexpr const char* expectation<case_colon> = "expected ':' after the values of the option";
template <> inline constexpr const char* expectation<close_case> = "expected an option, or '}' to close the case";
template <> inline constexpr const char* expectation<definition_name> = "expected the name of what is defined";
template <> inline constexpr const char* expectation<stacked_name> = "expected the name of what is defined";
template <> inline constexpr const char* expectation<parent_name> = "expected the name of the parent";
template <> inline constexpr const char* expectation<host> = "expected the name of a node";
template <> inline constexpr const char* expectation<host_segment> = "expected the rest of the name after '.'";
template <> inline constexpr const char* expectation<type_name> = "expected the name of a type";
template <> inline constexpr const char* expectation<type_any_tail> = "expected '=' and a type";
template <> inline constexpr const char* expectation<type_alias_tail> = "expected '=' and a type";
template <> inline constexpr const char* expectation<type_alias_end> = "expected a type";
template <> inline constexpr const char* expectation<type_parent_name> = "expected the name of the parent type";
template <> inline constexpr const char* expectation<open_apply_arguments> = "expected '(' and the targets to apply to";
template <> inline constexpr const char* expectation<arguments> = "expected the targets to apply to";
template <> inline constexpr const char* expectation<close_apply_arguments> = "expected ',' or ')' to go on with or close the arguments of apply";
template <> inline constexpr const char* expectation<attribute_arrow> = "expected '=>' after the attribute's name";
template <> inline constexpr const char* expectation<splat_arrow> = "expected '=>' after '*'";
template <> inline constexpr const char* expectation<attribute_value> = "expected the attribute's value";
template <> inline constexpr const char* expectation<title_colon> = "expected ':' after the resource's title";
template <> inline constexpr const char* expectation<resource_content> = "expected the title of a resource";
template <> inline constexpr const char* expectation<class_resource_content> = "expected the name of a class";
template <> inline constexpr const char* expectation<close_resource> = "expected ',', ';' or '}' to go on with or close the resource";
template <> inline constexpr const char* expectation<close_untitled_resource> = "expected ',' or '}' to go on with or close the attributes";
template <> inline constexpr const char* expectation<rendered> = "expected an expression inside <%= %>";
template <> inline constexpr const char* expectation<close_render> = "expected '%>' to close the tag";
template <> inline constexpr const char* expectation<next_in_list> = "expected another value after ','";
template <> inline constexpr const char* expectation<next_statement> = "expected a statement after ';'";
template <> inline constexpr const char* expectation<close_template_parameters> = "expected ',' or '|' to go on with or close the parameters";
template <> inline constexpr const char* expectation<end_of_program> = "expected a statement";
// clang-format on

}  // namespace volley::lang::grammar
