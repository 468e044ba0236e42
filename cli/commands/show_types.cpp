// type show: the built-in types, those of plans, and the aliases of the modules.
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/comment_documentation.hpp"
#include "cli/commands/reference_list.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/execute/plan_types.hpp"
#include "runtime/type/type_reference.hpp"

namespace volley::cli {
namespace {

using runtime::Hash;
using runtime::TypeReference;
using runtime::Value;

using Alias = runtime::Loaded<lang::TypeAlias>;

constexpr std::string_view kPlanTypes = "Types of plans";

Value text_or_undef(std::string_view text) { return text.empty() ? Value() : Value(text); }

struct Page {
  std::string name;
  std::string definition;  // how it is written, or what an alias stands for
  std::string description;
  std::string example;
  std::string module = "built-in";
};

void show_page(Session& session, const Page& page) {
  Sections sections;
  sections.add_text(page.name, page.description.empty() ? "No description available." : page.description);
  sections.add("Written", page.definition);
  if (!page.example.empty()) {
    sections.add_text("Example", page.example);
  }
  sections.add("Module", page.module);
  session.output().document(sections.text(), Value(Hash{{"name", page.name},
                                                        {"definition", page.definition},
                                                        {"description", text_or_undef(page.description)},
                                                        {"example", text_or_undef(page.example)},
                                                        {"module", page.module}}));
}

Page built_in_page(const TypeReference& reference) {
  Page page;
  page.name = reference.name;
  page.definition = reference.parameters.empty() ? reference.name : reference.parameters;
  page.description = reference.documentation;
  page.example = reference.example.empty() ? "" : fmt::format("{}\n# => true", reference.example);
  return page;
}

Alias load(Session& session, const std::string& name) {
  runtime::DefinitionFiles files(session.workspace().modules());
  std::string lower = name;
  for (char& byte : lower) {
    byte = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
  }
  return files.load_type(lower);
}

Page alias_page(Session& session, const Alias& alias) {
  const Documentation documentation = documentation_above(*alias.program, *alias.definition);
  Page page;
  page.name = alias.definition->name;
  page.definition = session.engine().environment().find_type(page.name)->expanded();
  page.description = documentation.description();
  page.example = documentation.examples;
  std::string module = page.name.substr(0, page.name.find("::"));
  module[0] = static_cast<char>(module[0] - 'A' + 'a');
  page.module = runtime::BuiltInModules::shown(session.workspace().modules().module_directory(module).value_or(""));
  return page;
}

// An alias that cannot be loaded is still listed: `type show NAME` says what is wrong with it.
std::string words_of(Session& session, const std::string& name) {
  try {
    const Alias alias = load(session, name);
    return documentation_above(*alias.program, *alias.definition).headline();
  } catch (const std::exception& error) {
    session.output().log(runtime::LogLevel::Warning,
                         fmt::format("Could not load the type {}: {} [ID: type_load_error]", name, error.what()));
    return {};
  }
}

int show_one(Session& session) {
  const std::string name = session.object().starts_with("::") ? session.object().substr(2) : session.object();
  if (const TypeReference* reference = runtime::find_type_reference(name)) {
    show_page(session, built_in_page(*reference));
    return 0;
  }
  for (const runtime::PlanTypeReference& type : runtime::plan_type_references()) {
    if (type.name == name) {
      show_page(session, {name,
                          std::string(type.definition.empty() ? type.name : type.definition),
                          std::string(type.documentation),
                          {},
                          "built-in"});
      return 0;
    }
  }
  if (const Alias alias = load(session, name)) {
    show_page(session, alias_page(session, alias));
    return 0;
  }
  std::vector<std::string> known = session.engine().environment().known_types();
  for (const TypeReference& reference : runtime::type_references()) {
    known.emplace_back(reference.name);
  }
  throw_unknown_name("type", name, known);
}

}  // namespace

int show_types(Session& session) {
  if (!session.arguments().operands().empty()) {
    return show_one(session);
  }
  ReferenceList list("type");
  for (const TypeReference& reference : runtime::type_references()) {
    list.add(session, title(reference.group), std::string(reference.name), first_sentence(reference.documentation));
  }
  for (const runtime::PlanTypeReference& type : runtime::plan_type_references()) {
    list.add(session, kPlanTypes, std::string(type.name), first_sentence(type.documentation));
  }
  for (const auto& [name, file] : session.workspace().modules().types()) {
    list.add(session, "Types of modules", name, words_of(session, name));
  }
  list.show(session);
  return 0;
}

}  // namespace volley::cli
