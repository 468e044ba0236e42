// split, regsubst and match: strings and regular expressions.
#include "runtime/evaluate/error.hpp"
#include "runtime/type/alias_type.hpp"
#include "runtime/type/composite_types.hpp"
#include "runtime/type/string_types.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/sensitive.hpp"
#include "stdlib/functions/deprecation.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/pattern.hpp"
#include "stdlib/functions/substitution.hpp"
#include "stdlib/functions/unicode.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Regexp;
using runtime::RegexpMatch;
using runtime::Sensitive;
using runtime::Value;
using runtime::Values;

// The regular expression that a String, a Regexp or a Type[Regexp] argument stands for.
RegexpPointer pattern_of(const Value& value, Regexp::Options options = {}) {
  if (const auto* regexp = value.as<Regexp>()) {
    return RegexpPointer(regexp);
  }
  if (value.is_string()) {
    return compile(value.as_string(), options);
  }
  const auto* type = value.as<runtime::Type>();
  const auto* regexp_type = type != nullptr ? runtime::type_as<runtime::RegexpType>(*type) : nullptr;
  return regexp_type != nullptr && regexp_type->pattern() ? regexp_type->pattern() : compile("");
}

void append_groups(Values& parts, std::string_view text, const RegexpMatch& match) {
  for (std::size_t group = 1; group < match.groups.size(); ++group) {
    if (match.groups[group].begin >= 0) {
      parts.push_back(match.group(text, group));
    }
  }
}

// An empty match splits after one more character, never before the first one.
Values split_text(std::string_view text, const Regexp& separator) {
  Values parts;
  std::size_t part = 0;
  std::size_t from = 0;
  while (from <= text.size()) {
    auto match = search(separator, text, from);
    if (!match) {
      break;
    }
    if (match->begin() == match->end() && match->begin() >= text.size()) {
      break;
    }
    if (match->begin() == match->end() && match->begin() == part) {
      from = part + character_length(text, part);
      match = search(separator, text, from);
      if (!match || match->begin() >= text.size()) {
        break;
      }
    }
    parts.emplace_back(text.substr(part, match->begin() - part));
    append_groups(parts, text, *match);
    part = from = match->end();
  }
  if (part < text.size()) {
    parts.emplace_back(text.substr(part));
  }
  while (!parts.empty() && parts.back().as_string().empty()) {
    parts.pop_back();
  }
  return parts;
}

Value split(Call& call) { return {split_text(call.arguments[0].as_string(), *pattern_of(call.arguments[1]))}; }

Value split_secret(Call& call) {
  const std::string_view text = call.arguments[0].as<Sensitive>()->unwrap().as_string();
  return Value(runtime::make<const Sensitive>(Value(split_text(text, *pattern_of(call.arguments[1])))));
}

Value substituted_in(const Substitution& substitution, const Value& target);

Value substituted_in_each(const Substitution& substitution, const Values& targets) {
  Values results;
  for (const Value& target : targets) {
    results.push_back(substituted_in(substitution, target));
  }
  return {std::move(results)};
}

// A secret text stays secret. A secret list does not: Puppet 8 gives a plain one, and plans see its texts.
Value substituted_in(const Substitution& substitution, const Value& target) {
  if (target.is_array()) {
    return substituted_in_each(substitution, target.as_array());
  }
  const auto* secret = target.as<Sensitive>();
  if (secret == nullptr) {
    return {substitution.apply(target.as_string())};
  }
  return secret->unwrap().is_array()
             ? substituted_in_each(substitution, secret->unwrap().as_array())
             : Value(runtime::make<const Sensitive>(substituted_in(substitution, secret->unwrap())));
}

Value substituted(const Call& call, const Regexp& pattern, bool everywhere) {
  return substituted_in(Substitution(pattern, call.arguments[2], everywhere), call.arguments[0]);
}

Value regsubst_text(Call& call) {
  if (call.has(4)) {
    deprecated(call,
               "The regsubst() function's encoding argument has been ignored since Ruby 1.9 and will be removed in a "
               "future release");
  }
  const std::string_view flags = call.has(3) && call.arguments[3].is_string() ? call.arguments[3].as_string() : "";
  const auto has = [&](char flag) { return flags.find(flag) != std::string_view::npos; };
  const Regexp::Options options{.ignore_case = has('I'), .multi_line = has('M'), .extended = has('E')};
  return substituted(call, *pattern_of(call.arguments[1], options), has('G'));
}

Value regsubst_pattern(Call& call) {
  return substituted(call, *pattern_of(call.arguments[1]), call.has(3) && call.arguments[3].as_string() == "G");
}

