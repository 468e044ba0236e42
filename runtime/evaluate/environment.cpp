#include "runtime/evaluate/environment.hpp"

#include <utility>

#include "lang/parser.hpp"
#include "runtime/evaluate/code_cache.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/type/named_types.hpp"
#include "runtime/type/object_type.hpp"
#include "runtime/type/type_set.hpp"

namespace volley::runtime {
namespace {

std::string_view without_leading_colons(std::string_view name) {
  return name.starts_with("::") ? name.substr(2) : name;
}

std::string lower_case(std::string_view name) {
  std::string lower(without_leading_colons(name));
  for (char& byte : lower) {
    byte = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
  }
  return lower;
}

lang::Place place_of(const lang::ProgramPointer& program, const lang::Node& node) {
  return {program->source, node.span};
}

[[noreturn]] void refuse_redefinition(std::string_view kind, std::string_view name, const lang::Place& first,
                                      const lang::Place& second) {
  std::string message = "Attempt to redefine the " + std::string(kind) + " '" + std::string(name) + "'";
  if (first.known()) {
    const lang::Position position = first.position();
    message += ", which was defined at " + first.file() + ":" + std::to_string(position.line) + ":" +
               std::to_string(position.column);
  }
  throw EvaluationError(std::move(message), std::string(kDuplicateDefinition), second);
}

template <typename Definition, typename Table>
void add_definition(Table& table, std::string_view kind, const lang::ProgramPointer& program,
                    const Definition& definition) {
  const std::string name(definition.name);
  const auto known = table.find(name);
  if (known != table.end() && known->second) {
    if (known->second.definition == &definition) {
      return;
    }
    refuse_redefinition(kind, name, place_of(known->second.program, *known->second.definition),
                        place_of(program, definition));
  }
  table.insert_or_assign(name, Loaded<Definition>{program, &definition});
}

// What stands between the brackets of `type X = TypeSet[...]`; nullptr for anything else.
const lang::Node* type_set_initializer(const lang::Node& expression) {
  if (expression.kind != lang::NodeKind::Access) {
    return nullptr;
  }
  const auto& access = static_cast<const lang::Access&>(expression);
  const bool is_set = access.object->kind == lang::NodeKind::QualifiedReference &&
                      static_cast<const lang::QualifiedReference&>(*access.object).name == "TypeSet";
  return is_set && access.keys.size() == 1 ? access.keys[0] : nullptr;
}

// A type of unknown name with parameters is shown as it stands in the text, from the name of the alias on.
TypePointer unknown_type(const lang::TypeAlias& alias, const lang::SourcePointer& source) {
  const std::string_view text = source->text().substr(0, alias.type->span.end - 1);
  std::size_t begin = text.rfind(alias.name, text.rfind('=', alias.type->span.begin));
  begin = begin == std::string_view::npos ? alias.type->span.begin : begin;
  return make<const ReferenceType>(std::string(text.substr(begin)));
}

Loaded<lang::TypeAlias> parsed_definition(const TypeRecord& record) {
  const auto source =
      std::make_shared<const lang::Source>("<built-in>", "type " + record.name + " = " + record.definition);
  lang::ProgramPointer program = lang::parse_program(source);
  const auto* alias = static_cast<const lang::TypeAlias*>(program->definitions.front());
  return {std::move(program), alias};
}

// A definition may need another one to be read first, and so on: each of them takes stack.
class NestedDefinition {
 public:
  explicit NestedDefinition(std::size_t& open) : open_(open) {
    constexpr std::size_t kMaximum = 100;
    if (open_ >= kMaximum) {
      throw EvaluationError("The type is nested too deeply");
    }
    ++open_;
  }
  NestedDefinition(const NestedDefinition&) = delete;
  NestedDefinition& operator=(const NestedDefinition&) = delete;
  ~NestedDefinition() { --open_; }

