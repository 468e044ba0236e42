#include "runtime/type/constructor.hpp"

#include <map>

#include "runtime/evaluate/error.hpp"

namespace volley::runtime {
namespace {

class LocalTypes final : public TypeEnvironment {
 public:
  void add(const std::string& name, const std::string& text) {
    TypePointer type = parse_type(text, *this);
    types_.emplace(name, alias_type(name, [type] { return type; }));
  }
  TypePointer find_type(std::string_view name) override {
    const auto found = types_.find(name);
    return found == types_.end() ? TypePointer{} : found->second;
  }

 private:
  std::map<std::string, TypePointer, std::less<>> types_;
};

}  // namespace

Constructor::Constructor(std::string name, const std::vector<LocalType>& types,
                         std::initializer_list<std::string_view> forms)
    : name_(std::move(name)) {
  LocalTypes local;
  for (const LocalType& type : types) {
    local.add(type.name, type.text);
  }
  for (const std::string_view form : forms) {
    forms_.push_back(parse_signature(form, local));
  }
}

std::size_t Constructor::choose(std::span<const Value> arguments) const {
  for (std::size_t at = 0; at < forms_.size(); ++at) {
    if (forms_[at].accepts(arguments, nullptr)) {
      return at;
    }
  }
  throw EvaluationError(describe_rejection("'" + name_ + "'", forms_, arguments, nullptr));
}

}  // namespace volley::runtime
