#include "runtime/type/iterator.hpp"

#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "runtime/type/composite_types.hpp"
#include "runtime/type/named_types.hpp"

namespace volley::runtime {
namespace {

// Far more than anybody lists, far less than what would not fit.
constexpr std::uint64_t kMaximumCount = 10'000'000;

std::string tree_class(Iterator::Kind kind) {
  return std::string("Puppet::Pops::Types::Iterable::") +
         (kind == Iterator::Kind::DepthFirst ? "DepthFirst" : "BreadthFirst") + "TreeIterator";
}

}  // namespace

const TypePointer& ElementType::type() const {
  if (!type_) {
    type_ = infer_(source_);
  }
  return type_;
}

Iterator::Iterator(Kind kind, Values items, std::shared_ptr<const ElementType> element)
    : kind_(kind), items_(std::move(items)), element_(std::move(element)) {
  nest_around(Value(*items_));
  nest_around(element_->source());
}

Iterator::Iterator(Numbers numbers, TypePointer element)
    : kind_(Kind::Stepping), numbers_(numbers), element_(std::make_shared<const ElementType>(std::move(element))) {}

TypePointer Iterator::type() const {
  if (is_tree()) {
    return make<const RuntimeType>("ruby", tree_class(kind_));
  }
  return make<const IteratorType>(element_type());
}

Value Iterator::element(std::uint64_t position) const {
  if (items_) {
    return (*items_)[position];
  }
  const std::uint64_t distance = position * static_cast<std::uint64_t>(numbers_.step);
  return Value(static_cast<std::int64_t>(static_cast<std::uint64_t>(numbers_.first) + distance));
}

std::optional<Value> Iterator::next() const {
  if (position_ >= size()) {
    return std::nullopt;
  }
  return element(position_++);
}

std::optional<Value> Iterator::at(std::uint64_t& position) const {
  if (!starts_afresh()) {
    return next();
  }
  return position < size() ? std::optional(element(position++)) : std::nullopt;
}

Values Iterator::all() const {
  if (size() - std::min(size(), beginning()) > kMaximumCount) {
    throw EvaluationError("The range of integers is too large to become an Array");
  }
  Values values;
  std::uint64_t position = 0;
  for (std::optional<Value> value; (value = at(position));) {
    values.push_back(std::move(*value));
  }
  return values;
}

Values Iterator::left(std::uint64_t most) const {
  Values values;
  const std::uint64_t end = std::min(size(), most > size() - std::min(size(), position_) ? size() : position_ + most);
  for (std::uint64_t position = position_; position < end; ++position) {
    values.push_back(element(position));
  }
  return values;
}

std::string Iterator::to_string() const {
  if (is_tree()) {
    return "#<" + tree_class(kind_) + ">";
  }
  return "Iterator[" + element_type()->generalized()->to_string() + "]-Value";
}

}  // namespace volley::runtime