// [whole match, group 1, ...], or undef without a match.
Value groups_of(std::string_view text, const Regexp& pattern) {
  const auto match = search(pattern, text);
  if (!match) {
    return {};
  }
  Values groups;
  for (std::size_t group = 0; group < match->groups.size(); ++group) {
    groups.push_back(match->group(text, group));
  }
  return {std::move(groups)};
}

Value match_any(std::string_view text, const Value& pattern);

template <typename Range, typename ToValue>
Value first_match(std::string_view text, const Range& patterns, ToValue&& to_value) {
  for (const auto& pattern : patterns) {
    Value result = match_any(text, to_value(pattern));
    if (!result.is_undef()) {
      return result;
    }
  }
  return {};
}

[[noreturn]] void refuse_pattern(const Value& pattern) {
  throw EvaluationError(
      "match() expects pattern of T, where T is String, Regexp, Regexp[r], Pattern[p], or Array[T]. Got " +
      native_class(pattern));
}

Value match_type(std::string_view text, const runtime::Type& type) {
  const auto as_value = [](const auto& part) { return Value(part); };
  if (const auto* regexp = runtime::type_as<runtime::RegexpType>(type)) {
    if (!regexp->pattern()) {
      throw EvaluationError("Given Regexp Type has no regular expression");
    }
    return groups_of(text, *regexp->pattern());
  }
  if (const auto* patterns = runtime::type_as<runtime::PatternType>(type)) {
    return first_match(text, patterns->patterns(), as_value);
  }
  if (const auto* variant = runtime::type_as<runtime::VariantType>(type)) {
    return first_match(text, variant->types(), as_value);
  }
  if (const auto* alias = runtime::type_as<runtime::AliasType>(type); alias && !alias->resolved().is(type.kind())) {
    return match_type(text, alias->resolved());
  }
  refuse_pattern(Value::of(type));
}

Value match_any(std::string_view text, const Value& pattern) {
  if (pattern.is_string()) {
    return groups_of(text, *compile(pattern.as_string()));
  }
  if (const auto* regexp = pattern.as<Regexp>()) {
    return groups_of(text, *regexp);
  }
  if (pattern.is_array()) {
    return first_match(text, pattern.as_array(), [](const Value& part) { return part; });
  }
  if (const auto* type = pattern.as<runtime::Type>()) {
    return match_type(text, *type);
  }
  refuse_pattern(pattern);
}

Value match_string(Call& call) { return match_any(call.arguments[0].as_string(), call.arguments[1]); }

Value match_strings(Call& call) {
  Values results;
  for (const Value& text : call.arguments[0].as_array()) {
    results.push_back(match_any(text.as_string(), call.arguments[1]));
  }
  return {std::move(results)};
}

}  // namespace

Family string_pattern() {
  static const FunctionRecord kTable[] = {
      {"split",
       {{"String str, String pattern", "Array", split},
        {"String str, Regexp pattern", "Array", split},
        {"String str, Type[Regexp] pattern", "Array", split},
        {"Sensitive[String] sensitive, String pattern", "Sensitive[Array]", split_secret},
        {"Sensitive[String] sensitive, Regexp pattern", "Sensitive[Array]", split_secret},
        {"Sensitive[String] sensitive, Type[Regexp] pattern", "Sensitive[Array]", split_secret}},
       "The parts of a string between the matches of a pattern."},
      {"regsubst",
       {{"Variant[Array[Variant[String,Sensitive[String]]],Sensitive[Array[Variant[String,Sensitive[String]]]],"
         "Variant[String,Sensitive[String]]] target, String pattern, Variant[String,Hash[String,String]] replacement, "
         "Optional[Pattern[/^[GEIM]*$/]] ?flags, Enum['N','E','S','U'] ?encoding",
         "Variant[Array, String, Sensitive]", regsubst_text},
        {"Variant[Array[Variant[String,Sensitive[String]]],Sensitive[Array[Variant[String,Sensitive[String]]]],"
         "Variant[String,Sensitive[String]]] target, Variant[Regexp,Type[Regexp]] pattern, "
         "Variant[String,Hash[String,String]] replacement, Pattern[/^G?$/] ?flags",
         "Variant[Array, String, Sensitive]", regsubst_pattern}},
       "Replaces the first match of a pattern, or with the flag G every match."},
      {"match",
       {{"String string, Variant[Any, Type] pattern", "Optional[Array]", match_string},
        {"Array[String] string, Variant[Any, Type] pattern", "Array", match_strings}},
       "The match of a pattern and its groups; undef without a match."},
  };
  return kTable;
}

}  // namespace volley::stdlib
