#include "lang/spelling.hpp"

#include <array>

namespace volley::lang {

std::string_view spelling(BinaryOperator operation) {
  static constexpr std::array<std::string_view, 18> texts{
      "+", "-", "*", "/", "%", "<<", ">>", "==", "!=", "<", "<=", ">", ">=", "=~", "!~", "in", "and", "or"};
  return texts.at(static_cast<std::size_t>(operation));
}

std::string_view spelling(AssignmentOperator operation) {
  static constexpr std::array<std::string_view, 3> texts{"=", "+=", "-="};
  return texts.at(static_cast<std::size_t>(operation));
}

std::string_view spelling(RelationshipOperator operation) {
  static constexpr std::array<std::string_view, 4> texts{"->", "~>", "<-", "<~"};
  return texts.at(static_cast<std::size_t>(operation));
}

std::string_view spelling(AttributeOperator operation) {
  static constexpr std::array<std::string_view, 3> texts{"=>", "+>", "* =>"};
  return texts.at(static_cast<std::size_t>(operation));
}

}  // namespace volley::lang
