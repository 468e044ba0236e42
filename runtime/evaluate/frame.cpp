#include "runtime/evaluate/frame.hpp"

namespace volley::runtime {

Pointer<Frame> Frame::copy_alone() const {
  Pointer<Frame> copy = make<Frame>(*layout_, *nodes_, Pointer<Frame>());
  for (std::size_t number = 0; number < size(); ++number) {
    copy->slot(number) = many_ ? many_[number] : few_[number];
  }
  copy->match_ = match_;
  return copy;
}

Pointer<Frame> Frame::snapshot() const {
  Pointer<Frame> first = copy_alone();
  Frame* inner = first.get();
  for (const Frame* frame = parent_.get(); frame != nullptr; frame = frame->parent_.get()) {
    inner->parent_ = frame->copy_alone();
    inner = inner->parent_.get();
  }
  return first;
}

}  // namespace volley::runtime
