#include "runtime/yaml_plan/code_text.hpp"

#include <algorithm>
#include <cmath>

#include "lang/literal_notation.hpp"
#include "lang/parser.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/value/text.hpp"
#include "runtime/yaml_plan/key_text.hpp"

namespace volley::runtime {
namespace {

// The lines of a block scalar stand in the YAML with an indentation that the value does not have.
void copy_block(CodeText& out, std::string_view yaml, const YamlNode& scalar) {
  std::string_view rest = scalar.text;
  std::size_t line = yaml.find('\n', scalar.offset);
  while (!rest.empty()) {
    const std::string_view code = rest.substr(0, std::min(rest.find('\n'), rest.size() - 1) + 1);
    const std::size_t begin = std::min(line, yaml.size() - 1) + 1;
    const std::size_t end = std::min(yaml.find('\n', begin), yaml.size());
    const std::string_view bare = code.substr(0, code.find('\n'));
    const std::size_t indentation = yaml.substr(begin, end - begin).find(bare);
    if (indentation == std::string_view::npos) {
      out.add(code, static_cast<std::uint32_t>(std::min(begin, yaml.size())));
    } else {
      out.copy(code, static_cast<std::uint32_t>(begin + indentation));
    }
    line = end;
    rest.remove_prefix(code.size());
  }
}

lang::ProgramPointer parse(const CodeText& code, const lang::SourcePointer& yaml) {
  return lang::parse_program(code.source(yaml), Regexp::problem);
}

// Whether code can stand in parentheses: one expression on one line, which leaves no variable behind.
bool is_expression(const lang::Program& program, std::string_view code) {
  using enum lang::NodeKind;
  switch (program.body->kind) {
    case Variable:
    case Access:
    case MethodCall:
    case Binary:
    case Unary:
    case Parenthesized:
    case Array:
    case Hash:
    case LiteralInteger:
    case LiteralString:
    case InterpolatedString: return code.find_first_of("\n#") == std::string_view::npos;
    default: return false;
  }
}

std::string_view without_line_breaks(std::string_view text) {
  const std::size_t end = text.find_last_not_of(" \t\r\n");
  return text.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

void write_checked_code(CodeText& out, const lang::SourcePointer& yaml, const YamlNode& scalar) {
  CodeText code;
  write_code(code, yaml, scalar);
  const lang::ProgramPointer program = parse(code, yaml);
  const bool inlined = is_expression(*program, without_line_breaks(code.text()));
  // A block of its own keeps its variables to itself.
  out.add(inlined ? "(" : "with() || {\n", scalar.offset);
  out.append(code);
  out.add(inlined ? ")" : "\n}", scalar.offset);
}

void write_scalar_data(CodeText& out, const YamlNode& scalar) {
  const Value& value = scalar.value;
  std::string text;
  if (value.is_string()) {
    text = single_quoted(value.as_string());
  } else if (value.is_float() && std::isfinite(value.as_float())) {
    text = lang::notation_of(value.as_float());
  } else if (value.is_float()) {
    text = std::isnan(value.as_float()) ? "Float('nan')" : value.as_float() < 0 ? "-Float('inf')" : "Float('inf')";
  } else {
    text = value.is_undef() ? "undef" : to_text(value);
  }
  out.add(text.starts_with('-') ? "(" + text + ")" : text, scalar.offset);
}

// Plain text as if it stood in double quotes, where a backslash before `$` and `s` is an escape already.
std::string as_if_quoted(std::string_view text) {
  std::string quoted;
  while (!text.empty()) {
    const bool is_escape = text.size() > 1 && text[0] == '\\' && (text[1] == '$' || text[1] == 's');
    const std::string one = inspect(text.substr(0, 1));
    quoted += is_escape ? std::string(text.substr(0, 2)) : one.substr(1, one.size() - 2);
    text.remove_prefix(is_escape ? 2 : 1);
  }
  return '"' + quoted + '"';
}

template <typename Write>
void write_container(CodeText& out, const YamlNode& node, const Write& write) {
  out.add(node.is_map() ? "{" : "[", node.offset);
  for (std::size_t at = 0; at < node.items.size(); ++at) {
    const YamlNode& item = node.items[at];
    const bool is_key = node.is_map() && at % 2 == 0;
    if (is_key) {
      write_data(out, item);
      out.add(" => ", item.offset);
    } else {
      write(item);
      out.add(", ", item.offset);
    }
  }
  out.add(node.is_map() ? "}" : "]", node.offset);
}

}  // namespace

void CodeText::add(std::string_view text, std::uint32_t original) {
  origins_.push_back({static_cast<std::uint32_t>(text_.size()), original, false});
  text_ += text;
}

void CodeText::copy(std::string_view text, std::uint32_t original) {
  origins_.push_back({static_cast<std::uint32_t>(text_.size()), original, true});
  text_ += text;
}

void CodeText::append(const CodeText& other) {
  const auto shift = static_cast<std::uint32_t>(text_.size());
  for (lang::Origin origin : other.origins_) {
    origin.begin += shift;
    origins_.push_back(origin);
  }
  text_ += other.text_;
}

lang::SourcePointer CodeText::source(const lang::SourcePointer& yaml) const {
  return std::make_shared<const lang::Source>(text_, yaml, origins_);
}

ScalarMeaning meaning_of(const YamlNode& scalar) {
  if (scalar.style == YamlStyle::DoubleQuoted) {
    return ScalarMeaning::Interpolated;
  }
  const bool is_code = scalar.style == YamlStyle::Literal ||
                       (scalar.style == YamlStyle::Plain && scalar.value.is_string() && scalar.text.starts_with('$'));
  return is_code ? ScalarMeaning::Code : ScalarMeaning::Data;
}

std::string single_quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char byte : text) {
    if (byte == '\'' || byte == '\\') {
      quoted += '\\';
    }
    quoted += byte;
  }
  return quoted + "'";
}

