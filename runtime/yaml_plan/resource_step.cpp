#include "runtime/yaml_plan/resource_step.hpp"

#include <algorithm>

namespace volley::runtime {
namespace {

class OptionWriter {
 public:
  OptionWriter(CodeText& out, const lang::SourcePointer& yaml, const YamlStep& step)
      : out_(out), yaml_(yaml), step_(step) {}

  void write() {
    if (const YamlNode* parameters = step_.body->find("parameters"); parameters != nullptr && parameters->is_map()) {
      for (std::size_t at = 0; at + 1 < parameters->items.size(); at += 2) {
        write_entry(parameters->items[at], {}, parameters->items[at + 1]);
      }
    }
    for (std::size_t at = 0; at + 1 < step_.body->items.size(); at += 2) {
      const YamlNode& key = step_.body->items[at];
      const YamlNode& value = step_.body->items[at + 1];
      const auto& options = step_.kind->options;
      if (std::find(options.begin(), options.end(), key.text) != options.end()) {
        write_entry(key, "_" + key.text, value);
      } else if ((key.text == "arguments" || key.text == "pwsh_params") && !value.items.empty()) {
        write_entry(key, key.text, value);
      }
    }
    if (open_) {
      out_.add("}", step_.body->offset);
    }
  }

 private:
  void write_entry(const YamlNode& key, const std::string& name, const YamlNode& value) {
    out_.add(open_ ? "" : "{", key.offset);
    open_ = true;
    if (name.empty()) {
      write_data(out_, key);
    } else {
      out_.add(single_quoted(name), key.offset);
    }
    out_.add(" => ", key.offset);
    write_value(out_, yaml_, value);
    out_.add(", ", value.offset);
  }

  CodeText& out_;
  const lang::SourcePointer& yaml_;
  const YamlStep& step_;
  bool open_ = false;
};

void write_resource(CodeText& out, const lang::SourcePointer& yaml, const YamlNode& declaration) {
  const YamlResource resource = resource_of(declaration);
  out.add("Resource[", declaration.offset);
  if (meaning_of(*resource.type) == ScalarMeaning::Data) {
    write_data(out, *resource.type);
  } else {
    write_value(out, yaml, *resource.type);
  }
  out.add("] { ", declaration.offset);
  write_value(out, yaml, *resource.title);
  out.add(": ", declaration.offset);
  if (resource.parameters != nullptr) {
    out.add("* => ", declaration.offset);
    write_value(out, yaml, *resource.parameters);
  }
  out.add(" }\n", declaration.offset);
}

}  // namespace

YamlResource resource_of(const YamlNode& declaration) {
  YamlResource resource{declaration.find("type"), declaration.find("title"), declaration.find("parameters")};
  for (std::size_t at = 0; resource.title == nullptr && at + 1 < declaration.items.size(); at += 2) {
    if (declaration.items[at].text != "parameters") {
      resource.type = &declaration.items[at];
      resource.title = &declaration.items[at + 1];
    }
  }
  if (resource.parameters != nullptr && !resource.parameters->is_map()) {
    resource.parameters = nullptr;
  }
  return resource;
}

void write_options(CodeText& out, const lang::SourcePointer& yaml, const YamlStep& step) {
  OptionWriter(out, yaml, step).write();
}

void write_resource_step(CodeText& out, const lang::SourcePointer& yaml, const YamlStep& step,
                         const std::string& target) {
  const std::uint32_t place = step.body->offset;
  const YamlNode& targets = *step.body->find("targets");
  out.add("apply_prep(", place);
  write_value(out, yaml, targets);
  out.add(")\n" + target + "apply(", place);
  write_value(out, yaml, targets);
  out.add(", ", place);
  write_options(out, yaml, step);
  out.add(") {\n", place);
  bool first = true;
  for (const YamlNode& declaration : step.body->find("resources")->items) {
    out.add(first ? "" : "-> ", declaration.offset);
    write_resource(out, yaml, declaration);
    first = false;
  }
  out.add("}\n", place);
}

}  // namespace volley::runtime
