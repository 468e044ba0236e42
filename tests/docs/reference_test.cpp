// Keeps the tables of docs/ in step with the tables of the program: each stands between two marks in its page and has
// to be what the program says. VOLLEY_WRITE_DOCS=1 writes them instead.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands/command_table.hpp"
#include "cli/options/option_table.hpp"
#include "lang/operator_table.hpp"
#include "runtime/evaluate/label.hpp"
#include "runtime/execute/plan_types.hpp"
#include "runtime/type/type_reference.hpp"
#include "stdlib/bolt/bolt_functions.hpp"
#include "stdlib/functions/functions.hpp"
#include "stdlib/module_functions/module_functions.hpp"

namespace {

using volley::runtime::FunctionRecord;
using volley::runtime::FunctionRegistry;

// What is known by name only, and refused when it is called.
bool is_refused(const FunctionRecord& record) {
  return record.documentation.starts_with("Not supported yet") || record.documentation.starts_with("Only available");
}

std::string cell(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    escaped += c == '|' ? "\\|" : std::string(1, c);
  }
  return escaped;
}

std::string function_row(const FunctionRecord& record) {
  std::string forms;
  for (const auto& overload : record.overloads) {
    forms += (forms.empty() ? "" : "<br>") + fmt::format("`({})`", cell(overload.signature));
  }
  return fmt::format("| `{}` | {} | `{}` | {} |\n", record.name, forms, record.overloads.front().returns,
                     cell(record.documentation));
}

std::string function_table(const FunctionRegistry& registry) {
  std::string table = "| Function | Parameters | Gives | |\n|---|---|---|---|\n";
  for (const auto& [name, record] : registry.all()) {
    table += is_refused(*record) ? "" : function_row(*record);
  }
  return table;
}

std::string refused_names(std::string_view reason) {
  FunctionRegistry registry;
  volley::stdlib::add_core_functions(registry);
  volley::stdlib::add_bolt_functions(registry);
  volley::stdlib::add_module_functions(registry);
  std::string names;
  for (const auto& [name, record] : registry.all()) {
    if (record->documentation.starts_with(reason)) {
      names += fmt::format("{}`{}`", names.empty() ? "" : ", ", name);
    }
  }
  return names + ".\n";
}

std::string plan_functions() {
  FunctionRegistry registry;
  volley::stdlib::add_bolt_functions(registry);
  return function_table(registry);
}

std::string language_functions() {
  FunctionRegistry registry;
  volley::stdlib::add_core_functions(registry);
  return function_table(registry);
}

std::string module_functions() {
  FunctionRegistry registry;
  volley::stdlib::add_module_functions(registry);
  return function_table(registry);
}

std::string later_functions() { return refused_names("Not supported yet"); }
std::string catalog_functions() { return refused_names("Only available"); }

std::string type_table() {
  std::string table;
  std::string_view group;
  for (const auto& reference : volley::runtime::type_references()) {
    if (const std::string_view next = title(reference.group); next != group) {
      group = next;
      table += fmt::format("\n## {}\n\n| Type | Written | Matches | True |\n|---|---|---|---|\n", group);
    }
    const auto code = [](std::string_view text) {
      return text.empty() ? std::string() : fmt::format("`{}`", cell(text));
    };
    table += fmt::format("| `{}` | {} | {} | {} |\n", reference.name, code(reference.parameters),
                         cell(reference.documentation), code(reference.example));
  }
  return table + "\n";
}

std::string plan_type_table() {
  std::string table = "| Type | Stands for | |\n|---|---|---|\n";
  for (const auto& type : volley::runtime::plan_type_references()) {
    table += fmt::format("| `{}` | {} | {} |\n", type.name,
                         type.definition.empty() ? "" : fmt::format("`{}`", cell(type.definition)), type.documentation);
  }
  return table;
}

