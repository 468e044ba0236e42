// What reverse_each, step and tree_each give without a lambda: elements that can be walked through, but are no Array.
// An iterator remembers how far it was walked: whoever goes on gets what is left.
//
//   for (std::optional<Value> element; (element = iterator.next());) ...
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "runtime/type/type.hpp"

namespace volley::runtime {

// What the elements of an iterator are: known from the start, or found in what they come from when somebody asks.
class ElementType {
 public:
  using Inference = TypePointer (*)(const Value& source);
  explicit ElementType(TypePointer known) : type_(std::move(known)) {}
  ElementType(Value source, Inference infer) : source_(std::move(source)), infer_(infer) {}

  [[nodiscard]] const TypePointer& type() const;
  [[nodiscard]] const Value& source() const { return source_; }

 private:
  mutable TypePointer type_;
  Value source_;
  Inference infer_ = nullptr;
};

class Iterator final : public Object {
 public:
  enum class Kind {
    Listed,    // knows all its elements: only next() uses it up, all() starts from the beginning
    Entries,   // the same with the entries of a hash: a lambda with two parameters gets key and value
    Stepping,  // whatever walks through it uses it up
    DepthFirst,
    BreadthFirst,
  };
  // From `first` on by `step`, without a list of the numbers.
  struct Numbers {
    std::int64_t first = 0;
    std::int64_t step = 1;
    std::uint64_t count = 0;
  };

  Iterator(Kind kind, Values items, std::shared_ptr<const ElementType> element);
  Iterator(Numbers numbers, TypePointer element);

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is_tree() const { return kind_ == Kind::DepthFirst || kind_ == Kind::BreadthFirst; }
  [[nodiscard]] const Numbers* numbers() const { return items_ ? nullptr : &numbers_; }
  [[nodiscard]] const TypePointer& element_type() const { return element_->type(); }
  // To be shared by iterators over the same elements.
  [[nodiscard]] const std::shared_ptr<const ElementType>& shared_element_type() const { return element_; }
  // Its own type.
  [[nodiscard]] TypePointer type() const;

  [[nodiscard]] std::optional<Value> next() const;
  // Where a walk that may start afresh begins, and the element there. Elements of what is used up are used up by it.
  [[nodiscard]] std::uint64_t beginning() const { return starts_afresh() ? 0 : position_; }
  [[nodiscard]] std::optional<Value> at(std::uint64_t& position) const;
  // All that such a walk finds. Throws EvaluationError when that is too much.
  [[nodiscard]] Values all() const;
  // At most that many of what next() would give.
  [[nodiscard]] Values left(std::uint64_t most) const;

  [[nodiscard]] std::string_view type_name() const override { return "Iterator"; }
  [[nodiscard]] std::string to_string() const override;
  [[nodiscard]] Value to_data() const override { return Value(all()); }

 private:
  [[nodiscard]] bool starts_afresh() const { return kind_ == Kind::Listed || kind_ == Kind::Entries; }
  [[nodiscard]] std::uint64_t size() const { return items_ ? items_->size() : numbers_.count; }
  [[nodiscard]] Value element(std::uint64_t position) const;

  Kind kind_;
  std::optional<Values> items_;
  Numbers numbers_;
  std::shared_ptr<const ElementType> element_;
  // How far it was walked is no part of what it is.
  mutable std::uint64_t position_ = 0;
};

}  // namespace volley::runtime
