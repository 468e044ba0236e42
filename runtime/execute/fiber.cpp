#include "runtime/execute/fiber.hpp"

#include <cxxabi.h>

#include <boost/context/fiber.hpp>
#include <boost/context/preallocated.hpp>
#include <boost/context/stack_context.hpp>
#include <cstring>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
#endif

namespace volley::runtime {
namespace {

namespace context = boost::context;

// The exceptions that a thread is handling are bookkeeping of the thread, not of the stack: without saving them a
// fiber that is switched while one unwinds would corrupt those of the others.
struct ExceptionState {
  unsigned char bytes[sizeof(void*) + sizeof(unsigned int)] = {};

  void exchange_with_thread() {
    unsigned char current[sizeof bytes];
    void* globals = abi::__cxa_get_globals();
    std::memcpy(current, globals, sizeof bytes);
    std::memcpy(globals, bytes, sizeof bytes);
    std::memcpy(bytes, current, sizeof bytes);
  }
};

// What the library calls when a fiber has left its stack for good.
struct StackReturn {
  StackPool* pool;
  void deallocate(const context::stack_context& stack) const {
    pool->give_back(static_cast<std::byte*>(stack.sp) - stack.size);
  }
};

// AddressSanitizer has to be told of each switch of stacks, or it takes the other stack for a wild pointer.
class StackSwitch {
 public:
  StackSwitch([[maybe_unused]] const void* bottom, [[maybe_unused]] std::size_t size) {
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_start_switch_fiber(&fake_stack_, bottom, size);
#endif
  }
  void finish() {
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_finish_switch_fiber(fake_stack_, nullptr, nullptr);
#endif
  }

 private:
#if defined(__SANITIZE_ADDRESS__)
  void* fake_stack_ = nullptr;
#endif
};

}  // namespace

struct Fiber::Implementation {
  std::function<void()> body;
  context::stack_context stack;
  context::fiber inside;   // valid while suspended
  context::fiber outside;  // valid while running
  ExceptionState exceptions;
  bool finished = false;
  const void* outer_bottom = nullptr;
  std::size_t outer_size = 0;

  [[nodiscard]] const char* bottom() const { return static_cast<const char*>(stack.sp) - stack.size; }

  context::fiber enter(context::fiber&& caller) {
    note_outer_stack();
    outside = std::move(caller);
    body();
    finished = true;
    note_last_switch();
    return std::move(outside);
  }

  // The last switch comes back to no one, so what the sanitizer keeps for this stack may go.
  void note_last_switch() const {
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_start_switch_fiber(nullptr, outer_bottom, outer_size);
#endif
  }

  void note_outer_stack() {
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_finish_switch_fiber(nullptr, &outer_bottom, &outer_size);
#endif
  }
};

Fiber::Fiber(StackPool& stacks, std::function<void()> body) : implementation_(std::make_unique<Implementation>()) {
  implementation_->body = std::move(body);
  implementation_->stack.size = kStackBytes;
  implementation_->stack.sp = stacks.take() + kStackBytes;
  const context::preallocated memory(implementation_->stack.sp, implementation_->stack.size, implementation_->stack);
  implementation_->inside = context::fiber(
      std::allocator_arg, memory, StackReturn{&stacks},
      [self = implementation_.get()](context::fiber&& caller) { return self->enter(std::move(caller)); });
}

Fiber::~Fiber() = default;

void Fiber::resume() {
  implementation_->exceptions.exchange_with_thread();
  StackSwitch change(implementation_->bottom(), implementation_->stack.size);
  implementation_->inside = std::move(implementation_->inside).resume();
  change.finish();
  implementation_->exceptions.exchange_with_thread();
}

void Fiber::suspend() {
  StackSwitch change(implementation_->outer_bottom, implementation_->outer_size);
  implementation_->outside = std::move(implementation_->outside).resume();
  change.finish();
}

bool Fiber::finished() const { return implementation_->finished; }

const void* Fiber::stack_limit() const { return implementation_->bottom(); }

}  // namespace volley::runtime
