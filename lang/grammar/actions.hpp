// Which rule of the grammar is which event of the tree builder.
#pragma once

#include "lang/grammar/statements.hpp"
#include "lang/tree_builder.hpp"

namespace volley::lang::grammar {

template <typename Rule>
struct action : nothing<Rule> {};

// The event gets the index of the first token that the rule has matched.
template <void (TreeBuilder::*Event)(std::uint32_t)>
struct at_token {
  template <typename Input>
  static void apply(const Input& in, TreeBuilder& builder) {
    (builder.*Event)(builder.index(in.begin()));
  }
};

template <void (TreeBuilder::*Event)()>
struct when_matched {
  static void apply0(TreeBuilder& builder) { (builder.*Event)(); }
};

// clang-format off
template <> struct action<number> : at_token<&TreeBuilder::number> {};
template <> struct action<boolean> : at_token<&TreeBuilder::boolean> {};
template <> struct action<default_literal> : at_token<&TreeBuilder::default_literal> {};
template <> struct action<undef_literal> : at_token<&TreeBuilder::undef> {};
template <> struct action<name> : at_token<&TreeBuilder::name> {};
template <> struct action<variable> : at_token<&TreeBuilder::variable> {};
template <> struct action<regex> : at_token<&TreeBuilder::regex> {};
template <> struct action<reserved_word> : at_token<&TreeBuilder::reserved_word> {};
template <> struct action<type_name> : at_token<&TreeBuilder::type_name> {};
template <> struct action<plain_string> : at_token<&TreeBuilder::string> {};
template <> struct action<text_start> : at_token<&TreeBuilder::text_start> {};
template <> struct action<text_middle> : at_token<&TreeBuilder::text_part> {};
template <> struct action<text_end> : at_token<&TreeBuilder::text_end> {};
template <> struct action<heredoc> : at_token<&TreeBuilder::heredoc> {};
template <> struct action<lone_keyword> : at_token<&TreeBuilder::string> {};
template <> struct action<key_keyword> : at_token<&TreeBuilder::string> {};
template <> struct action<pair_arrow> : at_token<&TreeBuilder::pair_arrow> {};
template <> struct action<open_hash> : at_token<&TreeBuilder::open> {};
template <> struct action<close_hash> : at_token<&TreeBuilder::hash_end> {};
template <> struct action<open_list> : at_token<&TreeBuilder::open> {};
template <> struct action<close_list> : at_token<&TreeBuilder::list_end> {};
template <> struct action<open_access> : at_token<&TreeBuilder::open> {};
template <> struct action<close_access> : at_token<&TreeBuilder::access_end> {};
template <> struct action<open_call> : at_token<&TreeBuilder::open> {};
template <> struct action<access_value> : at_token<&TreeBuilder::access_value> {};
template <> struct action<close_call> : at_token<&TreeBuilder::call_end> {};
template <> struct action<method_dot> : at_token<&TreeBuilder::method_dot> {};
template <> struct action<method_name> : at_token<&TreeBuilder::method_name> {};
template <> struct action<open_method_call> : at_token<&TreeBuilder::open> {};
template <> struct action<close_method_call> : at_token<&TreeBuilder::method_call_end> {};
template <> struct action<open_query> : at_token<&TreeBuilder::open> {};
template <> struct action<close_virtual_query> : at_token<&TreeBuilder::query_end> {};
template <> struct action<close_exported_query> : at_token<&TreeBuilder::query_end> {};
template <> struct action<open_collector_attributes> : at_token<&TreeBuilder::open> {};
template <> struct action<collector_end> : at_token<&TreeBuilder::collector_end> {};
template <> struct action<open_group> : at_token<&TreeBuilder::open> {};
template <> struct action<close_group> : at_token<&TreeBuilder::group_end> {};
template <> struct action<type_function> : at_token<&TreeBuilder::type_function> {};
template <> struct action<prefix_operator> : at_token<&TreeBuilder::prefix_operator> {};
template <> struct action<infix_operator> : at_token<&TreeBuilder::infix_operator> {};
template <> struct action<open_selector> : at_token<&TreeBuilder::selector_begin> {};
template <> struct action<virtual_mark> : at_token<&TreeBuilder::open> {};
template <> struct action<exported_resource_mark> : at_token<&TreeBuilder::open> {};
template <> struct action<virtual_resource> : at_token<&TreeBuilder::virtual_resource> {};
template <> struct action<exported_resource> : at_token<&TreeBuilder::virtual_resource> {};
template <> struct action<edge_operator> : at_token<&TreeBuilder::edge> {};
template <> struct action<assignment_operator> : at_token<&TreeBuilder::assignment_operator> {};
template <> struct action<open_block> : at_token<&TreeBuilder::open> {};
template <> struct action<close_block> : at_token<&TreeBuilder::block_end> {};
template <> struct action<open_type_arguments> : at_token<&TreeBuilder::open> {};
template <> struct action<close_type_arguments> : at_token<&TreeBuilder::access_end> {};
template <> struct action<parameter_name> : at_token<&TreeBuilder::parameter_name> {};
template <> struct action<open_lambda> : at_token<&TreeBuilder::open> {};
template <> struct action<open_if> : at_token<&TreeBuilder::open> {};
template <> struct action<open_elsif> : at_token<&TreeBuilder::elsif> {};
template <> struct action<open_unless> : at_token<&TreeBuilder::open> {};
template <> struct action<if_expression> : at_token<&TreeBuilder::if_end> {};
template <> struct action<unless_expression> : at_token<&TreeBuilder::unless_end> {};
template <> struct action<open_case> : at_token<&TreeBuilder::open> {};
template <> struct action<case_colon> : at_token<&TreeBuilder::case_colon> {};
template <> struct action<close_case> : at_token<&TreeBuilder::case_end> {};
template <> struct action<plain_definition_name> : at_token<&TreeBuilder::definition_name> {};
template <> struct action<class_keyword_name> : at_token<&TreeBuilder::class_as_name> {};
template <> struct action<quoted_name> : at_token<&TreeBuilder::quoted_name> {};
template <> struct action<plain_parent_name> : at_token<&TreeBuilder::parent_name> {};
template <> struct action<open_function> : at_token<&TreeBuilder::open> {};
template <> struct action<open_plan> : at_token<&TreeBuilder::open> {};
template <> struct action<open_define> : at_token<&TreeBuilder::open> {};
template <> struct action<open_class> : at_token<&TreeBuilder::open> {};
template <> struct action<open_node> : at_token<&TreeBuilder::open> {};
template <> struct action<dotted_host> : at_token<&TreeBuilder::dotted_host> {};
template <> struct action<open_type> : at_token<&TreeBuilder::open> {};
template <> struct action<type_parent_name> : at_token<&TreeBuilder::parent_name> {};
template <> struct action<open_apply> : at_token<&TreeBuilder::open> {};
template <> struct action<attribute_name> : at_token<&TreeBuilder::attribute_name> {};
template <> struct action<splat_mark> : at_token<&TreeBuilder::attribute_name> {};
template <> struct action<attribute_arrow> : at_token<&TreeBuilder::attribute_arrow> {};
template <> struct action<splat_arrow> : at_token<&TreeBuilder::attribute_arrow> {};
template <> struct action<class_resource_keyword> : at_token<&TreeBuilder::class_resource_begin> {};
template <> struct action<open_resource> : at_token<&TreeBuilder::open> {};
template <> struct action<close_resource> : at_token<&TreeBuilder::resource_end> {};
template <> struct action<close_untitled_resource> : at_token<&TreeBuilder::untitled_resource_end> {};
template <> struct action<render_text> : at_token<&TreeBuilder::render_text> {};
template <> struct action<open_render> : at_token<&TreeBuilder::open> {};
template <> struct action<statement_comma> : at_token<&TreeBuilder::statement_comma> {};

template <> struct action<text_expression> : when_matched<&TreeBuilder::text_expression> {};
template <> struct action<hash_pair> : when_matched<&TreeBuilder::hash_pair> {};
template <> struct action<selector_pair> : when_matched<&TreeBuilder::hash_pair> {};
template <> struct action<loose_pair> : when_matched<&TreeBuilder::loose_pair> {};
template <> struct action<trailing_lambda> : when_matched<&TreeBuilder::trailing_lambda> {};
template <> struct action<selector_body> : when_matched<&TreeBuilder::selector_end> {};
template <> struct action<relationship_step> : when_matched<&TreeBuilder::relationship_step> {};
template <> struct action<assignment_tail> : when_matched<&TreeBuilder::assignment_tail> {};
template <> struct action<absent> : when_matched<&TreeBuilder::absent> {};
template <> struct action<no_parent> : when_matched<&TreeBuilder::no_parent> {};
template <> struct action<statement> : when_matched<&TreeBuilder::statement_end> {};
template <> struct action<case_option> : when_matched<&TreeBuilder::case_option> {};
template <> struct action<lambda> : when_matched<&TreeBuilder::lambda_end> {};
template <> struct action<parameter_type> : when_matched<&TreeBuilder::parameter_type> {};
template <> struct action<parameter_splat> : when_matched<&TreeBuilder::parameter_splat> {};
template <> struct action<parameter_default> : when_matched<&TreeBuilder::parameter_default> {};
template <> struct action<stacked_name> : when_matched<&TreeBuilder::stacked_name> {};
template <> struct action<function_definition> : when_matched<&TreeBuilder::function_end> {};
template <> struct action<plan_definition> : when_matched<&TreeBuilder::plan_end> {};
template <> struct action<define_definition> : when_matched<&TreeBuilder::define_end> {};
template <> struct action<class_definition> : when_matched<&TreeBuilder::class_end> {};
template <> struct action<node_definition> : when_matched<&TreeBuilder::node_end> {};
template <> struct action<object_with_parent> : when_matched<&TreeBuilder::object_with_parent> {};
template <> struct action<type_alias_end> : when_matched<&TreeBuilder::type_alias_end> {};
template <> struct action<type_definition_tail> : when_matched<&TreeBuilder::type_definition_end> {};
template <> struct action<apply_expression> : when_matched<&TreeBuilder::apply_end> {};
template <> struct action<attribute_value> : when_matched<&TreeBuilder::attribute_value> {};
template <> struct action<resource_body> : when_matched<&TreeBuilder::resource_body> {};
template <> struct action<close_render> : when_matched<&TreeBuilder::render_end> {};
template <> struct action<template_parameters> : when_matched<&TreeBuilder::template_parameters_end> {};
template <> struct action<epp> : when_matched<&TreeBuilder::template_end> {};
// clang-format on

}  // namespace volley::lang::grammar
