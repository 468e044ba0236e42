#include "runtime/type/known_objects.hpp"

#include <array>

#include "lang/parser.hpp"

namespace volley::runtime {
namespace {

struct KnownObject {
  std::string_view name;
  std::string_view definition;
};

constexpr KnownObject kError = {"Error",
                                R"({type_parameters => {
          kind => Optional[Variant[String, Regexp, Type[Enum], Type[Pattern], Type[NotUndef], Type[Undef]]],
          issue_code => Optional[Variant[String, Regexp, Type[Enum], Type[Pattern], Type[NotUndef], Type[Undef]]]},
        attributes => {
          msg => String[1],
          kind => {type => Optional[String[1]], value => undef},
          details => {type => Optional[Hash[String[1], Data]], value => undef},
          issue_code => {type => Optional[String[1]], value => undef}},
        functions => {message => Callable[[], String[1]]}})"};

constexpr std::array kOthers = {
    KnownObject{"Deferred",
                R"({attributes => {
                      name => Pattern[/\A[$]?[a-z][a-z0-9_]*(?:::[a-z][a-z0-9_]*)*\z/],
                      arguments => {type => Optional[Array], value => undef}}})"},
    KnownObject{"Task",
                R"({attributes => {
                      name => Pattern[/\A[a-z][a-z0-9_]*(?:::[a-z][a-z0-9_]*)*\z/],
                      files => Array[Struct[{name => String, path => String}]],
                      metadata => Hash[String, Any],
                      parameters => {type => Optional[Hash[Pattern[/\A[a-z][a-z0-9_]*\z/], Type]], value => undef}}})"},
    KnownObject{"Pcore", "{}"},
    KnownObject{"Annotation", "{}"},
};

class NoNames final : public TypeEnvironment {
 public:
  TypePointer find_type(std::string_view /*name*/) override { return {}; }
};

Pointer<const ObjectType> object_of(const KnownObject& object) {
  return make<const ObjectType>(std::string(object.name), [text = object.definition] {
    const auto source = std::make_shared<const lang::Source>("<type>", "Object[" + std::string(text) + "]");
    const lang::ProgramPointer program = lang::parse_type_expression(source);
    NoNames names;
    return parameter_from_node(*object_initializer(*program->body), source, names);
  });
}

}  // namespace

const ObjectType& error_object() {
  static const Pointer<const ObjectType> type = object_of(kError);
  return *type;
}

std::vector<TypePointer> known_object_types() {
  std::vector<TypePointer> types;
  for (const KnownObject& object : kOthers) {
    types.push_back(object_of(object));
  }
  return types;
}

}  // namespace volley::runtime
