// prompt and prompt::menu: questions to whoever started the run.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/sensitive.hpp"
#include "runtime/value/text.hpp"
#include "stdlib/bolt/call_options.hpp"
#include "stdlib/bolt/families.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::Engine;
using runtime::Hash;
using runtime::Value;

// What was typed, or the default when nothing was, or when there is nobody to ask.
Value answer_to(Engine& engine, const std::string& text, const Hash& options) {
  const Value fallback = options.get("default");
  const bool secret = options.get("sensitive").truthy();
  if (!engine.can_ask()) {
    if (fallback.truthy()) {
      return fallback;
    }
    throw runtime::PlanError("bolt/no-tty-error", "STDIN is not a tty, unable to prompt");
  }
  const bool show_default = fallback.truthy() && !secret;
  const std::string typed =
      engine.ask({show_default ? fmt::format("{} [{}]: ", text, runtime::to_text(fallback)) : text + ": ", secret});
  return typed.empty() && !fallback.is_undef() ? fallback : Value(typed);
}

Value prompt(Call& call) {
  const Hash options = read_options(call, 1).others;
  if (options.contains("default") && !options.get("default").is_string()) {
    refuse_options("Option 'default' must be a string");
  }
  Value answer = answer_to(engine_of(call), std::string(call.arguments[0].as_string()), options);
  return options.get("sensitive").truthy() ? Value(runtime::make<const runtime::Sensitive>(std::move(answer))) : answer;
}

Hash numbered(const runtime::Values& items) {
  Hash menu;
  for (std::size_t at = 0; at < items.size(); ++at) {
    menu.set(Value(std::to_string(at + 1)), items[at]);
  }
  return menu;
}

std::string menu_text(const Hash& menu) {
  std::size_t width = 0;
  for (const auto& entry : menu) {
    width = std::max(width, entry.key.as_string().size() + 2);
  }
  std::string text;
  for (const auto& [key, value] : menu) {
    text += fmt::format("{:<{}} {}\n", "(" + std::string(key.as_string()) + ")", width, runtime::to_text(value));
  }
  return text;
}

Value prompt_menu(Call& call) {
  const Value& given = call.arguments[1];
  const Hash menu = given.is_array() ? numbered(given.as_array()) : given.as_hash();
  Hash options;
  if (call.has(2)) {
    options = call.arguments[2].as_hash();
  }
  if (menu.empty()) {
    refuse_options("Menu cannot be empty");
  }
  const Value* fallback = options.find("default");
  const auto is_default = [&](const Value& value) { return fallback != nullptr && strictly_equal(*fallback, value); };
  if (fallback != nullptr &&
      std::none_of(menu.begin(), menu.end(), [&](const auto& entry) { return is_default(entry.value); })) {
    refuse_options(
        fmt::format("Default value '{}' is not one of the provided menu options", runtime::to_text(*fallback)));
  }
  const std::string question(call.arguments[0].as_string());
  std::string text = menu_text(menu) + question;
  for (;;) {
    const Value answer = answer_to(engine_of(call), text, options);
    if (const Value* chosen = menu.find(answer)) {
      return *chosen;
    }
    if (is_default(answer)) {
      return answer;
    }
    text = "Invalid option, try again. " + question;
  }
}

const auto kFunctions = std::to_array<runtime::FunctionRecord>({
    {"prompt",
     {{"String prompt, Hash[String[1], Any] ?options", "Variant[String, Sensitive]", prompt}},
     "Asks whoever runs the plan. Options: default, sensitive (what is typed is not shown, and the answer is "
     "Sensitive)."},
    {"prompt::menu",
     {{"String prompt, Array[Variant[Target, Data]] menu, Hash[String[1], Variant[Target, Data]] ?options",
       "Variant[Target, Data]", prompt_menu},
      {"String prompt, Hash[String[1], Variant[Target, Data]] menu, Hash[String[1], Variant[Target, Data]] ?options",
       "Variant[TargetSpec, Data]", prompt_menu}},
     "Lets whoever runs the plan choose; by number from an array, by key from a hash. Options: default."},
});

}  // namespace

std::span<const runtime::FunctionRecord> prompt_functions() { return kFunctions; }

}  // namespace volley::stdlib
