#include "lang/resolver.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "lang/children.hpp"

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

class Resolver : public EveryNode<Resolver> {
 public:
  explicit Resolver(std::pmr::memory_resource& arena) : arena_(arena) {}

  FrameLayout program(const Node& body) {
    std::vector<Names> outer;
    outer.swap(frames_);
    open({}, body, nullptr);
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
      default: return true;
    }
  }

 private:
  // False: what is inside has been walked.
  template <typename T>
  bool scoped(T& node, const Node& base, bool isolated) {
    std::vector<Names> outer;
    if (isolated) {
      outer.swap(frames_);
    }
    open(node.parameters, *node.body, &base);
    walk_children(base, *this);
    node.layout = close();
    if (isolated) {
      frames_.swap(outer);
    }
    return false;
  }

  void open(std::span<const Parameter> parameters, const Node& body, const Node* owner) {
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
    frames_.push_back(std::move(names));
  }

  FrameLayout close() {
    const std::vector<std::string_view>& names = frames_.back().all();
    auto* memory = static_cast<std::string_view*>(
        arena_.allocate(names.size() * sizeof(std::string_view) + 1, alignof(std::string_view)));
    std::uninitialized_copy(names.begin(), names.end(), memory);
    const FrameLayout layout{{memory, names.size()}};
    frames_.pop_back();
    return layout;
  }

  void variable(Variable& node) {
    if (!gets_slot(node.name)) {
      return;
    }
    found_.clear();
    for (std::size_t hops = 0; hops < frames_.size(); ++hops) {
      const std::optional<std::size_t> slot = frames_[frames_.size() - 1 - hops].find(node.name);
      if (slot && *slot < kMaximumSlots) {
        found_.push_back(SlotReference{static_cast<std::uint16_t>(hops), static_cast<std::uint16_t>(*slot)});
      }
    }
    auto* memory =
        static_cast<SlotReference*>(arena_.allocate(found_.size() * sizeof(SlotReference) + 1, alignof(SlotReference)));
    std::uninitialized_copy(found_.begin(), found_.end(), memory);
    node.candidates = {memory, found_.size()};
  }

  static constexpr std::size_t kMaximumSlots = 0xFFFF;
  std::pmr::memory_resource& arena_;
  std::vector<Names> frames_;
  std::vector<SlotReference> found_;  // of the variable at hand; kept for its memory
};

}  // namespace

void resolve(Program& program) { program.layout = Resolver(*program.arena).program(*program.body); }

}  // namespace volley::lang
