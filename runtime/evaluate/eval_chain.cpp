#include "lang/chain.hpp"
#include "runtime/evaluate/evaluation.hpp"

namespace volley::runtime {

// Generated code may add up ten thousand terms: the nesting of such a tree is no reason to recurse.
Value Evaluation::chain(const lang::Node& node) {
  boost::container::small_vector<const lang::Node*, 6> links;
  const lang::Node* at = &node;
  do {
    links.push_back(at);
    at = lang::chained_part(*at);
  } while (at->kind == lang::NodeKind::Binary || at->kind == lang::NodeKind::MethodCall ||
           (at->kind == lang::NodeKind::Access &&
            static_cast<const lang::Access*>(at)->object->kind != lang::NodeKind::QualifiedReference));
  Value value;
  if (links.back()->kind == lang::NodeKind::MethodCall) {
    // Only here can the receiver be an unfolded array.
    Arguments arguments;
    append_arguments(arguments, lang::NodeList(&at, 1));
    value = method_call(static_cast<const lang::MethodCall&>(*links.back()), std::move(arguments));
    links.pop_back();
  } else {
    value = evaluate(*at);
  }
  for (; !links.empty(); links.pop_back()) {
    const lang::Node& link = *links.back();
    switch (link.kind) {
      case lang::NodeKind::Binary: value = binary(static_cast<const lang::Binary&>(link), std::move(value)); break;
      case lang::NodeKind::Access: value = access(static_cast<const lang::Access&>(link), value); break;
      default: {
        Arguments arguments;
        arguments.push_back(std::move(value));
        value = method_call(static_cast<const lang::MethodCall&>(link), std::move(arguments));
      }
    }
  }
  return value;
}

}  // namespace volley::runtime
