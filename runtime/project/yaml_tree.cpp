#include "runtime/project/yaml_tree.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>

#include "runtime/project/yaml_problem.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

[[noreturn]] void fail(const YamlInput& input, const YAML::Mark& mark, std::string message) {
  fail_yaml(input, mark.is_null() ? std::nullopt : std::optional(static_cast<std::size_t>(mark.pos)),
            std::move(message));
}

std::uint32_t offset_of(const YamlInput& input, const YAML::Mark& mark) {
  return static_cast<std::uint32_t>(std::min<std::size_t>(static_cast<std::size_t>(mark.pos), input.text.size()));
}

// Tags and anchors stand before the scalar itself.
std::uint32_t behind_properties(std::string_view text, std::uint32_t offset) {
  while (offset < text.size() && (text[offset] == '!' || text[offset] == '&')) {
    const std::size_t word_end = std::min(text.find_first_of(" \t\r\n", offset), text.size());
    offset = static_cast<std::uint32_t>(std::min(text.find_first_not_of(" \t\r\n", word_end), text.size()));
  }
  return offset;
}

YamlStyle style_at(std::string_view text, std::uint32_t offset) {
  switch (offset < text.size() ? text[offset] : '\0') {
    case '\'': return YamlStyle::SingleQuoted;
    case '"': return YamlStyle::DoubleQuoted;
    case '|': return YamlStyle::Literal;
    case '>': return YamlStyle::Folded;
    default: return YamlStyle::Plain;
  }
}

class Builder final : public YAML::EventHandler {
 public:
  explicit Builder(const YamlInput& input) : input_(input) {}

  [[nodiscard]] YamlNode take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    YamlNode node;
    node.offset = offset_of(input_, mark);
    add(mark, std::move(node));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    fail(input_, mark, "YAML aliases are not supported");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                const std::string& text) override {
    YamlNode node;
    node.offset = behind_properties(input_.text, offset_of(input_, mark));
    node.text = text;
    // yaml-cpp marks what was not plain (quotes, block scalars) with the tag "!".
    const bool plain = tag.empty() || tag == "?";
    node.style = plain ? YamlStyle::Plain : style_at(input_.text, node.offset);
    node.value = node.style == YamlStyle::Plain ? plain_scalar(text) : Value(text);
    add(mark, std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                       YAML::EmitterStyle::value /*style*/) override {
    open(mark, YamlNode::Kind::Sequence);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                  YAML::EmitterStyle::value /*style*/) override {
    open(mark, YamlNode::Kind::Map);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  void open(const YAML::Mark& mark, YamlNode::Kind kind) {
    if (open_.size() >= kYamlNestingLimit) {
      fail(input_, mark, "nesting is too deep");
    }
    YamlNode& node = open_.emplace_back();
    node.kind = kind;
    node.offset = offset_of(input_, mark);
  }

  void close() {
    YamlNode done = std::move(open_.back());
    open_.pop_back();
    add({}, std::move(done));
  }

  void add(const YAML::Mark& mark, YamlNode node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    YamlNode& parent = open_.back();
    const bool is_key = parent.is_map() && parent.items.size() % 2 == 0;
    if (is_key && node.is_text() && parent.find(node.text) != nullptr) {
      fail(input_, mark, "duplicate key '" + node.text + "'");
    }
    parent.items.push_back(std::move(node));
  }

  const YamlInput& input_;
  std::vector<YamlNode> open_;
  YamlNode root_;
};

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (std::size_t at = 0; is_map() && at + 1 < items.size(); at += 2) {
    if (items[at].is_text() && items[at].text == key) {
      return &items[at + 1];
    }
  }
  return nullptr;
}

Value YamlNode::data() const {
  if (is_scalar()) {
    return value;
  }
  if (is_sequence()) {
    Values list;
    for (const YamlNode& item : items) {
      list.push_back(item.data());
    }
    return Value(std::move(list));
  }
  Hash hash;
  for (std::size_t at = 0; at + 1 < items.size(); at += 2) {
    hash.set(items[at].data(), items[at + 1].data());
  }
  return Value(std::move(hash));
}

YamlNode parse_yaml_tree(const YamlInput& input) {
  check_yaml_nesting(input);
  std::istringstream stream(input.text);
  Builder builder(input);
  try {
    YAML::Parser parser(stream);
    static_cast<void>(parser.HandleNextDocument(builder));
    return builder.take();
  } catch (const YAML::Exception& error) {
    fail(input, error.mark, error.msg);
  }
}

}  // namespace volley::runtime
