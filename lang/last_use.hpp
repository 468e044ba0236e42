// Which use of a variable is the last one in its frame: whoever evaluates it may take the value out of its slot, and
// change it in place when nobody else holds it (`$memo + [$x]`, "${text},").
//
//   LastUses uses;
//   uses.used(variable, slot, arm);   // in the order of evaluation
//   uses.captured(slot);              // by a lambda inside: may be read at any time
//   uses.mark();                      // at the end of the frame
//
// There are no loops but lambdas, each with a frame of its own, so that each place in a frame is reached at most once.
// A later use makes the earlier ones not the last, unless they stand in different arms of one choice.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "lang/ast.hpp"

namespace volley::lang {

// A branch of an if, case or selector.
struct Arm {
  const Node* choice;
  std::uint32_t number;
  std::uint32_t outer;  // kNoArm: in none
};

// The arms that a program's uses stand in, by number.
class Arms {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  // The arm that `visit` walks is the current one meanwhile.
  template <typename Visit>
  void in_arm(const Node& choice, std::uint32_t number, Visit visit) {
    const std::uint32_t outer = current_;
    arms_.push_back({&choice, number, outer});
    current_ = static_cast<std::uint32_t>(arms_.size() - 1);
    visit();
    current_ = outer;
  }
  [[nodiscard]] std::uint32_t current() const { return current_; }
  // Whether two places are never both reached.
  [[nodiscard]] bool exclusive(std::uint32_t one, std::uint32_t other) const;

 private:
  std::vector<Arm> arms_;
  std::uint32_t current_ = kNone;
};

class LastUses {
 public:
  void used(Variable& use, std::size_t slot, const Arms& arms);
  void captured(std::size_t slot) { captured_ |= bit(slot); }
  // A variable may be read by its name at any time.
  void all_captured() { captured_ = ~std::uint64_t{0}; }
  void mark() const;

 private:
  struct Use {
    Variable* variable;
    std::size_t slot;
    std::uint32_t arm;
  };
  // The slots beyond, and uses in more arms than these, are as if captured.
  static constexpr std::size_t kSlots = 63;
  static constexpr std::size_t kUses = 16;
  [[nodiscard]] static std::uint64_t bit(std::size_t slot) {
    return std::uint64_t{1} << (slot < kSlots ? slot : kSlots);
  }

  std::uint64_t captured_ = bit(kSlots);
  std::array<Use, kUses> uses_{};  // each of them may be the last one
  std::size_t count_ = 0;
};

}  // namespace volley::lang
