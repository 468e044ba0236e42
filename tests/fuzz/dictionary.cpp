// Prints the words of the language as a dictionary for libFuzzer, from the tables that the language itself uses.
#include <cstdio>
#include <set>
#include <string>
#include <string_view>

#include "lang/operator_table.hpp"
#include "lang/scanner.hpp"
#include "lang/spelling.hpp"
#include "runtime/evaluate/function.hpp"
#include "runtime/type/type_reference.hpp"
#include "stdlib/functions/functions.hpp"

namespace {

using namespace volley;

// Of brackets and quotes there is no table.
constexpr std::string_view kBrackets[] = {"(",   ")",   "[",  "]",    "{",   "}",   "${",  "|",  "<|", "|>",
                                          "<<|", "|>>", "<%", "%>",   "<%=", "<%-", "-%>", "@(", "?",  "$",
                                          "::",  ",",   ";",  "\\\"", "'",   "#",   "/*",  "@",  "@@", "."};

std::set<std::string> words() {
  std::set<std::string> all(std::begin(kBrackets), std::end(kBrackets));
  for (const std::string_view word : lang::keywords()) {
    all.emplace(word);
  }
  for (const lang::InfixRow& row : lang::infix_operators) {
    all.emplace(lang::spelling(row.operation));
  }
  for (const auto operation :
       {lang::AssignmentOperator::Assign, lang::AssignmentOperator::Append, lang::AssignmentOperator::Delete}) {
    all.emplace(lang::spelling(operation));
  }
  for (const auto operation : {lang::RelationshipOperator::Before, lang::RelationshipOperator::Notify}) {
    all.emplace(lang::spelling(operation));
  }
  for (const auto operation : {lang::AttributeOperator::Set, lang::AttributeOperator::Append}) {
    all.emplace(lang::spelling(operation));
  }
  return all;
}

void add_functions_and_types(std::set<std::string>& all) {
  runtime::FunctionRegistry registry;
  stdlib::add_core_functions(registry);
  for (const auto& [name, record] : registry.all()) {
    all.emplace(name);
  }
  for (const std::string_view name : runtime::builtin_type_names()) {
    all.emplace(name);
  }
}

}  // namespace

int main() {
  std::set<std::string> all = words();
  add_functions_and_types(all);
  for (const std::string& word : all) {
    std::printf("\"%s\"\n", word.c_str());
  }
}
