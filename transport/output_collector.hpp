// Gathers what a process prints, within bounds, and passes it on to whoever listens while it runs.
#pragma once

#include <string_view>

#include "runtime/execute/outcome.hpp"
#include "runtime/execute/transport.hpp"

namespace volley::transport {

class OutputCollector {
 public:
  OutputCollector(runtime::OutputLimits limits, runtime::OutputListener listener);

  // What exceeds the limit is dropped.
  void add(runtime::OutputStream stream, std::string_view text);
  [[nodiscard]] bool limit_reached() const { return outcome_.output_limit_reached; }
  [[nodiscard]] const std::string& standard_error() const { return outcome_.standard_error; }
  // The outcome of a process that ran to its end. The collector is empty afterwards.
  [[nodiscard]] runtime::Outcome completed(std::optional<int> exit_code);
  // The failure, together with what was printed before it.
  [[nodiscard]] runtime::Outcome failed(runtime::Outcome failure);

 private:
  runtime::OutputLimits limits_;
  runtime::OutputListener listener_;
  runtime::Outcome outcome_;
  std::size_t bytes_ = 0;
};

}  // namespace volley::transport
