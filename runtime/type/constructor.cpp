#include "runtime/type/constructor.hpp"

#include "runtime/evaluate/error.hpp"

namespace volley::runtime {
namespace {

class NoNames final : public TypeEnvironment {
 public:
  TypePointer find_type(std::string_view /*name*/) override { return {}; }
};

std::vector<Signature> parse_forms(Constructor::Texts texts, const std::vector<LocalType>& types) {
  NoNames names;
  return parse_signatures(std::span(texts.begin(), texts.size()), types, names);
}

}  // namespace

Constructor::Constructor(std::string name, const std::vector<LocalType>& types, Texts forms, Texts unsuited)
    : name_(std::move(name)), forms_(parse_forms(forms, types)), unsuited_(parse_forms(unsuited, types)) {}

std::size_t Constructor::choose(std::span<const Value> arguments) const {
  for (std::size_t at = 0; at < forms_.size(); ++at) {
    if (forms_[at].accepts(arguments, nullptr)) {
      return at;
    }
  }
  for (std::size_t at = 0; at < unsuited_.size(); ++at) {
    if (unsuited_[at].accepts(arguments, nullptr)) {
      return forms_.size() + at;
    }
  }
  throw EvaluationError(describe_rejection("'" + name_ + "'", forms_, arguments, nullptr));
}

}  // namespace volley::runtime
