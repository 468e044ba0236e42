// function show: the built-in functions and those of the modules.
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/comment_documentation.hpp"
#include "cli/commands/reference_list.hpp"
#include "runtime/evaluate/signature.hpp"
#include "stdlib/bolt/bolt_functions.hpp"
#include "stdlib/function_examples.hpp"
#include "stdlib/functions/functions.hpp"
#include "stdlib/module_functions/module_functions.hpp"

namespace volley::cli {
namespace {

using runtime::FunctionRecord;
using runtime::FunctionRegistry;
using runtime::Hash;
using runtime::Value;
using runtime::Values;

// What there is to say about one function, wherever it comes from.
struct Page {
  std::string name;
  std::vector<std::string> signatures;
  std::string description;
  std::map<std::string, std::string> parameters;
  std::string returns;
  std::string example;
  std::string module;
};

bool is_refused(const FunctionRecord& record) {
  return record.documentation.starts_with("Not supported yet") || record.documentation.starts_with("Only available");
}

Value text_or_undef(const std::string& text) { return text.empty() ? Value() : Value(text); }

void show_page(Session& session, const Page& page) {
  Sections sections;
  sections.add_text(page.name, page.description.empty() ? "No description available." : page.description);
  std::string lines;
  for (const std::string& signature : page.signatures) {
    lines += signature + "\n";
  }
  if (!lines.empty()) {
    sections.add("Signatures", lines);
  }
  std::string parameters;
  Hash parameter_data;
  for (const auto& [name, words] : page.parameters) {
    parameters += fmt::format("{}  {}\n", name, words);
    parameter_data.set(Value(name), Value(words));
  }
  if (!parameters.empty()) {
    sections.add("Parameters", parameters);
  }
  if (!page.returns.empty()) {
    sections.add("Returns", page.returns);
  }
  if (!page.example.empty()) {
    sections.add_text("Example", page.example);
  }
  sections.add("Module", page.module);
  session.output().document(sections.text(),
                            Value(Hash{{"name", page.name},
                                       {"description", text_or_undef(page.description)},
                                       {"signatures", Values(page.signatures.begin(), page.signatures.end())},
                                       {"parameters", std::move(parameter_data)},
                                       {"returns", text_or_undef(page.returns)},
                                       {"example", text_or_undef(page.example)},
                                       {"module", page.module}}));
}

Page built_in_page(Session& session, const FunctionRecord& record) {
  Page page;
  page.name = record.name;
  page.description = record.documentation;
  page.module = "built-in";
  for (const runtime::Overload& overload : record.overloads) {
    const bool known = !is_refused(record);
    const std::string parameters =
        known ? runtime::parse_signature(overload.signature, session.engine().environment()).to_string() : "";
    if (known) {
      page.signatures.push_back(fmt::format("{}({}) >> {}", record.name, parameters, overload.returns));
    }
  }
  if (const stdlib::FunctionExample* example = stdlib::find_example(record.name)) {
    page.example = example->code;
    page.example += example->value.empty() ? "" : fmt::format("\n# => {}", example->value);
  }
  return page;
}

using Function = runtime::Loaded<lang::FunctionDefinition>;

// As it is written, up to the body.
std::string heading(const Function& function) {
  const std::string_view text = function.program->source->text();
  const lang::FunctionDefinition& definition = *function.definition;
  std::string parameters;
  const auto written = [&](const lang::Node& node) {
    return text.substr(node.span.begin, node.span.end - node.span.begin);
  };
  for (const lang::Parameter& parameter : definition.parameters) {
    parameters += fmt::format("{}{}{}{}", parameters.empty() ? "" : ", ",
                              parameter.type == nullptr ? "" : fmt::format("{} ", written(*parameter.type)),
                              parameter.captures_rest ? "*$" : "$", parameter.name);
    parameters += parameter.default_value == nullptr ? "" : fmt::format(" = {}", written(*parameter.default_value));
  }
  const lang::Node* result = definition.return_type;
  return fmt::format("{}({}){}", definition.name, parameters,
                     result == nullptr ? "" : fmt::format(" >> {}", written(*result)));
}

Page module_page(Session& session, const Function& function) {
  const Documentation documentation = documentation_above(*function.program, *function.definition);
  Page page;
  page.name = function.definition->name;
  page.signatures = {heading(function)};
  page.description = documentation.description();
  page.parameters = documentation.parameters;
  page.returns = documentation.returns;
  page.example = documentation.examples;
  const std::string_view module = function.definition->name.substr(0, function.definition->name.find("::"));
  page.module = runtime::BuiltInModules::shown(session.workspace().modules().module_directory(module).value_or(""));
  return page;
}

// A function that cannot be loaded is still listed: `function show NAME` says what is wrong with it.
Documentation words_of(Session& session, const std::string& name) {
  try {
    const Function function = session.engine().environment().find_function(name);
    return documentation_above(*function.program, *function.definition);
  } catch (const std::exception& error) {
    session.output().log(
        runtime::LogLevel::Warning,
        fmt::format("Could not load the function {}: {} [ID: function_load_error]", name, error.what()));
    return {};
  }
}

void add_family(const Session& session, ReferenceList& list, std::string_view group, const FunctionRegistry& registry) {
  for (const auto& [name, record] : registry.all()) {
    if (!is_refused(*record)) {
      list.add(session, group, std::string(name), first_sentence(record->documentation));
    }
  }
}

int show_one(Session& session) {
  runtime::Environment& environment = session.engine().environment();
  const std::string name = session.object().starts_with("::") ? session.object().substr(2) : session.object();
  if (const Function function = environment.find_function(name)) {
    show_page(session, module_page(session, function));
  } else if (const FunctionRecord* record = environment.registry().find(name)) {
    show_page(session, built_in_page(session, *record));
  } else {
    std::vector<std::string> known = environment.known_functions();
    for (const auto& [built_in, found] : environment.registry().all()) {
      known.emplace_back(built_in);
    }
    throw_unknown_name("function", name, known);
  }
  return 0;
}

}  // namespace

int show_functions(Session& session) {
  if (!session.arguments().operands().empty()) {
    return show_one(session);
  }
  ReferenceList list("function");
  FunctionRegistry language;
  stdlib::add_core_functions(language);
  add_family(session, list, "Functions of the language", language);
  FunctionRegistry module;
  stdlib::add_module_functions(module);
  add_family(session, list, "Functions of the stdlib module", module);
  FunctionRegistry plan;
  stdlib::add_bolt_functions(plan);
  add_family(session, list, "Plan functions", plan);
  for (const auto& [name, file] : session.workspace().modules().functions()) {
    const Documentation words = words_of(session, name);
    if (!words.is_private) {
      list.add(session, "Functions of modules", name, words.headline());
    }
  }
  list.show(session);
  return 0;
}

}  // namespace volley::cli