 private:
  std::size_t& open_;
};

}  // namespace

Environment::Environment(const FunctionRegistry& registry, DefinitionLoader* loader, LogSink* sink)
    : registry_(registry), loader_(loader), sink_(sink), cache_(std::make_unique<CodeCache>()) {}

Environment::~Environment() {
  for (const auto& [name, type] : types_) {
    if (type) {
      release_alias(*type);
    }
  }
}

void Environment::check_watch() {
  calls_until_check_ = kCallsBetweenChecks;
  if (watch_ != nullptr) {
    watch_->check();
  }
}

void Environment::log(LogLevel level, std::string_view message) const {
  if (sink_ != nullptr) {
    sink_->log(level, message);
  }
}

void Environment::warn_once(const std::string& key, std::string_view message) {
  if (given_warnings_.insert(key).second) {
    log(LogLevel::Warning, message);
  }
}

const Pointer<Frame>& Environment::top() const { return cache_->top; }
void Environment::set_top(Pointer<Frame> top) { cache_->top = std::move(top); }

void Environment::define(const lang::ProgramPointer& program) {
  if (!programs_.insert(program).second) {
    return;
  }
  for (const lang::Node* definition : program->definitions) {
    define_one(program, *definition);
  }
  cache_->forget_names();
}

void Environment::define_one(const lang::ProgramPointer& program, const lang::Node& definition) {
  switch (definition.kind) {
    case lang::NodeKind::FunctionDefinition:
      add_definition(functions_, "function", program, static_cast<const lang::FunctionDefinition&>(definition));
      functions_may_break_ = functions_may_break_ || static_cast<const lang::FunctionDefinition&>(definition).may_break;
      break;
    case lang::NodeKind::PlanDefinition:
      add_definition(plans_, "plan", program, static_cast<const lang::PlanDefinition&>(definition));
      break;
    case lang::NodeKind::TypeAlias: define_alias(program, static_cast<const lang::TypeAlias&>(definition)); break;
    default:
      // The others raise their error where they are evaluated.
      break;
  }
}

TypePointer Environment::make_alias(const lang::ProgramPointer& program, const lang::TypeAlias& alias) {
  if (const lang::Node* initializer = type_set_initializer(*alias.type)) {
    return named_type_set(std::string(alias.name), *initializer, program->source, *this);
  }
  if (const lang::Node* initializer = object_initializer(*alias.type)) {
    return make<const ObjectType>(std::string(alias.name), [this, initializer, source = program->source] {
      const NestedDefinition nested(open_definitions_);
      return parameter_from_node(*initializer, source, *this);
    });
  }
  return alias_type(std::string(alias.name), [this, &alias, source = program->source] {
    TypePointer type = type_from_node(*alias.type, source, *this);
    const bool unknown = type->is(TypeKind::Reference) && alias.type->kind == lang::NodeKind::Access;
    return unknown ? unknown_type(alias, source) : type;
  });
}

void Environment::define_alias(const lang::ProgramPointer& program, const lang::TypeAlias& alias) {
  const lang::Place place = place_of(program, alias);
  if (builtin_type(alias.name)) {
    throw EvaluationError("Attempt to redefine the type '" + std::string(alias.name) + "' of the language",
                          std::string(kDuplicateDefinition), place);
  }
  const std::string key = lower_case(alias.name);
  const auto [known, added] = types_.try_emplace(key);
  if (!added && known->second) {
    refuse_redefinition("type", alias.name, type_places_[key], place);
  }
  known->second = make_alias(program, alias);
  type_places_[key] = place;
}

// What was odd about a file when it was read.
void Environment::warn(const lang::Program& program) const {
  for (const lang::Diagnostic& warning : program.warnings) {
    log(LogLevel::Warning, warning.message + lang::puppet_location(warning.place));
  }
}

Loaded<lang::FunctionDefinition> Environment::find_function(std::string_view name) {
  const std::string key(without_leading_colons(name));
  if (const auto known = functions_.find(key); known != functions_.end()) {
    return known->second;
  }
  Loaded<lang::FunctionDefinition> loaded;
  if (loader_ != nullptr) {
    loaded = loader_->load_function(key);
  }
  if (loaded) {
    warn(*loaded.program);
    define(loaded.program);
  }
  return functions_[key] = loaded;
}

Loaded<lang::PlanDefinition> Environment::find_plan(std::string_view name) {
  const std::string key(without_leading_colons(name));
  if (const auto known = plans_.find(key); known != plans_.end()) {
    return known->second;
  }
  Loaded<lang::PlanDefinition> loaded;
  if (loader_ != nullptr) {
    loaded = loader_->load_plan(key);
  }
  if (loaded) {
    warn(*loaded.program);
    define(loaded.program);
  }
  return plans_[key] = loaded;
}

TypePointer Environment::find_type(std::string_view name) {
  const std::string key = lower_case(name);
  if (const auto known = types_.find(key); known != types_.end()) {
    return known->second;
  }
  Loaded<lang::TypeAlias> loaded;
  if (loader_ != nullptr) {
    loaded = loader_->load_type(key);
  }
  if (const TypeRecord* record = loaded ? nullptr : registry_.find_type(key)) {
    loaded = parsed_definition(*record);
  }
  if (!loaded) {
    return types_[key] = TypePointer();
  }
  programs_.insert(loaded.program);
  return types_[key] = make_alias(loaded.program, *loaded.definition);
}

std::vector<std::string> Environment::known_functions() const {
  std::vector<std::string> names = loader_ == nullptr ? std::vector<std::string>() : loader_->function_names();
  for (const auto& [name, function] : functions_) {
    if (function) {
      names.push_back(name);
    }
  }
  return names;
}

std::optional<std::string> Environment::foreign_function(std::string_view name) const {
  return loader_ == nullptr ? std::nullopt : loader_->foreign_function(without_leading_colons(name));
}

std::vector<std::string> Environment::known_types() const {
  std::vector<std::string> names = loader_ == nullptr ? std::vector<std::string>() : loader_->type_names();
  for (const auto& [name, type] : types_) {
    if (type) {
      names.emplace_back(type->name());
    }
  }
  return names;
}

void Environment::add_type(std::string name, TypePointer type) {
  types_[lower_case(name)] = std::move(type);
  cache_->forget_names();
}

}  // namespace volley::runtime
