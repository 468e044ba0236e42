#include "transport/output_collector.hpp"

#include <algorithm>

#include "transport/failure.hpp"

namespace volley::transport {

using runtime::Outcome;
using runtime::OutputStream;

OutputCollector::OutputCollector(runtime::OutputLimits limits, runtime::OutputListener listener)
    : limits_(limits), listener_(std::move(listener)) {}

void OutputCollector::add(OutputStream stream, std::string_view text) {
  const std::size_t room = limits_.bytes - std::min(bytes_, limits_.bytes);
  if (text.size() > room) {
    outcome_.output_limit_reached = true;
    text = text.substr(0, room);
  }
  if (text.empty()) {
    return;
  }
  bytes_ += text.size();
  (stream == OutputStream::Output ? outcome_.standard_output : outcome_.standard_error) += text;
  outcome_.merged_output += text;
  if (listener_) {
    listener_(stream, text);
  }
}

Outcome OutputCollector::completed(std::optional<int> exit_code) {
  constexpr int kCannotExecute = 126;
  if (exit_code == kCannotExecute) {
    outcome_.standard_error += noexec_hint();
    outcome_.merged_output += noexec_hint();
  }
  outcome_.exit_code = exit_code;
  return std::exchange(outcome_, {});
}

Outcome OutputCollector::failed(Outcome failure) {
  failure.standard_output = std::move(outcome_.standard_output);
  failure.standard_error = std::move(outcome_.standard_error);
  failure.merged_output = std::move(outcome_.merged_output);
  failure.output_limit_reached = outcome_.output_limit_reached;
  return failure;
}

}  // namespace volley::transport
