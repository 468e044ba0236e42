// Statements, and the two shapes that a whole text may have: a program and a template.
#pragma once

#include "lang/grammar/expressions.hpp"

namespace volley::lang::grammar {

// Whether the '{' of <%= { begins statements: yes unless it is closed at once or its first element is a pair.
struct starts_render_block {
  using rule_t = starts_render_block;
  using subs_t = empty_list;

  template <typename Input>
  static bool match(Input& in) {
    const char* at = in.current();
    const auto kind = [&at] { return static_cast<K>(*at); };
    if (at == in.end() || kind() != K::LeftBrace || ++at == in.end() || kind() == K::RightBrace) {
      return false;
    }
    int depth = 0;
    bool selects = false;
    for (; at != in.end() && depth >= 0; ++at) {
      switch (kind()) {
        case K::LeftBrace:
        case K::SelectorBrace:
        case K::LeftParen:
        case K::LineParen:
        case K::LeftBracket:
        case K::ListStart: ++depth; break;
        case K::RightBrace:
        case K::RightParen:
        case K::RightBracket: --depth; break;
        case K::Question: selects = selects || depth == 0; break;
        case K::FatArrow:
          if (depth == 0) {
            return selects;
          }
          break;
        case K::RenderString:
        case K::RenderExpression:
        case K::Semicolon: return true;
        default: break;
      }
    }
    return true;
  }
};

struct statement_comma : token<K::Comma> {};
struct next_in_list : seq<assignment> {};
struct statement : seq<assignment, star<statement_comma, must<next_in_list>>> {};
struct next_statement : seq<statement> {};
struct statements : seq<statement, star<sor<seq<token<K::Semicolon>, must<next_statement>>, statement>>> {};

struct end_of_program : eof {};
struct program : seq<opt<statements>, must<end_of_program>> {};

struct template_start : token<K::TemplateStart> {};
struct close_template_parameters : token<K::Pipe> {};
struct template_parameters : if_must<token<K::Pipe>, opt<parameters>, close_template_parameters> {};
struct epp : seq<template_start, opt<template_parameters>, opt<statements>, must<end_of_program>> {};

struct type_expression : seq<opt<expression>, must<end_of_program>> {};

}  // namespace volley::lang::grammar
