#include "runtime/project/yaml.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <vector>

#include "lang/diagnostic.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/value/hash.hpp"

namespace volley::runtime {
namespace {

constexpr std::size_t kNestingLimit = 200;

[[noreturn]] void fail(const YamlInput& input, const YAML::Mark& mark, std::string message) {
  const auto source = std::make_shared<const lang::Source>(input.name, input.text);
  lang::Place place;
  if (!mark.is_null()) {
    const auto offset =
        static_cast<std::uint32_t>(std::min<std::size_t>(static_cast<std::size_t>(mark.pos), input.text.size()));
    place = {source, {offset, offset}};
  }
  const std::string subject = input.subject.empty() ? "YAML file at " + input.name : input.subject;
  lang::Diagnostic diagnostic{lang::Severity::Error, std::move(message), place, {}, {}};
  std::string text = fmt::format("Could not parse {}\n{}", subject, lang::render(diagnostic));
  if (text.back() == '\n') {
    text.pop_back();
  }
  throw PlanError("bolt/parse-error", std::move(text));
}

// Puts values together while the parser walks the text; the stack of open containers is explicit.
class Builder final : public YAML::EventHandler {
 public:
  explicit Builder(const YamlInput& input) : input_(input) {}

  [[nodiscard]] Value take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override { add(mark, Value()); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    fail(input_, mark, "YAML aliases are not supported");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                const std::string& value) override {
    // yaml-cpp marks what was not plain (quotes, block scalars) with the tag "!".
    const bool plain = tag.empty() || tag == "?";
    add(mark, plain ? plain_scalar(value) : tagged(tag, value));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                       YAML::EmitterStyle::value /*style*/) override {
    open(mark, false);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                  YAML::EmitterStyle::value /*style*/) override {
    open(mark, true);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  struct Container {
    YAML::Mark mark;
    bool is_map = false;
    Values items;
    Hash hash;
    Value key;
    bool has_key = false;
  };

  static Value tagged(const std::string& tag, const std::string& value) {
    if (tag.ends_with(":int") || tag.ends_with(":float") || tag.ends_with(":bool") || tag.ends_with(":null")) {
      return plain_scalar(value);
    }
    return Value(value);
  }

  void open(const YAML::Mark& mark, bool is_map) {
    if (open_.size() >= kNestingLimit) {
      fail(input_, mark, "nesting is too deep");
    }
    open_.push_back({mark, is_map, {}, {}, {}, false});
  }

  void close() {
    Container done = std::move(open_.back());
    open_.pop_back();
    add(done.mark, done.is_map ? Value(std::move(done.hash)) : Value(std::move(done.items)));
  }

  void add(const YAML::Mark& mark, Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return;
    }
    Container& parent = open_.back();
    if (!parent.is_map) {
      parent.items.push_back(std::move(value));
    } else if (!parent.has_key) {
      if (parent.hash.find(value) != nullptr) {
        fail(input_, mark, fmt::format("duplicate key {}", value.is_string() ? "'" + value.as_string() + "'" : ""));
      }
      parent.key = std::move(value);
      parent.has_key = true;
    } else {
      parent.hash.set(std::move(parent.key), std::move(value));
      parent.has_key = false;
    }
  }

  const YamlInput& input_;
  std::vector<Container> open_;
  Value root_;
};

// The parser descends one stack frame a level, and Builder sees only what it opened: flow brackets and block dashes are
// counted before so that no input can exhaust the stack.
void check_nesting(const YamlInput& input) {
  std::size_t dashes = 0;
  std::size_t brackets = 0;
  for (std::size_t i = 0; i < input.text.size(); ++i) {
    const char c = input.text[i];
    brackets += c == '[' || c == '{' ? 1 : 0;
    brackets -= brackets > 0 && (c == ']' || c == '}') ? 1 : 0;
    dashes = c == '\n' ? 0 : dashes + (c == '-' || c == '?' || c == ':' ? 1 : 0);
    if (brackets > 10 * kNestingLimit || dashes > 100 * kNestingLimit) {
      YAML::Mark mark;
      mark.pos = static_cast<int>(i);
      fail(input, mark, "nesting is too deep");
    }
  }
}

}  // namespace

Value parse_yaml(const YamlInput& input) {
  check_nesting(input);
  std::istringstream stream(input.text);
  Builder builder(input);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) {
      return {};
    }
    Value first = builder.take();
    return first;
  } catch (const YAML::Exception& error) {
    fail(input, error.mark, error.msg);
  }
}

}  // namespace volley::runtime
