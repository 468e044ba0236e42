#include "runtime/evaluate/signature.hpp"

#include <charconv>
#include <optional>

#include "runtime/evaluate/closure.hpp"
#include "runtime/type/alias_type.hpp"
#include "runtime/type/composite_types.hpp"

namespace volley::runtime {
namespace {

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

// Splits at the commas that stand outside of brackets, quotes and patterns.
std::vector<std::string_view> split_list(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  int depth = 0;
  char quote = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char byte = text[at];
    if (quote != 0) {
      at += byte == '\\' ? 1 : 0;
      quote = byte == quote ? '\0' : quote;
    } else if (byte == '\'' || byte == '"' || byte == '/') {
      quote = byte;
    } else if (byte == '[' || byte == '{') {
      ++depth;
    } else if (byte == ']' || byte == '}') {
      --depth;
    } else if (byte == ',' && depth == 0) {
      parts.push_back(trim(text.substr(start, at - start)));
      start = at + 1;
    }
  }
  if (const std::string_view last = trim(text.substr(std::min(start, text.size()))); !last.empty()) {
    parts.push_back(last);
  }
  return parts;
}

std::optional<std::size_t> whole_number(std::string_view text) {
  std::size_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

// Callable[String, 1, 2] is called with one or two arguments, Callable[Type, Type] with two.
ArgumentRange callable_arguments(std::string_view type) {
  const std::size_t open = type.find('[');
  if (open == std::string_view::npos) {
    return {};
  }
  const std::vector<std::string_view> parts = split_list(type.substr(open + 1, type.rfind(']') - open - 1));
  if (parts.size() < 2) {
    return parts.empty() || whole_number(parts[0])
               ? ArgumentRange{whole_number(parts.empty() ? "0" : parts[0]).value_or(0), kUnlimited}
               : ArgumentRange{1, 1};
  }
  const auto least = whole_number(parts[parts.size() - 2]);
  const auto most = whole_number(parts.back());
  if (least && (most || parts.back() == "default")) {
    return {*least, most.value_or(kUnlimited)};
  }
  return most ? ArgumentRange{*most, kUnlimited} : ArgumentRange{parts.size(), parts.size()};
}

constexpr std::string_view kOptionalPrefix = "Optional[";

Signature::Block parse_block(std::string_view type, std::string_view name, TypeEnvironment& environment) {
  Signature::Block block;
  if (type.starts_with(kOptionalPrefix)) {
    block.optional = true;
    type = type.substr(kOptionalPrefix.size(), type.size() - kOptionalPrefix.size() - 1);
  }
  block.type = parse_type(type, environment);
  block.name = name;
  const auto* alias = type_as<AliasType>(*block.type);
  block.arguments = callable_arguments(alias != nullptr ? alias->resolved().to_string() : std::string(type));
  return block;
}

TypePointer parse_parameter_type(std::string_view text, TypeEnvironment& environment) {
  return text.empty() || text == "Any" ? TypePointer() : parse_type(text, environment);
}

bool fits(const ArgumentRange& lambda, const ArgumentRange& called_with) {
  // Without bounds on the number of arguments any lambda will do.
  const bool unbounded = called_with.least == 0 && called_with.most == kUnlimited;
  return unbounded || (lambda.least <= called_with.least && called_with.most <= lambda.most);
}

class LocalTypes final : public TypeEnvironment {
 public:
  explicit LocalTypes(TypeEnvironment& outer) : outer_(outer) {}
  void add(const LocalType& type) {
    if (type.definition.empty()) {
      types_.emplace_back(type.name, object_type(std::string(type.name)));
      return;
    }
    TypePointer meaning = parse_type(type.definition, *this);
    types_.emplace_back(type.name, alias_type(std::string(type.name), [meaning] { return meaning; }));
  }
  TypePointer find_type(std::string_view name) override {
    for (const auto& [known, type] : types_) {
      if (known == name) {
        return type;
      }
    }
    return outer_.find_type(name);
  }

 private:
  TypeEnvironment& outer_;
  std::vector<std::pair<std::string_view, TypePointer>> types_;
};

}  // namespace

Signature parse_signature(std::string_view text, TypeEnvironment& environment) {
  Signature signature;
  signature.arguments = {0, 0};
  for (const std::string_view part : split_list(text)) {
    const std::size_t space = part.rfind(' ');
    std::string_view name = space == std::string_view::npos ? part : part.substr(space + 1);
    const std::string_view type = space == std::string_view::npos ? "" : trim(part.substr(0, space));
    const char marker = name.empty() ? '\0' : name.front();
    if (marker == '&' || marker == '*' || marker == '?') {
      name.remove_prefix(1);
    }
    if (marker == '&') {
      signature.block = parse_block(type, name, environment);
      continue;
    }
    signature.parameters.push_back({std::string(name), parse_parameter_type(type, environment)});
    signature.arguments.least += marker == '*' || marker == '?' ? 0 : 1;
    signature.arguments.most = marker == '*' ? kUnlimited : signature.arguments.most + 1;
  }
  return signature;
}

std::vector<Signature> parse_signatures(std::span<const std::string_view> texts, std::span<const LocalType> types,
                                        TypeEnvironment& environment) {
  LocalTypes local(environment);
  for (const LocalType& type : types) {
    local.add(type);
  }
  std::vector<Signature> signatures;
  for (const std::string_view text : texts) {
    signatures.push_back(parse_signature(text, local));
  }
  return signatures;
}

ArgumentRange closure_arguments(const Closure& closure) {
  ArgumentRange range{0, 0};
  for (const lang::Parameter& parameter : closure.lambda().parameters) {
    range.least += parameter.captures_rest || parameter.default_value != nullptr ? 0 : 1;
    range.most = parameter.captures_rest ? kUnlimited : range.most + 1;
  }
  return range;
}

bool Signature::accepts(std::span<const Value> values, const Closure* closure) const {
  if (values.size() < arguments.least || values.size() > arguments.most) {
    return false;
  }
  if (closure == nullptr ? block.type && !block.optional : !block.type) {
    return false;
  }
  for (std::size_t at = 0; at < values.size(); ++at) {
    const TypePointer& type = parameter_at(at).type;
    if (type && !type->accepts(values[at])) {
      return false;
    }
  }
  return closure == nullptr || fits(closure_arguments(*closure), block.arguments);
}

std::string Signature::to_string() const {
  std::string out;
  for (std::size_t at = 0; at < parameters.size(); ++at) {
    out += at == 0 ? "" : ", ";
    const bool rest = arguments.most == kUnlimited && at + 1 == parameters.size();
    const bool optional = at + 1 > arguments.least;
    const char* mark = rest ? (arguments.least == parameters.size() ? "+" : "*") : (optional ? "?" : "");
    TypePointer type = parameters[at].type;
    // The mark says already that it may be left out.
    if (const auto* maybe = type && optional && !rest ? type_as<OptionalType>(*type) : nullptr;
        maybe && maybe->inner()) {
      type = TypePointer(maybe->inner());
    }
    out += (type ? type->to_string() : "Any") + " " + parameters[at].name + mark;
  }
  // A required lambda is told only where its type is spelled out.
  if (block.type && (block.optional || block.type->is(TypeKind::Callable))) {
    out += (out.empty() ? "" : ", ") + block.type->expanded() + " " + block.name + (block.optional ? "?" : "");
  }
  return out;
}

}  // namespace volley::runtime
