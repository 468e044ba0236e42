// The tokens of the plan language: what the scanner hands to the grammar.
//
// The grammar runs over the kinds alone, one byte each, so that a rule over tokens costs what a rule over
// characters costs; the place and the text of a token are looked up only when a node is made of it.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/diagnostic.hpp"
#include "lang/source.hpp"
#include "lang/tree_memory.hpp"

namespace volley::lang {

enum class TokenKind : char {
  LeftBracket = 1,
  ListStart,  // a '[' after white space: never an access
  RightBracket,
  LeftBrace,
  SelectorBrace,  // a '{' after '?'
  RightBrace,
  LeftParen,
  LineParen,  // a '(' that is first on its line: never the start of arguments
  RightParen,
  Equals,
  Appends,
  Deletes,
  IsEqual,
  NotEqual,
  Match,
  NoMatch,
  GreaterEqual,
  Greater,
  LessEqual,
  Less,
  FatArrow,
  PlusArrow,
  LeftShift,
  RightShift,
  CollectOpen,
  CollectClose,
  ExportedOpen,
  ExportedClose,
  Plus,
  Minus,
  Divide,
  Times,
  Modulo,
  Not,
  Dot,
  Pipe,
  At,
  AtAt,
  Colon,
  Comma,
  Semicolon,
  Question,
  Tilde,
  Before,
  Notify,
  Require,
  Subscribe,
  String,
  Word,
  TextStart,
  TextMiddle,
  TextEnd,
  Number,
  Variable,
  Heredoc,
  Regex,
  Name,
  ClassReference,
  Case,
  Class,
  Default,
  Define,
  If,
  Elsif,
  Else,
  Inherits,
  Node,
  And,
  Or,
  Undef,
  Boolean,
  In,
  Unless,
  Function,
  Type,
  Attr,
  Private,
  Plan,
  Apply,
  TemplateStart,
  TemplateEnd,
  TemplateEndTrim,
  RenderString,
  RenderExpression,
  Other,
  Failure,  // where the scanner had to stop
};

struct Token {
  TokenKind kind;
  Span span;
  std::string_view text;  // what the token stands for: the decoded text of a string, the name of a variable
};

struct TokenStream {
  std::string kinds;  // one byte for each token
  std::pmr::vector<Token> tokens{tree_memory()};
  std::optional<Diagnostic> failure;  // of the Failure token, when there is one
  std::vector<Diagnostic> warnings;

  void add(TokenKind kind, Span span, std::string_view text) {
    kinds.push_back(static_cast<char>(kind));
    tokens.push_back(Token{kind, span, text});
  }
};

// What the text is: a program, or a template with <% %> tags around its code.
enum class TextKind { Program, Template };

}  // namespace volley::lang
