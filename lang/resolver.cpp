#include "lang/resolver.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "lang/children.hpp"
#include "lang/last_use.hpp"
#include "lang/names.hpp"

namespace volley::lang {
namespace {

// The names of a frame by slot. Most frames have a few, which are quicker searched than indexed.
class Names {
 public:
  // A name that is there already keeps its slot.
  void add(std::string_view name) {
    if (find(name)) {
      return;
    }
    names_.push_back(name);
    if (names_.size() > kFew) {
      for (std::size_t slot = slots_.size(); slot < names_.size(); ++slot) {
        slots_.emplace(names_[slot], slot);
      }
    }
  }
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const {
    if (names_.size() > kFew) {
      const auto known = slots_.find(name);
      return known == slots_.end() ? std::nullopt : std::optional(known->second);
    }
    const auto known = std::find(names_.begin(), names_.end(), name);
    return known == names_.end() ? std::nullopt : std::optional<std::size_t>(known - names_.begin());
  }
  [[nodiscard]] const std::vector<std::string_view>& all() const { return names_; }

 private:
  static constexpr std::size_t kFew = 12;
  std::vector<std::string_view> names_;
  std::unordered_map<std::string_view, std::size_t> slots_;  // empty while there are few
};

bool gets_slot(std::string_view name) {
  return !name.empty() && name.find("::") == std::string_view::npos && (name.front() < '0' || name.front() > '9');
}

// Gathers what is assigned in one frame, without going into the frames inside it.
class AssignmentCollector : public EveryNode<AssignmentCollector> {
 public:
  explicit AssignmentCollector(Names& names) : names_(names) {}

  bool enter(const Node& node) {
    switch (node.kind) {
      case NodeKind::Lambda:
      case NodeKind::FunctionDefinition:
      case NodeKind::PlanDefinition:
      case NodeKind::ClassDefinition:
      case NodeKind::DefinedTypeDefinition: return false;
      case NodeKind::Assignment: target(*static_cast<const Assignment&>(node).target); return true;
      default: return true;
    }
  }

 private:
  void target(const Node& node) {
    if (node.kind == NodeKind::Variable) {
      const std::string_view name = static_cast<const Variable&>(node).name;
      if (gets_slot(name)) {
        names_.add(name);
      }
    } else if (node.kind == NodeKind::Array) {
      for (const Node* item : static_cast<const Array&>(node).items) {
        target(*item);
      }
    }
  }

  Names& names_;
};

struct OpenFrame {
  Names names;
  // Frames of what is called again and again are worth knowing the last uses of; a program or plan runs once, and its
  // variables may be read by name.
  bool counted = false;
  bool in_body = false;  // parameters and types are looked at when no variable is bound yet
  bool may_break = false;
  LastUses uses = {};
};

class Resolver : public EveryNode<Resolver> {
 public:
  explicit Resolver(std::pmr::memory_resource& arena) : arena_(arena) {}

  FrameLayout program(const Node& body) {
    std::vector<OpenFrame> outer;
    outer.swap(frames_);
    open({}, body, nullptr, false);
    (*this)(body);
    const FrameLayout layout = close();
    frames_.swap(outer);
    return layout;
  }

  bool enter(const Node& node) {
    // The tree is constant for everybody else; this pass is the one that completes it.
    switch (node.kind) {
      case NodeKind::Variable: variable(const_cast<Variable&>(static_cast<const Variable&>(node))); return false;
      case NodeKind::Lambda: return scoped(const_cast<Lambda&>(static_cast<const Lambda&>(node)), node, false);
      case NodeKind::Epp: return scoped(const_cast<Epp&>(static_cast<const Epp&>(node)), node, true);
      case NodeKind::FunctionDefinition:
        return scoped(const_cast<FunctionDefinition&>(static_cast<const FunctionDefinition&>(node)), node, true);
      case NodeKind::PlanDefinition:
        return scoped(const_cast<PlanDefinition&>(static_cast<const PlanDefinition&>(node)), node, true);
      case NodeKind::Call: called(*static_cast<const Call&>(node).functor); return true;
      case NodeKind::MethodCall: called(*static_cast<const MethodCall&>(node).method); return true;
      case NodeKind::If: return !frames_.back().counted || branches(static_cast<const If&>(node));
      case NodeKind::Unless: return !frames_.back().counted || branches(static_cast<const Unless&>(node));
      case NodeKind::Case: return !frames_.back().counted || branches(static_cast<const Case&>(node));
      case NodeKind::Selector: return !frames_.back().counted || branches(static_cast<const Selector&>(node));
      default: return true;
    }
  }

