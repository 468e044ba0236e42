#include "runtime/type/string_types.hpp"

#include <algorithm>

#include "runtime/type/printer.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

char lower_ascii(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte; }

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower_ascii, lower_ascii);
}

}  // namespace

std::int64_t text_length(std::string_view text) {
  return std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; });
}

Range StringType::lengths() const {
  if (value_) {
    return {text_length(*value_), text_length(*value_)};
  }
  return size_.value_or(kAnySize);
}

bool StringType::matches(const Value& value) const {
  if (!value.is_string()) {
    return false;
  }
  if (value_) {
    return *value_ == value.as_string();
  }
  return !size_ || size_->contains(text_length(value.as_string()));
}

bool StringType::same_as(const Type& other) const {
  const auto* text = type_as<StringType>(other);
  return text != nullptr && size_ == text->size_ && value_ == text->value_;
}

bool StringType::admits(const Type& other) const {
  if (const auto* text = type_as<StringType>(other)) {
    if (size_) {
      return size_->covers(text->lengths());
    }
    return !value_ || value_ == text->value_;
  }
  if (const auto* choice = type_as<EnumType>(other)) {
    if (size_) {
      return size_->covers(choice->lengths());
    }
    return !value_ || (choice->values().size() == 1 && !choice->ignores_case());
  }
  if (other.is(TypeKind::Pattern)) {
    return size_ ? size_->covers(kAnySize) : !value_;
  }
  return false;
}

void StringType::print(TypePrinter& printer) const {
  printer.begin("String");
  if (size_) {
    size_->print(printer);
  }
  printer.end();
}

void StringType::print_as_parameter(TypePrinter& printer) const {
  if (value_) {
    printer.parameter(quote_text(*value_));
  } else {
    printer.parameter(*this);
  }
}

EnumType::EnumType(std::vector<std::string> values, bool ignores_case)
    : Type(kKind), values_(std::move(values)), ignores_case_(ignores_case) {
  std::ranges::sort(values_);
  values_.erase(std::unique(values_.begin(), values_.end()), values_.end());
}

bool EnumType::contains(std::string_view text) const {
  return std::ranges::any_of(values_, [&](const std::string& candidate) {
    return ignores_case_ ? equal_ignoring_case(candidate, text) : candidate == text;
  });
}

Range EnumType::lengths() const {
  if (values_.empty()) {
    return kAnySize;
  }
  const auto [shortest, longest] = std::ranges::minmax(values_, {}, [](const auto& text) { return text_length(text); });
  return {text_length(shortest), text_length(longest)};
}

bool EnumType::matches(const Value& value) const { return value.is_string() && contains(value.as_string()); }

bool EnumType::same_as(const Type& other) const {
  const auto* choice = type_as<EnumType>(other);
  return choice != nullptr && values_ == choice->values_ && ignores_case_ == choice->ignores_case_;
}

TypePointer EnumType::generalized() const {
  return values_.empty() ? make<const StringType>() : make<const StringType>(Size(lengths()));
}

bool EnumType::admits(const Type& other) const {
  if (same_as(other)) {
    return true;
  }
  if (values_.empty() && (other.is(TypeKind::String) || other.is(TypeKind::Enum) || other.is(TypeKind::Pattern))) {
    return true;
  }
  if (const auto* text = type_as<StringType>(other)) {
    return text->value() && contains(*text->value());
  }
  const auto* choice = type_as<EnumType>(other);
  return choice != nullptr && !choice->values_.empty() && (ignores_case_ || !choice->ignores_case_) &&
         std::ranges::all_of(choice->values_, [&](const std::string& text) { return contains(text); });
}

void EnumType::print(TypePrinter& printer) const {
  printer.begin("Enum");
  for (const std::string& value : values_) {
    printer.parameter(quote_text(value));
  }
  if (ignores_case_ && !values_.empty()) {
    printer.parameter("true");
  }
  printer.end();
}

bool RegexpType::matches(const Value& value) const {
  const auto* regexp = value.as<Regexp>();
  return regexp != nullptr && (!pattern_ || pattern_->equals(*regexp));
}

bool RegexpType::same_as(const Type& other) const {
  const auto* regexp = type_as<RegexpType>(other);
  return regexp != nullptr && !pattern_ == !regexp->pattern_ && (!pattern_ || pattern_->equals(*regexp->pattern_));
}

bool RegexpType::admits(const Type& other) const { return other.is(TypeKind::Regexp) && (!pattern_ || same_as(other)); }

void RegexpType::print(TypePrinter& printer) const {
  printer.begin("Regexp");
  if (pattern_) {
    printer.parameter(pattern_->to_string());
  }
  printer.end();
}

PatternType::PatternType(std::vector<RegexpPointer> patterns) : Type(kKind) {
  for (RegexpPointer& pattern : patterns) {
    const auto equal = [&](const RegexpPointer& known) { return known->equals(*pattern); };
    if (std::ranges::none_of(patterns_, equal)) {
      patterns_.push_back(std::move(pattern));
    }
  }
}

bool PatternType::finds(std::string_view text) const {
  return patterns_.empty() ||
         std::ranges::any_of(patterns_, [&](const RegexpPointer& pattern) { return pattern->found_in(text); });
}

bool PatternType::matches(const Value& value) const { return value.is_string() && finds(value.as_string()); }

bool PatternType::same_as(const Type& other) const {
  const auto* pattern = type_as<PatternType>(other);
  return pattern != nullptr && patterns_.size() == pattern->patterns_.size() &&
         std::ranges::all_of(patterns_, [&](const RegexpPointer& mine) {
           return std::ranges::any_of(pattern->patterns_,
                                      [&](const RegexpPointer& theirs) { return mine->equals(*theirs); });
         });
}

bool PatternType::admits(const Type& other) const {
  if (patterns_.empty() || same_as(other)) {
    return other.is(TypeKind::Pattern) || other.is(TypeKind::String) || other.is(TypeKind::Enum);
  }
  if (const auto* text = type_as<StringType>(other)) {
    return text->value() && finds(*text->value());
  }
  const auto* choice = type_as<EnumType>(other);
  return choice != nullptr && !choice->values().empty() &&
         std::ranges::all_of(choice->values(), [&](const std::string& text) { return finds(text); });
}

void PatternType::print(TypePrinter& printer) const {
  printer.begin("Pattern");
  for (const RegexpPointer& pattern : patterns_) {
    printer.parameter(pattern->to_string());
  }
  printer.end();
}

}  // namespace volley::runtime