std::string plan_type_members() {
  std::string table = "| Type | Member | Gives |\n|---|---|---|\n";
  for (const auto& type : volley::runtime::plan_type_references()) {
    if (type.members == nullptr) {
      continue;
    }
    for (const auto& member : type.members()) {
      const std::string parameters = member.parameters.empty() ? "" : fmt::format("({})", member.parameters);
      table += fmt::format("| `{}` | `{}{}` | `{}` |\n", type.name, member.name, cell(parameters), cell(member.gives));
    }
  }
  return table;
}

std::string operator_table() {
  std::map<int, std::string, std::greater<>> rows;
  const auto add = [&](int precedence, std::string_view symbol) {
    std::string& row = rows[precedence];
    row += fmt::format("{}`{}`", row.empty() ? "" : " ", cell(symbol));
  };
  for (const auto& row : volley::lang::infix_operators) {
    add(row.precedence, volley::runtime::symbol_of(row.operation));
  }
  add(volley::lang::selector_precedence, "? { }");
  add(volley::lang::minus_precedence, "- (one operand)");
  add(volley::lang::splat_precedence, "* (one operand)");
  add(volley::lang::not_precedence, "!");
  std::string table = "| Operators, the tightest first |\n|---|\n";
  for (const auto& [precedence, symbols] : rows) {
    table += fmt::format("| {} |\n", symbols);
  }
  return table;
}

std::string command_table() {
  std::string table = "| Command | |\n|---|---|\n";
  for (const auto& command : volley::cli::all_commands()) {
    if (command.run != nullptr) {
      table += fmt::format("| `volley {}` | {} |\n", cell(command.usage), command.summary);
    }
  }
  return table;
}

std::string later_commands() {
  std::string names;
  for (const auto& command : volley::cli::all_commands()) {
    if (command.run == nullptr) {
      names += fmt::format("{}`{}{}{}`", names.empty() ? "" : ", ", command.subcommand,
                           command.action.empty() ? "" : " ", command.action);
    }
  }
  return names + ".\n";
}

std::string option_table() {
  std::string table = "| Option | | Group |\n|---|---|---|\n";
  for (const auto& option : volley::cli::all_options()) {
    const std::string letter = option.short_name == '\0' ? "" : fmt::format("-{}, ", option.short_name);
    const std::string_view negation = option.kind == volley::cli::OptionKind::Negatable ? "[no-]" : "";
    table +=
        fmt::format("| `{}--{}{}{}{}` | {} | {} |\n", letter, negation, option.long_name,
                    option.argument.empty() ? "" : " ", option.argument, cell(option.description), title(option.group));
  }
  return table;
}

struct Section {
  std::string_view page;
  std::string_view name;
  std::string (*render)();
};

constexpr Section kSections[] = {
    {"functions.md", "plan functions", plan_functions},
    {"functions.md", "language functions", language_functions},
    {"functions.md", "module functions", module_functions},
    {"functions.md", "later functions", later_functions},
    {"functions.md", "catalog functions", catalog_functions},
    {"command-line.md", "commands", command_table},
    {"command-line.md", "later commands", later_commands},
    {"command-line.md", "options", option_table},
    {"types.md", "types", type_table},
    {"types.md", "plan types", plan_type_table},
    {"types.md", "plan type members", plan_type_members},
    {"language.md", "operators", operator_table},
};

std::string read(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("the tables of the documentation are those of the program") {
  for (const Section& section : kSections) {
    CAPTURE(section.name);
    const std::string path = fmt::format("{}/docs/{}", VOLLEY_SOURCE_DIRECTORY, section.page);
    std::string page = read(path);
    const std::string opening = fmt::format("<!-- table: {} -->\n", section.name);
    const std::size_t mark = page.find(opening);
    const std::size_t end = page.find("<!-- end of table -->", mark);
    REQUIRE(mark != std::string::npos);
    REQUIRE(end != std::string::npos);
    const std::size_t begin = mark + opening.size();
    const std::string table = section.render();
    if (std::getenv("VOLLEY_WRITE_DOCS") != nullptr) {
      std::ofstream(path) << page.replace(begin, end - begin, table);
    } else {
      CHECK(page.substr(begin, end - begin) == table);
    }
  }
}
