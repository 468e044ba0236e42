#include <charconv>

#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/evaluation.hpp"
#include "runtime/evaluate/suggestion.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

bool is_match_variable(std::string_view name) { return !name.empty() && name[0] >= '0' && name[0] <= '9'; }

std::size_t group_number(std::string_view name) {
  std::size_t number = kUnlimited;
  std::from_chars(name.data(), name.data() + name.size(), number);
  return number;
}

}  // namespace

Value Evaluation::search(const lang::Variable& node) {
  for (const lang::SlotReference& candidate : node.candidates) {
    const Frame::Slot& slot = frame_.ancestor(candidate.hops).slot(candidate.slot);
    if (slot.assigned) {
      return slot.value;
    }
    if (binding_ != nullptr && candidate.hops == 0 && candidate.slot < binding_->parameters.size()) {
      fail_unbound(candidate.slot);
    }
  }
  return lookup(node);
}

void Evaluation::fail_unbound(std::size_t slot) const {
  const std::string callee(binding_->callee);
  const std::string wanted(binding_->parameters[slot].name);
  if (slot < binding_->current) {
    throw EvaluationError(callee + ": expects a value for parameter $" + wanted);
  }
  throw EvaluationError(callee + ": default expression for $" +
                        std::string(binding_->parameters[binding_->current].name) +
                        " tries to illegally access not yet evaluated $" + wanted);
}

Value Evaluation::lookup(const lang::Variable& node) {
  if (is_match_variable(node.name)) {
    const MatchData* match = frame_.visible_match();
    return match == nullptr ? Value() : match->group(group_number(node.name));
  }
  const bool from_top = node.name.starts_with("::");
  const std::string_view name = from_top ? node.name.substr(2) : node.name;
  // A template is resolved alone; what surrounds it is known only now.
  if (!from_top && frame_.program().body->kind == lang::NodeKind::Epp) {
    for (Frame* frame = &frame_; frame != nullptr; frame = frame->parent()) {
      if (const Frame::Slot* slot = frame->find(name)) {
        return slot->value;
      }
    }
  }
  if (const Pointer<Frame>& top = evaluator_.environment().top()) {
    if (const Frame::Slot* slot = top->find(name)) {
      return slot->value;
    }
  }
  // Always there, and undef outside of classes.
  if (name == "module_name" || name == "caller_module_name") {
    return {};
  }
  EvaluationError error("Unknown variable: '" + std::string(node.name) + "'.", "UNKNOWN_VARIABLE", place(node));
  error.set_hint(hint_for_variable(frame_, evaluator_.environment().top().get(), name));
  throw error;
}

Value Evaluation::operator()(const lang::Assignment& node) {
  if (node.operation != lang::AssignmentOperator::Assign) {
    fail(node, "The operators += and -= are not supported", "APPENDS_DELETES_NO_LONGER_SUPPORTED");
  }
  const Value value = evaluate(*node.value);
  return assign(*node.target, value, node);
}

Value Evaluation::assign(const lang::Node& target, const Value& value, const lang::Assignment& node) {
  if (target.kind == lang::NodeKind::Variable) {
    assign_variable(static_cast<const lang::Variable&>(target), value, node);
  } else if (target.kind == lang::NodeKind::Array) {
    assign_list(static_cast<const lang::Array&>(target), value, node);
  } else {
    fail(target, "Illegal attempt to assign to something that is not a variable", "ILLEGAL_ASSIGNMENT");
  }
  return value;
}

void Evaluation::assign_variable(const lang::Variable& target, const Value& value, const lang::Assignment& node) {
  const std::string name(target.name);
  if (name == "server_facts") {
    fail(node, "Attempt to assign to a reserved variable name: '$" + name + "'", "ILLEGAL_RESERVED_ASSIGNMENT");
  }
  Frame::Slot* slot = nullptr;
  for (const lang::SlotReference& candidate : target.candidates) {
    if (candidate.hops == 0) {
      slot = &frame_.slot(candidate.slot);
      break;
    }
  }
  slot = slot != nullptr ? slot : frame_.named(target.name);
  if (slot == nullptr) {
    fail(node, "Illegal attempt to assign to '" + name + "'. Cannot assign to variables in other namespaces",
         "CROSS_SCOPE_ASSIGNMENT");
  }
  if (slot->assigned) {
    fail(node, "Cannot reassign variable '$" + name + "'", "ILLEGAL_REASSIGNMENT");
  }
  slot->value = value;
  slot->assigned = true;
}

void Evaluation::assign_list(const lang::Array& targets, const Value& value, const lang::Assignment& node) {
  if (value.is_hash()) {
    for (const lang::Node* target : targets.items) {
      if (target->kind != lang::NodeKind::Variable) {
        fail(node, "No value for required key in assignment to variables from hash", "MISSING_MULTI_ASSIGNMENT_KEY");
      }
      const std::string_view name = static_cast<const lang::Variable&>(*target).name;
      const Value* found = value.as_hash().find(name);
      if (found == nullptr) {
        fail(node, "No value for required key '" + std::string(name) + "' in assignment to variables from hash",
             "MISSING_MULTI_ASSIGNMENT_KEY");
      }
      assign(*target, *found, node);
    }
    return;
  }
  const std::size_t count = value.is_array() ? value.as_array().size() : 1;
  if (count != targets.items.size()) {
    fail(node,
         "Mismatched number of assignable entries and values, expected " + std::to_string(targets.items.size()) +
             ", got " + std::to_string(count),
         "ILLEGAL_MULTI_ASSIGNMENT_SIZE");
  }
  for (std::size_t at = 0; at < count; ++at) {
    assign(*targets.items[at], value.is_array() ? value.as_array()[at] : value, node);
  }
}

}  // namespace volley::runtime
