#include "lang/last_use.hpp"

#include <algorithm>

namespace volley::lang {

// Places further inside than this are taken to follow each other.
constexpr std::size_t kDeepest = 64;

bool Arms::exclusive(std::uint32_t one, std::uint32_t other) const {
  std::size_t steps = 0;
  for (std::uint32_t left = one; left != kNone && steps < kDeepest; left = arms_[left].outer, ++steps) {
    for (std::uint32_t right = other; right != kNone; right = arms_[right].outer) {
      if (arms_[left].choice == arms_[right].choice) {
        return arms_[left].number != arms_[right].number;
      }
      if (++steps >= kDeepest) {
        return false;
      }
    }
  }
  return false;
}

void LastUses::used(Variable& use, std::size_t slot, const Arms& arms) {
  if ((captured_ & bit(slot)) != 0) {
    return;
  }
  const auto earlier = [&](const Use& known) {
    return known.slot == slot && !arms.exclusive(known.arm, arms.current());
  };
  const auto first = uses_.begin();
  count_ =
      static_cast<std::size_t>(std::remove_if(first, first + static_cast<std::ptrdiff_t>(count_), earlier) - first);
  if (count_ == kUses) {
    captured(slot);
    return;
  }
  uses_[count_++] = {&use, slot, arms.current()};
}

void LastUses::mark() const {
  for (std::size_t at = 0; at < count_; ++at) {
    if ((captured_ & bit(uses_[at].slot)) == 0) {
      uses_[at].variable->last_use = true;
    }
  }
}

}  // namespace volley::lang
