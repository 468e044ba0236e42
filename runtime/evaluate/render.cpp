// Templates: how their parameters and surroundings become variables.
#include <string>
#include <vector>

#include "runtime/evaluate/closure.hpp"
#include "runtime/evaluate/evaluation.hpp"
#include "runtime/evaluate/named_arguments.hpp"

namespace volley::runtime {
namespace {

// The names of variables that no program mentions.
struct OwnedNames {
  std::vector<std::string> texts;
  std::vector<std::string_view> names;
  lang::FrameLayout layout;

  explicit OwnedNames(const Hash& variables) {
    for (const auto& [name, value] : variables) {
      texts.emplace_back(name.as_string());
    }
    names.assign(texts.begin(), texts.end());
    layout.names = names;
  }
};

// Variables that the caller of a template chose.
class GivenFrame final : private OwnedNames, public Frame {
 public:
  GivenFrame(const Hash& variables, NodeCache& nodes, Pointer<Frame> parent)
      : OwnedNames(variables), Frame(OwnedNames::layout, nodes, std::move(parent)) {
    std::size_t number = 0;
    for (const auto& [name, value] : variables) {
      assign(number++, value);
    }
  }
};

}  // namespace

Value Evaluator::render(const lang::ProgramPointer& program, const std::optional<Hash>& parameters,
                        Frame* surroundings) {
  find_stack_limit();
  if (program->body->kind != lang::NodeKind::Epp) {
    throw EvaluationError("render() expects a template");
  }
  environment_.define(program);
  const auto& epp = static_cast<const lang::Epp&>(*program->body);
  const Hash given = parameters.value_or(Hash());
  const bool free = !epp.parameters_specified && parameters.has_value();
  NodeCache& nodes = environment_.cache().of(*program);
  Pointer<Frame> outer(surroundings);
  if (free) {
    outer = make<GivenFrame>(given, nodes, std::move(outer));
  }
  const Pointer<Frame> frame = make<Frame>(epp.layout, nodes, std::move(outer));
  Evaluation evaluation(*this, *frame);
  const Callable& callable = evaluation.callable(epp);
  if (!free) {
    evaluation.bind_named(epp.parameters, given, "lambda");
    check_named_arguments("lambda", epp.parameters, callable.signature, given, *frame);
  }
  try {
    return evaluation.evaluate(epp);
  } catch (ControlTransfer& transfer) {
    if (transfer.kind != ControlTransfer::Kind::Next) {
      throw;
    }
    return std::move(transfer.value);
  }
}

}  // namespace volley::runtime