 private:
  // False: what is inside has been walked.
  bool branches(const If& node) {
    std::uint32_t number = 0;
    for (const If* branch = &node;; branch = static_cast<const If*>(branch->otherwise)) {
      (*this)(*branch->test);
      arms_.in_arm(node, number++, [&] { (*this)(*branch->then); });
      if (branch->otherwise == nullptr || branch->otherwise->kind != NodeKind::If) {
        arm(node, number, branch->otherwise);
        return false;
      }
    }
  }
  bool branches(const Unless& node) {
    (*this)(*node.test);
    arm(node, 0, node.then);
    arm(node, 1, node.otherwise);
    return false;
  }
  bool branches(const Case& node) {
    (*this)(*node.subject);
    for (const CaseOption& option : node.options) {
      for (const Node* value : option.values) {
        (*this)(*value);
      }
    }
    // The default comes last, wherever it is written.
    std::uint32_t number = 0;
    for (const CaseOption& option : node.options) {
      arm(node, number++, option.body);
    }
    return false;
  }
  bool branches(const Selector& node) {
    (*this)(*node.subject);
    for (const KeyedEntry& option : node.options) {
      (*this)(*option.key);
    }
    std::uint32_t number = 0;
    for (const KeyedEntry& option : node.options) {
      arm(node, number++, option.value);
    }
    return false;
  }
  void arm(const Node& choice, std::uint32_t number, const Node* body) {
    if (body != nullptr) {
      arms_.in_arm(choice, number, [&] { (*this)(*body); });
    }
  }

  void called(const Node& function) {
    if (function.kind != NodeKind::QualifiedName) {
      return;
    }
    const std::string_view name = static_cast<const QualifiedName&>(function).name;
    const bool sees = sees_variables(name);
    const bool breaks = sees || may_break(name);
    for (OpenFrame& frame : frames_) {
      frame.may_break = frame.may_break || breaks;
      if (sees) {
        frame.uses.all_captured();
      }
    }
  }

  template <typename T>
  static constexpr bool kRepeated = std::is_same_v<T, Lambda> || std::is_same_v<T, FunctionDefinition>;

  template <typename T>
  bool scoped(T& node, const Node& base, bool isolated) {
    std::vector<OpenFrame> outer;
    if (isolated) {
      outer.swap(frames_);
    }
    open(node.parameters, *node.body, &base, kRepeated<T>);
    walk_children(base, *this, node.body);
    frames_.back().in_body = true;
    (*this)(*node.body);
    if constexpr (kRepeated<T>) {
      node.may_break = frames_.back().may_break;
    }
    node.layout = close();
    if (isolated) {
      frames_.swap(outer);
    }
    return false;
  }

  void open(std::span<const Parameter> parameters, const Node& body, const Node* owner, bool counted) {
    Names names;
    for (const Parameter& parameter : parameters) {
      names.add(parameter.name);
    }
    AssignmentCollector collector(names);
    if (owner != nullptr) {
      walk_children(*owner, collector);
    } else {
      collector(body);
    }
    frames_.push_back({std::move(names), counted});
  }

  FrameLayout close() {
    const std::vector<std::string_view>& names = frames_.back().names.all();
    auto* memory = static_cast<std::string_view*>(
        arena_.allocate(names.size() * sizeof(std::string_view) + 1, alignof(std::string_view)));
    std::uninitialized_copy(names.begin(), names.end(), memory);
    const FrameLayout layout{{memory, names.size()}};
    frames_.back().uses.mark();
    frames_.pop_back();
    return layout;
  }

  void variable(Variable& node) {
    if (!gets_slot(node.name)) {
      return;
    }
    found_.clear();
    for (std::size_t hops = 0; hops < frames_.size(); ++hops) {
      OpenFrame& frame = frames_[frames_.size() - 1 - hops];
      const std::optional<std::size_t> slot = frame.names.find(node.name);
      if (slot && *slot < kMaximumSlots) {
        note_use(node, frame, hops, *slot);
        found_.push_back(SlotReference{static_cast<std::uint16_t>(hops), static_cast<std::uint16_t>(*slot)});
      }
    }
    auto* memory =
        static_cast<SlotReference*>(arena_.allocate(found_.size() * sizeof(SlotReference) + 1, alignof(SlotReference)));
    std::uninitialized_copy(found_.begin(), found_.end(), memory);
    node.candidates = {memory, found_.size()};
  }

  void note_use(Variable& node, OpenFrame& frame, std::size_t hops, std::size_t slot) {
    if (!frame.counted) {
      return;
    }
    if (hops > 0 || !frame.in_body) {
      frame.uses.captured(slot);
    } else {
      frame.uses.used(node, slot, arms_);
    }
  }

  static constexpr std::size_t kMaximumSlots = 0xFFFF;
  std::pmr::memory_resource& arena_;
  std::vector<OpenFrame> frames_;
  Arms arms_;
  std::vector<SlotReference> found_;  // of the variable at hand; kept for its memory
};

}  // namespace

void resolve(Program& program) { program.layout = Resolver(*program.arena).program(*program.body); }

}  // namespace volley::lang
