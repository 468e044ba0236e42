#include "runtime/yaml_plan/step_check.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "lang/diagnostic.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/value/text.hpp"
#include "runtime/yaml_plan/code_text.hpp"
#include "runtime/yaml_plan/key_text.hpp"

namespace volley::runtime {
namespace {

class Checker {
 public:
  Checker(const lang::SourcePointer& source, YamlStep& step) : source_(source), step_(step), body_(*step.body) {}

  void check() {
    find_kind();
    check_keys();
    check_shapes();
    for (std::size_t at = 0; at + 1 < body_.items.size(); at += 2) {
      check_code(body_.items[at], body_.items[at + 1]);
    }
    check_parameters();
    check_name();
    if (step_.kind->key == "resources") {
      check_resources();
    }
  }

 private:
  [[noreturn]] void refuse(const std::string& message) const { refuse_step(source_, step_, message); }

  void find_kind() {
    std::vector<std::string> found;
    for (const StepKind& kind : step_kinds()) {
      if (body_.find(kind.key) != nullptr) {
        found.push_back(inspect(kind.key));
        step_.kind = &kind;
      }
    }
    if (found.empty()) {
      refuse("No valid action detected");
    }
    if (found.size() > 1) {
      refuse(fmt::format("Multiple action keys detected: [{}]", fmt::join(found, ", ")));
    }
  }

  void check_keys() const {
    const StepKind& kind = *step_.kind;
    std::vector<std::string_view> allowed = {"name", "description", "targets"};
    for (const auto* more : {&kind.required, &kind.options, &kind.further}) {
      allowed.insert(allowed.end(), more->begin(), more->end());
    }
    if (const std::string illegal = inspect_keys(keys_besides(body_, allowed)); !illegal.empty()) {
      refuse(fmt::format("The \"{}\" step does not support: {} key(s)", kind.key, illegal));
    }
    std::vector<std::string> missing;
    for (const std::string_view key : kind.required) {
      if (body_.find(key) == nullptr) {
        missing.push_back(inspect(key));
      }
    }
    if (!missing.empty()) {
      refuse(fmt::format("The \"{}\" step requires: [{}] key(s)", kind.key, fmt::join(missing, ", ")));
    }
  }

  [[nodiscard]] bool is_null(const YamlNode* node) const { return node == nullptr || node->data().is_undef(); }

  void check_shapes() const {
    if (const YamlNode* list = body_.find("arguments"); !is_null(list) && !list->is_sequence()) {
      refuse("arguments key must be an array");
    }
    if (const YamlNode* map = body_.find("pwsh_params"); !is_null(map) && !map->is_map()) {
      refuse("pwsh_params key must be a hash");
    }
    if (const YamlNode* map = body_.find("env_vars"); map != nullptr && !map->is_map() && !map->is_text()) {
      refuse("env_vars key must be a hash or evaluable string");
    }
  }

  // `key` is the one that the value stands under, whatever lists are around it.
  void check_code(const YamlNode& key, const YamlNode& value) const {
    if (value.is_map()) {
      for (std::size_t at = 0; at + 1 < value.items.size(); at += 2) {
        check_code(value.items[at], value.items[at + 1]);
      }
    } else if (value.is_sequence()) {
      for (const YamlNode& item : value.items) {
        check_code(key, item);
      }
    } else if (const auto problem = code_problem(source_, value)) {
      refuse_step(source_, step_, fmt::format("Error parsing {}: {}", inspect(key), problem->message), problem->place);
    }
  }

  void check_parameters() const {
    const YamlNode* parameters = body_.find("parameters");
    if (parameters == nullptr) {
      return;
    }
    if (!parameters->is_map()) {
      refuse("Parameters key must be a hash");
    }
    std::vector<std::string> twice;
    for (std::size_t at = 0; at + 1 < body_.items.size(); at += 2) {
      if (parameters->find("_" + body_.items[at].text) != nullptr) {
        twice.push_back(body_.items[at].text);
      }
    }
    if (!twice.empty()) {
      refuse(fmt::format("Cannot specify metaparameters when using top-level keys with same name: {}",
                         fmt::join(twice, ", ")));
    }
  }

  void check_name() {
    const YamlNode* name = body_.find("name");
    if (name == nullptr) {
      return;
    }
    if (!name->is_text() || !is_variable_name(name->text)) {
      refuse(fmt::format("Invalid step name: {}", inspect(*name)));
    }
    step_.name = name->text;
  }

  void check_resources() const {
    const YamlNode& resources = *body_.find("resources");
    if (!resources.is_sequence()) {
      refuse("Resources key must be an array");
    }
    for (const YamlNode& resource : resources.items) {
      if (!resource.is_map()) {
        refuse("Resource declaration must be a hash");
      }
      check_resource(resource);
    }
  }

  void check_resource(const YamlNode& resource) const {
    const bool has_type = resource.find("type") != nullptr && resource.find("type")->counts();
    const bool has_title = resource.find("title") != nullptr && resource.find("title")->counts();
    if (has_title && !has_type) {
      refuse("Resource declaration must include type key if title key is set");
    }
    if (has_type && !has_title) {
      refuse("Resource declaration must include title key if type key is set");
    }
    const std::string_view known[] = {"parameters"};
    const std::vector<const YamlNode*> types = keys_besides(resource, known);
    if (types.empty()) {
      refuse("Resource declaration is missing a type");
    }
    if (!has_type && types.size() > 1) {
      std::vector<std::string> names;
      for (const YamlNode* type : types) {
        names.push_back(to_text(type->data()));
      }
      refuse(fmt::format("Resource declaration has ambiguous type: could be {}", fmt::join(names, " or ")));
    }
    if (const YamlNode* parameters = resource.find("parameters"); !is_null(parameters) && !parameters->is_map()) {
      refuse("Parameters key must be a hash");
    }
  }

  const lang::SourcePointer& source_;
  YamlStep& step_;
  const YamlNode& body_;
};

}  // namespace

void check_step(const lang::SourcePointer& source, YamlStep& step) { Checker(source, step).check(); }

void refuse_step(const lang::SourcePointer& source, const YamlStep& step, const std::string& message,
                 const lang::Place& place) {
  const YamlNode* name = step.body->find("name");
  const bool named = name != nullptr && name->counts();
  const std::uint32_t begin = step.body->offset;
  refuse_yaml_plan(place.known() ? place : lang::Place{source, {begin, begin}},
                   fmt::format("Parse error in step {}: \n {}",
                               named ? inspect(*name) : fmt::format("number {}", step.number), message));
}

}  // namespace volley::runtime