void write_code(CodeText& out, const lang::SourcePointer& yaml, const YamlNode& scalar) {
  const std::string_view text = yaml->text();
  const std::size_t offset = std::min<std::size_t>(scalar.offset, text.size());
  if (scalar.style == YamlStyle::Literal) {
    copy_block(out, text, scalar);
    return;
  }
  std::string code;
  switch (meaning_of(scalar)) {
    case ScalarMeaning::Code: code = scalar.text; break;
    case ScalarMeaning::Interpolated: code = inspect(std::string_view(scalar.text)); break;
    case ScalarMeaning::Data: code = as_if_quoted(scalar.text); break;
  }
  if (text.substr(offset).starts_with(code)) {
    out.copy(code, scalar.offset);
  } else {
    out.add(code, scalar.offset);
  }
}

std::optional<CodeProblem> code_problem(const lang::SourcePointer& yaml, const YamlNode& scalar) {
  const bool may_hold_code =
      scalar.value.is_string() && scalar.style != YamlStyle::SingleQuoted && scalar.style != YamlStyle::Folded;
  if (!may_hold_code) {
    return std::nullopt;
  }
  try {
    CodeText code;
    write_code(code, yaml, scalar);
    static_cast<void>(parse(code, yaml));
    return std::nullopt;
  } catch (const lang::ParseError& error) {
    return CodeProblem{error.summary(), error.diagnostics().front().place};
  }
}

void write_data(CodeText& out, const YamlNode& node) {
  if (node.is_scalar()) {
    write_scalar_data(out, node);
  } else {
    write_container(out, node, [&](const YamlNode& item) { write_data(out, item); });
  }
}

void write_value(CodeText& out, const lang::SourcePointer& yaml, const YamlNode& node) {
  if (!node.is_scalar()) {
    write_container(out, node, [&](const YamlNode& item) { write_value(out, yaml, item); });
    return;
  }
  switch (meaning_of(node)) {
    case ScalarMeaning::Data: write_scalar_data(out, node); return;
    case ScalarMeaning::Interpolated: write_code(out, yaml, node); return;
    case ScalarMeaning::Code: write_checked_code(out, yaml, node); return;
  }
}

}  // namespace volley::runtime
