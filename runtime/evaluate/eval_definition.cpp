#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/evaluation.hpp"

namespace volley::runtime {
namespace {

constexpr std::string_view kNotSupported = "NOT_SUPPORTED";

std::string not_supported(std::string_view construct) { return std::string(construct) + " is not supported yet"; }

}  // namespace

// Definitions were made known before evaluation began.
Value Evaluation::operator()(const lang::FunctionDefinition& /*node*/) { return {}; }
Value Evaluation::operator()(const lang::PlanDefinition& /*node*/) { return {}; }
Value Evaluation::operator()(const lang::TypeAlias& /*node*/) { return {}; }

Value Evaluation::operator()(const lang::Lambda& node) {
  fail(node, not_supported("A lambda outside of a call"), kNotSupported);
}
Value Evaluation::operator()(const lang::TypeMapping& node) {
  fail(node, not_supported("A type mapping"), kNotSupported);
}
Value Evaluation::operator()(const lang::TypeDefinition& node) {
  fail(node, not_supported("A type definition"), kNotSupported);
}
Value Evaluation::operator()(const lang::Apply& node) { fail(node, not_supported("An apply block"), kNotSupported); }
Value Evaluation::operator()(const lang::Resource& node) { fail(node, not_supported("A resource"), kNotSupported); }
Value Evaluation::operator()(const lang::ResourceDefaults& node) {
  fail(node, not_supported("Setting resource defaults"), kNotSupported);
}
Value Evaluation::operator()(const lang::ResourceOverride& node) {
  fail(node, not_supported("Overriding a resource"), kNotSupported);
}
Value Evaluation::operator()(const lang::Collector& node) {
  fail(node, not_supported("A resource collector"), kNotSupported);
}
Value Evaluation::operator()(const lang::Relationship& node) {
  fail(node, not_supported("A relationship of resources"), kNotSupported);
}
Value Evaluation::operator()(const lang::ClassDefinition& node) { fail(node, not_supported("A class"), kNotSupported); }
Value Evaluation::operator()(const lang::DefinedTypeDefinition& node) {
  fail(node, not_supported("A defined type"), kNotSupported);
}
Value Evaluation::operator()(const lang::NodeDefinition& node) {
  fail(node, not_supported("A node definition"), kNotSupported);
}

}  // namespace volley::runtime
