#include "runtime/type/alias_type.hpp"

#include <algorithm>
#include <iterator>

#include "runtime/evaluate/error.hpp"
#include "runtime/type/composite_types.hpp"
#include "runtime/type/named_types.hpp"
#include "runtime/type/object_type.hpp"
#include "runtime/type/printer.hpp"
#include "runtime/type/type_set.hpp"

namespace volley::runtime {
namespace {

// Far above what data needs, far below what the stack holds.
constexpr std::size_t kNestingLimit = 400;

template <typename List>
class Entered {
 public:
  Entered(List& list, typename List::value_type item) : list_(list) { list_.push_back(std::move(item)); }
  Entered(const Entered&) = delete;
  Entered& operator=(const Entered&) = delete;
  ~Entered() { list_.pop_back(); }

 private:
  List& list_;
};

void check_nesting(std::size_t depth, const std::string& name) {
  if (depth > kNestingLimit) {
    throw EvaluationError("The value is nested too deeply to be compared with the type " + name);
  }
}

}  // namespace

AliasType::AliasType(std::string name, std::function<TypePointer()> resolve, Origin origin)
    : Type(kKind),
      name_(std::move(name)),
      origin_(origin),
      resolve_(std::move(resolve)),
      unresolved_(make<const ReferenceType>("UnresolvedReference")) {}

const Type& AliasType::resolved() const {
  if (!resolved_) {
    if (resolving_) {
      return *unresolved_;
    }
    resolve_now();
  }
  return *resolved_;
}

void AliasType::resolve_now() const {
  if (!resolve_) {
    throw EvaluationError("Reference to unresolved type " + name_);
  }
  struct Resolving {
    bool& flag;
    explicit Resolving(bool& value) : flag(value) { flag = true; }
    ~Resolving() { flag = false; }
  };
  const Resolving resolving(resolving_);
  TypePointer meaning = resolve_();
  if (!meaning) {
    throw EvaluationError("Reference to unresolved type " + name_);
  }
  // While this goes on, the alias means nothing to itself.
  meaning = meaning->normalized();
  if (!is_real(*meaning, 0)) {
    throw EvaluationError("Type alias '" + name_ + "' cannot be resolved to a real type");
  }
  resolved_ = without_itself(meaning);
  resolve_ = nullptr;
}

// X = X, X = Variant[X, X] and the like say nothing at all.
bool AliasType::is_real(const Type& type, std::size_t level) const {
  if (level > kNestingLimit) {
    return false;
  }
  if (const auto* variant = type_as<VariantType>(type)) {
    return std::ranges::any_of(variant->types(), [&](const auto& option) { return is_real(*option, level + 1); });
  }
  if (const auto* alias = type_as<AliasType>(type)) {
    return alias != this && (!alias->resolved_ || is_real(*alias->resolved_, level + 1));
  }
  return true;
}

// X = Variant[Integer, X] is Integer.
TypePointer AliasType::without_itself(const TypePointer& type) const {
  const auto* variant = type_as<VariantType>(*type);
  if (variant == nullptr) {
    return type;
  }
  std::vector<TypePointer> real;
  std::ranges::copy_if(variant->types(), std::back_inserter(real),
                       [&](const TypePointer& option) { return is_real(*option, 0); });
  return real.size() == variant->types().size() ? type : VariantType::of(real);
}

void AliasType::release() const {
  resolve_ = nullptr;
  resolved_ = {};
}

bool AliasType::guarded_comparison(const Type& receiver, const std::function<bool()>& compare) const {
  if (std::ranges::find(compared_by_, &receiver) != compared_by_.end()) {
    return true;
  }
  check_nesting(compared_by_.size(), name_);
  const Entered entered(compared_by_, &receiver);
  return compare();
}

bool AliasType::matches(const Value& value) const {
  if (std::ranges::any_of(matching_, [&](const Value& open) { return open.same(value); })) {
    return false;
  }
  check_nesting(matching_.size(), name_);
  const Entered entered(matching_, value);
  return resolved().matches(value);
}

bool AliasType::admits(const Type& other) const {
  if (this == &other || std::ranges::find(admitting_, &other) != admitting_.end()) {
    return true;
  }
  check_nesting(admitting_.size(), name_);
  const Entered entered(admitting_, &other);
  return resolved().assignable_from(other);
}

void AliasType::print(TypePrinter& printer) const {
  auto& open = printer.open_aliases();
  const bool member = origin_ == Origin::Member;
  if (!member || !printer.expands_aliases() || std::ranges::find(open, this) != open.end()) {
    printer.add(name_);
  }
  if (!printer.expands_aliases() || origin_ == Origin::BuiltIn || std::ranges::find(open, this) != open.end()) {
    return;
  }
  open.push_back(this);
  printer.add(member ? "" : " = ");
  printer.add(resolved());
  open.pop_back();
}

TypePointer alias_type(std::string name, std::function<TypePointer()> resolve) {
  return make<const AliasType>(std::move(name), std::move(resolve), AliasType::Origin::Defined);
}

void release_alias(const Type& type) {
  if (const auto* alias = type_as<AliasType>(type)) {
    alias->release();
  } else if (const auto* object = type_as<ObjectType>(type)) {
    object->release();
  } else if (const auto* set = type_as<TypeSetType>(type)) {
    set->release();
  }
}

}  // namespace volley::runtime
