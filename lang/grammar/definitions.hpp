// Definitions and everything that has a body: lambdas, parameters, functions, plans, types, classes, nodes, resources,
// conditionals and template output.
#pragma once

#include "lang/grammar/literals.hpp"

namespace volley::lang::grammar {

struct open_block : token<K::LeftBrace> {};
struct close_block : token<K::RightBrace> {};
struct block : if_must<open_block, opt<statements>, close_block> {};

// --- parameters -------------------------------------------------------------------------------------------------
struct access_argument;
struct open_type_arguments : token<K::LeftBracket> {};
struct close_type_arguments : token<K::RightBracket> {};
struct type_argument : seq<access_argument> {};
struct type_arguments
    : if_must<open_type_arguments, type_argument, star<token<K::Comma>, must<type_argument>>, close_type_arguments> {};
struct type_with_arguments : seq<type_name, opt<type_arguments>> {};
struct parameter_type : seq<type_with_arguments> {};
struct parameter_splat : token<K::Times> {};
struct parameter_name : token<K::Variable> {};
struct default_value : seq<expression> {};
struct parameter_default : if_must<token<K::Equals>, default_value> {};
struct splat_parameter : if_must<parameter_splat, parameter_name> {};
struct bare_parameter : seq<sor<splat_parameter, parameter_name>, opt<parameter_default>> {};
struct parameter : sor<bare_parameter, if_must<parameter_type, bare_parameter>> {};
struct parameters : seq<parameter, star<token<K::Comma>, parameter>, opt<token<K::Comma>>> {};
struct close_parameters : token<K::RightParen> {};
struct parameter_list : opt<if_must<token<K::LeftParen, K::LineParen>, opt<parameters>, close_parameters>> {};
struct return_type : seq<type_with_arguments> {};
struct opt_return_type : sor<if_must<token<K::RightShift>, return_type>, absent> {};

struct open_lambda : token<K::Pipe> {};
struct close_lambda_parameters : token<K::Pipe> {};
struct lambda : if_must<open_lambda, opt<parameters>, close_lambda_parameters, opt_return_type, block> {};

// --- conditionals -----------------------------------------------------------------------------------------------
struct condition : seq<expression> {};
struct if_branch : seq<condition, must<block>> {};
struct open_elsif : token<K::Elsif> {};
struct elsif_branch : if_must<open_elsif, if_branch> {};
struct else_branch : if_must<token<K::Else>, block> {};
struct if_part : seq<if_branch, star<elsif_branch>, sor<else_branch, absent>> {};
struct open_if : token<K::If> {};
struct if_expression : if_must<open_if, if_part> {};
struct unless_part : seq<condition, must<block>, sor<else_branch, absent>> {};
struct open_unless : token<K::Unless> {};
struct unless_expression : if_must<open_unless, unless_part> {};

struct open_case : token<K::Case> {};
struct case_colon : token<K::Colon> {};
struct case_value : seq<expression> {};
struct case_option : seq<case_value, star<token<K::Comma>, must<case_value>>, must<case_colon>, must<block>> {};
struct open_case_options : token<K::LeftBrace> {};
struct close_case : token<K::RightBrace> {};
struct case_expression : if_must<open_case, condition, open_case_options, case_option, star<case_option>, close_case> {
};

// --- definitions ------------------------------------------------------------------------------------------------
struct class_keyword_name : token<K::Class> {};
struct quoted_name : token<K::String> {};
struct plain_definition_name : token<K::Name, K::Word, K::ClassReference> {};
struct definition_name : sor<plain_definition_name, class_keyword_name, quoted_name> {};
struct stacked_name : seq<definition_name> {};

struct open_function : token<K::Function> {};
struct function_definition : if_must<open_function, definition_name, parameter_list, opt_return_type, block> {};
struct open_plan : token<K::Plan> {};
struct plan_definition : if_must<open_plan, stacked_name, parameter_list, block> {};
struct open_define : token<K::Define> {};
struct define_definition : if_must<open_define, definition_name, parameter_list, block> {};
struct open_class : token<K::Class> {};
struct no_parent : success {};
struct plain_parent_name : token<K::Name, K::Word, K::ClassReference, K::Default> {};
struct parent_name : sor<plain_parent_name, class_keyword_name, quoted_name> {};
struct class_parent : if_must<token<K::Inherits>, parent_name> {};
struct class_definition : if_must<open_class, stacked_name, parameter_list, sor<class_parent, no_parent>, block> {};

struct open_node : token<K::Node> {};
struct host_segment : token<K::Name, K::Number> {};
struct dotted_host : seq<host_segment, star<token<K::Dot>, must<host_segment>>> {};
struct host : sor<dotted_host, quoted_text, default_literal, regex> {};
struct node_parent : if_must<token<K::Inherits>, host> {};
struct node_definition
    : if_must<open_node, host, star<token<K::Comma>, host>, opt<token<K::Comma>>, sor<node_parent, absent>, block> {};

// --- types ------------------------------------------------------------------------------------------------------
struct open_type : token<K::Type> {};
struct type_parent_name : token<K::ClassReference> {};
struct type_parent : if_must<token<K::Inherits>, type_parent_name> {};
struct alias_equals : token<K::Equals> {};
struct alias_arguments : if_must<open_type_arguments, access_argument, star<token<K::Comma>, access_argument>,
                                 opt<token<K::Comma>>, close_type_arguments> {};
struct object_with_parent : seq<type_name, hash> {};
struct alias_object : seq<at<token<K::ClassReference>, token<K::LeftBrace>>, object_with_parent> {};
struct alias_type : seq<type_name, opt<alias_arguments>> {};
struct alias_target : sor<alias_object, alias_type, hash, list> {};
struct type_alias_end : seq<alias_target> {};
struct type_alias_tail : if_must<alias_equals, type_alias_end> {};
struct type_definition_tail : seq<at<token<K::LeftBrace, K::Inherits>>, sor<type_parent, no_parent>, must<block>> {};
struct type_tail : sor<type_definition_tail, type_alias_tail> {};
struct mapping_tail : seq<type_arguments, must<type_alias_tail>> {};
struct type_any_tail : sor<mapping_tail, type_tail> {};
struct type_statement : if_must<open_type, type_name, type_any_tail> {};

// --- apply and resources ----------------------------------------------------------------------------------------
struct arguments;
struct open_apply : token<K::Apply> {};
struct open_apply_arguments : token<K::LeftParen> {};
struct close_apply_arguments : token<K::RightParen> {};
struct apply_expression
    : if_must<open_apply, open_apply_arguments, arguments, opt<token<K::Comma>>, close_apply_arguments, block> {};

struct attribute_name
    : token<K::Name, K::And, K::Case, K::Class, K::Default, K::Define, K::Else, K::Elsif, K::If, K::In, K::Inherits,
            K::Node, K::Or, K::Undef, K::Unless, K::Type, K::Attr, K::Function, K::Private, K::Plan, K::Apply> {};
struct attribute_arrow : token<K::FatArrow, K::PlusArrow> {};
struct splat_arrow : token<K::FatArrow> {};
struct attribute_value : seq<expression> {};
struct splat_mark : token<K::Times> {};
struct attribute_set : if_must<attribute_name, attribute_arrow, attribute_value> {};
struct attribute_splat : if_must<splat_mark, splat_arrow, attribute_value> {};
struct attribute : sor<attribute_set, attribute_splat> {};
struct attribute_list : seq<opt<attribute>, star<token<K::Comma>, attribute>, opt<token<K::Comma>>> {};

struct resource_title : seq<expression> {};
struct title_colon : token<K::Colon> {};
struct resource_body : seq<resource_title, must<title_colon>, attribute_list> {};
struct resource_bodies : seq<resource_body, star<token<K::Semicolon>, resource_body>, opt<token<K::Semicolon>>> {};
struct open_resource : token<K::LeftBrace> {};
struct close_resource : token<K::RightBrace> {};
struct close_untitled_resource : token<K::RightBrace> {};
struct never_an_expression : token<K::And, K::Else, K::Elsif, K::In, K::Inherits, K::Or> {};
struct starts_attributes : sor<token<K::RightBrace, K::Comma>, never_an_expression,
                               seq<attribute_name, attribute_arrow>, seq<token<K::Times>, token<K::FatArrow>>> {};
struct untitled_body : seq<at<starts_attributes>, attribute_list, must<close_untitled_resource>> {};
struct titled_body : seq<resource_bodies, must<close_resource>> {};
struct resource_content : sor<untitled_body, titled_body> {};
struct resource_braces : if_must<open_resource, resource_content> {};
struct class_resource_keyword : token<K::Class> {};
struct class_resource_content : seq<resource_bodies, must<close_resource>> {};
struct class_resource : seq<at<token<K::Class>, token<K::LeftBrace>>, class_resource_keyword, open_resource,
                            must<class_resource_content>> {};

// --- templates --------------------------------------------------------------------------------------------------
struct render_text : token<K::RenderString> {};
struct open_render : token<K::RenderExpression> {};
struct close_render : token<K::TemplateEnd, K::TemplateEndTrim> {};
struct render_block : seq<block> {};
// A brace begins a hash or a block of statements; which of them, the tokens up to the first separator tell.
struct starts_render_block;
struct rendered : sor<seq<starts_render_block, render_block>, expression> {};
struct render_expression : if_must<open_render, rendered, close_render> {};

}  // namespace volley::lang::grammar
