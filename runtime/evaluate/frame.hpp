// The variables of one activation (program, function, plan, lambda, template) and the match variables it set.
//
// Slots are numbered by the resolver; a lambda's frame points to the frame it was made in. A frame with few
// variables is one allocation.
#pragma once

#include <array>
#include <memory>
#include <string_view>

#include "lang/ast.hpp"
#include "runtime/evaluate/node_cache.hpp"
#include "runtime/value/pointer.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/value/value.hpp"

namespace volley::runtime {

// What $0, $1... refer to after a successful match.
class MatchData final : public Cell {
 public:
  MatchData(const Value& subject, RegexpMatch&& match) : subject_(subject), match_(std::move(match)) {}
  [[nodiscard]] Value group(std::size_t number) const { return match_.group(subject_.as_string(), number); }

 private:
  Value subject_;
  RegexpMatch match_;
};

class Frame : public Cell {
 public:
  struct Slot {
    Value value;
    bool assigned = false;
  };

  Frame(const lang::FrameLayout& layout, NodeCache& nodes, Pointer<Frame> parent)
      : layout_(&layout), nodes_(&nodes), parent_(std::move(parent)) {
    if (layout.names.size() > kInlineSlots) {
      many_ = std::make_unique<Slot[]>(layout.names.size());
      slots_ = many_.get();
    }
  }
  // Whether it may be emptied and used for another activation: frames with many slots are not worth it.
  [[nodiscard]] bool reusable() const { return !many_; }
  void clear() {
    for (std::size_t number = 0; number < size(); ++number) {
      few_[number].value.clear();
      few_[number].assigned = false;
    }
    match_ = Pointer<MatchData>();
    parent_ = Pointer<Frame>();
  }
  void reuse(const lang::FrameLayout& layout, NodeCache& nodes, Pointer<Frame> parent) {
    layout_ = &layout;
    nodes_ = &nodes;
    parent_ = std::move(parent);
  }
  // A copy of this frame and all around it, which later assignments to them do not change.
  [[nodiscard]] Pointer<Frame> snapshot() const;
  [[nodiscard]] static bool fits(const lang::FrameLayout& layout) { return layout.names.size() <= kInlineSlots; }

  [[nodiscard]] const lang::Program& program() const { return nodes_->program(); }
  // What is remembered about the nodes of that program.
  [[nodiscard]] NodeCache& nodes() const { return *nodes_; }
  [[nodiscard]] std::size_t size() const { return layout_->names.size(); }
  [[nodiscard]] std::string_view name(std::size_t number) const { return layout_->names[number]; }
  [[nodiscard]] Slot& slot(std::size_t number) { return slots_[number]; }
  [[nodiscard]] Frame& ancestor(std::size_t hops) {
    Frame* frame = this;
    for (; hops > 0; --hops) {
      frame = frame->parent_.get();
    }
    return *frame;
  }
  [[nodiscard]] Frame* parent() const { return parent_.get(); }
  void assign(std::size_t number, const Value& value) { assign(number, Value(value)); }
  void assign(std::size_t number, Value&& value) {
    Slot& target = slot(number);
    target.value = std::move(value);
    target.assigned = true;
  }
  // The assigned slot of that name; nullptr without one.
  [[nodiscard]] Slot* find(std::string_view name) {
    for (std::size_t number = 0; number < layout_->names.size(); ++number) {
      if (layout_->names[number] == name && slot(number).assigned) {
        return &slot(number);
      }
    }
    return nullptr;
  }
  // The slot that the resolver gave the name, assigned or not.
  [[nodiscard]] Slot* named(std::string_view name) {
    for (std::size_t number = 0; number < layout_->names.size(); ++number) {
      if (layout_->names[number] == name) {
        return &slot(number);
      }
    }
    return nullptr;
  }

  // Of this frame or the nearest one around it; null before any match.
  [[nodiscard]] const MatchData* visible_match() const {
    for (const Frame* frame = this; frame != nullptr; frame = frame->parent_.get()) {
      if (frame->match_) {
        return frame->match_.get();
      }
    }
    return nullptr;
  }
  [[nodiscard]] const Pointer<MatchData>& match() const { return match_; }
  void set_match(Pointer<MatchData> match) { match_ = std::move(match); }

 private:
  [[nodiscard]] Pointer<Frame> copy_alone() const;

  static constexpr std::size_t kInlineSlots = 3;
  const lang::FrameLayout* layout_;
  NodeCache* nodes_;
  Pointer<Frame> parent_;
  Pointer<MatchData> match_;
  std::array<Slot, kInlineSlots> few_;
  std::unique_ptr<Slot[]> many_;
  Slot* slots_ = few_.data();
};

// Matches made inside an if, unless, case or selector are forgotten at its end.
class MatchGuard {
 public:
  explicit MatchGuard(Frame& frame) : frame_(frame), saved_(frame.match()) {}
  MatchGuard(const MatchGuard&) = delete;
  MatchGuard& operator=(const MatchGuard&) = delete;
  ~MatchGuard() { frame_.set_match(std::move(saved_)); }

 private:
  Frame& frame_;
  Pointer<MatchData> saved_;
};

}  // namespace volley::runtime
