#include "transport/output_collector.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "transport/failure.hpp"

namespace volley::transport {

using runtime::Outcome;
using runtime::OutputStream;

namespace {

// While all memory is taken, a job gets by with this much of the beginning and the end of each stream.
constexpr std::size_t kKeptInNeed = 16UL * 1024;

constexpr std::string_view stream_name(std::size_t index) { return index == 0 ? "stdout" : "stderr"; }

}  // namespace

OutputCollector::OutputCollector(const std::shared_ptr<OutputStore>& store, std::string target,
                                 runtime::OutputListener listener)
    : store_(store), reservation_(store->reserve()), target_(std::move(target)), listener_(std::move(listener)) {}

OutputCollector::~OutputCollector() {
  for (const Stream& stream : streams_) {
    if (stream.file >= 0) {
      ::close(stream.file);
    }
  }
}

void OutputCollector::add(OutputStream which, std::string_view text) {
  const std::size_t room = store_->limits().file - std::min(bytes_, store_->limits().file);
  if (text.size() > room) {
    limit_reached_ = true;
    text = text.substr(0, room);
  }
  if (text.empty()) {
    return;
  }
  bytes_ += text.size();
  reserve(text.size());
  const std::size_t index = which == OutputStream::Output ? 0 : 1;
  if (spilled_) {
    write(streams_[index], stream_name(index), text);
  }
  streams_[index].text.add(text);
  merged_.add(text);
  if (listener_) {
    listener_(which, text);
  }
}

// Makes sure that there is memory for so many bytes more. They are kept twice: by stream, and merged.
void OutputCollector::reserve(std::size_t bytes) {
  const std::size_t held = streams_[0].text.memory() + streams_[1].text.memory() + merged_.memory();
  const std::size_t all = reservation_->set(held + 2 * bytes);
  if (spilled_) {
    return;
  }
  const runtime::OutputLimits& limits = store_->limits();
  if (bytes_ > limits.bytes) {
    spill(limits.kept);
  } else if (all > limits.total && bytes_ > 2 * kKeptInNeed) {
    spill(kKeptInNeed);
  }
}

void OutputCollector::spill(std::size_t kept) {
  spilled_ = true;
  for (std::size_t index = 0; index < streams_.size(); ++index) {
    write(streams_[index], stream_name(index), streams_[index].text.beginning());
    streams_[index].text.shorten(kept);
  }
  merged_.shorten(kept);
}

// A disk that is slow holds up the loop, and with it the reading of more.
void OutputCollector::write(Stream& stream, std::string_view name, std::string_view text) {
  if (text.empty() || !stream.complete) {
    return;
  }
  if (stream.file < 0) {
    stream.file = store_->create_file(target_, name, stream.path);
  }
  while (!text.empty() && stream.file >= 0) {
    const ssize_t count = ::write(stream.file, text.data(), text.size());
    if (count < 0 && errno != EINTR) {
      break;
    }
    text.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  }
  stream.complete = text.empty();
}

std::string OutputCollector::whereabouts(const Stream& stream) {
  if (stream.file < 0) {
    return "no file could be made for them";
  }
  return (stream.complete ? "all is in " : "the disk took only a part of all, in ") + stream.path;
}

void OutputCollector::hand_over(Outcome& outcome) {
  std::string places;
  for (const Stream& stream : streams_) {
    if (stream.file >= 0) {
      outcome.output_files.push_back(stream.path);
      places += (places.empty() ? "" : ", ") + whereabouts(stream);
    }
  }
  outcome.standard_output = streams_[0].text.take(whereabouts(streams_[0]));
  outcome.standard_error = streams_[1].text.take(whereabouts(streams_[1]));
  outcome.merged_output = merged_.take(places.empty() ? whereabouts(streams_[0]) : places);
  outcome.output_limit_reached = limit_reached_;
  reservation_->set(outcome.standard_output.size() + outcome.standard_error.size() + outcome.merged_output.size());
  outcome.memory = std::exchange(reservation_, store_->reserve());
}

Outcome OutputCollector::completed(std::optional<int> exit_code) {
  constexpr int kCannotExecute = 126;
  Outcome outcome;
  hand_over(outcome);
  if (exit_code == kCannotExecute) {
    outcome.standard_error += noexec_hint();
    outcome.merged_output += noexec_hint();
  }
  outcome.exit_code = exit_code;
  return outcome;
}

Outcome OutputCollector::failed(Outcome failure) {
  hand_over(failure);
  return failure;
}

}  // namespace volley::transport
