#include "runtime/project/yaml.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <vector>

#include "runtime/project/yaml_problem.hpp"
#include "runtime/value/hash.hpp"

namespace volley::runtime {
namespace {

// Aliases of aliases grow without bounds when they are written out.
constexpr std::size_t kNodeLimit = 1'000'000;

[[noreturn]] void fail(const YamlInput& input, const YAML::Mark& mark, std::string message) {
  fail_yaml(input, mark.is_null() ? std::nullopt : std::optional(static_cast<std::size_t>(mark.pos)),
            std::move(message));
}

// Puts values together while the parser walks the text; the stack of open containers is explicit.
class Builder final : public YAML::EventHandler {
 public:
  explicit Builder(const YamlInput& input) : input_(input) {}

  [[nodiscard]] Value take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { add_node(mark, anchor, Value()); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (!input_.aliases) {
      fail(input_, mark, "YAML aliases are not supported");
    }
    const auto known = anchored_.find(anchor);
    if (known == anchored_.end()) {
      fail(input_, mark, "an alias stands inside of what it means");
    }
    count(mark, known->second.nodes);
    add(mark, known->second.value);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    // yaml-cpp marks what was not plain (quotes, block scalars) with the tag "!".
    const bool plain = tag.empty() || tag == "?";
    add_node(mark, anchor, plain ? plain_scalar(value) : tagged(tag, value));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(mark, anchor, false);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open(mark, anchor, true);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  struct Container {
    YAML::Mark mark;
    YAML::anchor_t anchor = 0;
    std::size_t nodes_before = 0;
    bool is_map = false;
    Values items;
    Hash hash;
    Value key;
    bool has_key = false;
  };
  struct Anchored {
    Value value;
    std::size_t nodes = 0;
  };

  static Value tagged(const std::string& tag, const std::string& value) {
    if (tag.ends_with(":int") || tag.ends_with(":float") || tag.ends_with(":bool") || tag.ends_with(":null")) {
      return plain_scalar(value);
    }
    return Value(value);
  }

  void open(const YAML::Mark& mark, YAML::anchor_t anchor, bool is_map) {
    if (open_.size() >= kYamlNestingLimit) {
      fail(input_, mark, "nesting is too deep");
    }
    open_.push_back({mark, anchor, nodes_, is_map, {}, {}, {}, false});
    count(mark, 1);
  }

  void close() {
    Container done = std::move(open_.back());
    open_.pop_back();
    const Value value = done.is_map ? Value(std::move(done.hash)) : Value(std::move(done.items));
    keep(done.anchor, value, nodes_ - done.nodes_before);
    add(done.mark, value);
  }

  void add_node(const YAML::Mark& mark, YAML::anchor_t anchor, const Value& value) {
    count(mark, 1);
    keep(anchor, value, 1);
    add(mark, value);
  }

  void keep(YAML::anchor_t anchor, const Value& value, std::size_t nodes) {
    if (anchor != 0 && input_.aliases) {
      anchored_[anchor] = {value, nodes};
    }
  }

  void count(const YAML::Mark& mark, std::size_t nodes) {
    nodes_ += nodes;
    if (input_.aliases && nodes_ > kNodeLimit) {
      fail(input_, mark, "aliases make the data too large");
    }
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
      if (!input_.last_key_wins && parent.hash.find(value) != nullptr) {
        fail(input_, mark,
             fmt::format("duplicate key {}", value.is_string() ? "'" + std::string(value.as_string()) + "'" : ""));
      }
      parent.key = std::move(value);
      parent.has_key = true;
    } else {
      if (!input_.last_key_wins || !merge(parent, value)) {
        parent.hash.set(std::move(parent.key), std::move(value));
      }
      parent.has_key = false;
    }
  }

  // `<<: {...}` and `<<: [{...}, {...}]`; of several maps the first one wins.
  static bool merge(Container& parent, const Value& value) {
    if (!parent.key.is_string() || parent.key.as_string() != "<<") {
      return false;
    }
    const Values maps = value.is_array() ? value.as_array() : Values{value};
    if (!std::all_of(maps.begin(), maps.end(), [](const Value& map) { return map.is_hash(); })) {
      return false;
    }
    for (auto map = maps.rbegin(); map != maps.rend(); ++map) {
      for (const auto& entry : map->as_hash()) {
        parent.hash.set(entry.key, entry.value);
      }
    }
    return true;
  }

  const YamlInput& input_;
  std::vector<Container> open_;
  std::map<YAML::anchor_t, Anchored> anchored_;
  std::size_t nodes_ = 0;
  Value root_;
};

}  // namespace

Value parse_yaml(const YamlInput& input) {
  check_yaml_nesting(input);
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
