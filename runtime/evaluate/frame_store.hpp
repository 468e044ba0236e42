// Frames that activations have left and others can use: most calls end with nobody holding their variables, and the
// next call needs the same again.
//
//   const FrameLease frame(store, layout, nodes, parent);   // given back at the end, unless somebody kept it
//   frame->assign(0, value);
#pragma once

#include <utility>
#include <vector>

#include "runtime/evaluate/frame.hpp"

namespace volley::runtime {

class FrameStore {
 public:
  // Giving back must not fail.
  FrameStore() { spare_.reserve(kMost); }

  [[nodiscard]] Pointer<Frame> take(const lang::FrameLayout& layout, NodeCache& nodes, Pointer<Frame> parent) {
    if (spare_.empty() || !Frame::fits(layout)) {
      return make<Frame>(layout, nodes, std::move(parent));
    }
    Pointer<Frame> frame = std::move(spare_.back());
    spare_.pop_back();
    frame->reuse(layout, nodes, std::move(parent));
    return frame;
  }
  void give_back(Pointer<Frame>&& frame) {
    if (frame.unique() && frame->reusable() && spare_.size() < kMost) {
      frame->clear();
      spare_.push_back(std::move(frame));
    }
  }

 private:
  static constexpr std::size_t kMost = 64;
  std::vector<Pointer<Frame>> spare_;
};

class FrameLease {
 public:
  FrameLease(FrameStore& store, const lang::FrameLayout& layout, NodeCache& nodes, Pointer<Frame> parent)
      : store_(store), frame_(store.take(layout, nodes, std::move(parent))) {}
  FrameLease(const FrameLease&) = delete;
  FrameLease& operator=(const FrameLease&) = delete;
  ~FrameLease() { store_.give_back(std::move(frame_)); }

  Frame& operator*() const { return *frame_; }
  Frame* operator->() const { return frame_.get(); }

 private:
  FrameStore& store_;
  Pointer<Frame> frame_;
};

}  // namespace volley::runtime
