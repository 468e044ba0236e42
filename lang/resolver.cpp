#include "lang/resolver.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "lang/children.hpp"

namespace volley::lang {
namespace {

using Names = std::vector<std::string_view>;

bool gets_slot(std::string_view name) {
  return !name.empty() && name.find("::") == std::string_view::npos && (name.front() < '0' || name.front() > '9');
}

// Gathers what is assigned in one frame, without going into the frames inside it.
class AssignmentCollector : public EveryNode<AssignmentCollector> {
 public:
  explicit AssignmentCollector(Names& names) : names_(names) {
    for (const std::string_view name : names) {
      known_.emplace(name, 0);
    }
  }

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
      if (gets_slot(name) && known_.emplace(name, 0).second) {
        names_.push_back(name);
      }
    } else if (node.kind == NodeKind::Array) {
      for (const Node* item : static_cast<const Array&>(node).items) {
        target(*item);
      }
    }
  }

  Names& names_;
  std::unordered_map<std::string_view, int> known_;
};

class Resolver : public EveryNode<Resolver> {
 public:
  explicit Resolver(std::pmr::memory_resource& arena) : arena_(arena) {}

  FrameLayout program(const Node& body) {
    std::vector<Frame> outer;
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
  struct Frame {
    Names names;
    std::unordered_map<std::string_view, std::uint16_t> slots;
  };

  // False: what is inside has been walked.
  template <typename T>
  bool scoped(T& node, const Node& base, bool isolated) {
    std::vector<Frame> outer;
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
    Frame frame;
    for (const Parameter& parameter : parameters) {
      frame.names.push_back(parameter.name);
    }
    AssignmentCollector collector(frame.names);
    if (owner != nullptr) {
      walk_children(*owner, collector);
    } else {
      collector(body);
    }
    for (std::size_t slot = 0; slot < frame.names.size() && slot < 0xFFFF; ++slot) {
      frame.slots.emplace(frame.names[slot], static_cast<std::uint16_t>(slot));
    }
    frames_.push_back(std::move(frame));
  }

  FrameLayout close() {
    const Names& names = frames_.back().names;
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
    std::vector<SlotReference> found;
    for (std::size_t hops = 0; hops < frames_.size(); ++hops) {
      const Frame& frame = frames_[frames_.size() - 1 - hops];
      const auto slot = frame.slots.find(node.name);
      if (slot != frame.slots.end()) {
        found.push_back(SlotReference{static_cast<std::uint16_t>(hops), slot->second});
      }
    }
    auto* memory =
        static_cast<SlotReference*>(arena_.allocate(found.size() * sizeof(SlotReference) + 1, alignof(SlotReference)));
    std::uninitialized_copy(found.begin(), found.end(), memory);
    node.candidates = {memory, found.size()};
  }

  std::pmr::memory_resource& arena_;
  std::vector<Frame> frames_;
};

}  // namespace

void resolve(Program& program) { program.layout = Resolver(*program.arena).program(*program.body); }

}  // namespace volley::lang
