// An object definition as text.
#include "runtime/type/composite_types.hpp"
#include "runtime/type/object_definition.hpp"
#include "runtime/type/printer.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

// "{key => value, ...}", piece by piece.
class Fields {
 public:
  explicit Fields(TypePrinter& printer) : printer_(printer) { printer_.add("{"); }
  TypePrinter& field(std::string_view name) {
    printer_.add(separator_);
    printer_.add(name);
    printer_.add(" => ");
    separator_ = ", ";
    return printer_;
  }
  void close() { printer_.add("}"); }

 private:
  TypePrinter& printer_;
  std::string_view separator_;
};

std::string_view kind_name(ObjectMember::Kind kind) {
  switch (kind) {
    case ObjectMember::Kind::Constant: return "constant";
    case ObjectMember::Kind::Derived: return "derived";
    case ObjectMember::Kind::GivenOrDerived: return "given_or_derived";
    default: return "reference";
  }
}

// Type parameters are optional by nature, which is not shown.
const Type& shown_type(const ObjectMember& member) {
  const auto* optional = type_as<OptionalType>(*member.type);
  const bool hidden = member.feature == ObjectMember::Feature::TypeParameter && optional != nullptr;
  return hidden && optional->inner() != nullptr ? *optional->inner() : *member.type;
}

void print_member(TypePrinter& printer, const ObjectMember& member) {
  const bool constant = member.kind == ObjectMember::Kind::Constant;
  const bool final = member.final && !constant;
  if (!final && !member.overrides && member.kind == ObjectMember::Kind::Plain && !member.value) {
    return printer.add(shown_type(member));
  }
  Fields fields(printer);
  fields.field("type").add(shown_type(member));
  if (final) {
    fields.field("final").add("true");
  }
  if (member.overrides) {
    fields.field("override").add("true");
  }
  if (member.kind != ObjectMember::Kind::Plain) {
    fields.field("kind").add(kind_name(member.kind));
  }
  if (member.value) {
    fields.field("value").add_value(*member.value);
  }
  fields.close();
}

void print_members(TypePrinter& printer, const std::vector<const ObjectMember*>& members, bool only_values) {
  Fields fields(printer);
  for (const ObjectMember* member : members) {
    fields.field(quote_text(member->name));
    if (only_values) {
      printer.add_value(*member->value);
    } else {
      print_member(printer, *member);
    }
  }
  fields.close();
}

bool is_short_constant(const ObjectMember& member) {
  return member.kind == ObjectMember::Kind::Constant && member.value &&
         member.type->equals(*infer_reduced_type(*member.value)->generalized());
}

void print_group(Fields& fields, std::string_view name, TypePrinter& printer, const ObjectMembers& members,
                 bool (*chosen)(const ObjectMember&), bool only_values = false) {
  std::vector<const ObjectMember*> group;
  for (const ObjectMember& member : members) {
    if (chosen(member)) {
      group.push_back(&member);
    }
  }
  if (!group.empty()) {
    fields.field(name);
    print_members(printer, group, only_values);
  }
}

}  // namespace

std::string print_object_definition(const std::string& name, const ObjectDefinition& definition) {
  TypePrinter printer(TypePrinter::Aliases::Named);
  Fields fields(printer);
  const auto any = [](const ObjectMember&) { return true; };
  if (definition.annotations) {
    fields.field("annotations").add_value(*definition.annotations);
  }
  if (!name.empty()) {
    fields.field("name").add(quote_text(name));
  }
  if (definition.parent) {
    fields.field("parent").add(*definition.parent);
  }
  print_group(fields, "type_parameters", printer, definition.type_parameters, any);
  print_group(fields, "attributes", printer, definition.attributes,
              [](const ObjectMember& member) { return !is_short_constant(member); });
  print_group(fields, "constants", printer, definition.attributes, is_short_constant, true);
  print_group(fields, "functions", printer, definition.functions, any);
  if (definition.equality) {
    Values names(definition.equality->begin(), definition.equality->end());
    fields.field("equality").add_value(Value(std::move(names)));
  }
  if (definition.checks) {
    fields.field("checks").add_value(*definition.checks);
  }
  fields.close();
  return printer.take();
}

}  // namespace volley::runtime
