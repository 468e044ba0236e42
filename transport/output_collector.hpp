// Gathers what a process prints, within bounds, and passes it on to whoever listens while it runs.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "runtime/execute/outcome.hpp"
#include "runtime/execute/transport.hpp"
#include "transport/kept_text.hpp"
#include "transport/output_store.hpp"

namespace volley::transport {

class OutputCollector {
 public:
  // `target` names the files of output that does not fit into memory.
  OutputCollector(const std::shared_ptr<OutputStore>& store, std::string target, runtime::OutputListener listener);
  OutputCollector(const OutputCollector&) = delete;
  OutputCollector& operator=(const OutputCollector&) = delete;
  ~OutputCollector();

  // What exceeds even the files is dropped.
  void add(runtime::OutputStream stream, std::string_view text);
  [[nodiscard]] bool limit_reached() const { return limit_reached_; }
  // Its beginning, when it is long.
  [[nodiscard]] const std::string& standard_error() const { return streams_[1].text.beginning(); }
  // The outcome of a process that ran to its end. The collector is empty afterwards.
  [[nodiscard]] runtime::Outcome completed(std::optional<int> exit_code);
  // The failure, together with what was printed before it.
  [[nodiscard]] runtime::Outcome failed(runtime::Outcome failure);

 private:
  struct Stream {
    KeptText text;
    int file = -1;
    std::string path;
    bool complete = true;  // the file holds all
  };
  void reserve(std::size_t bytes);
  void spill(std::size_t kept);
  void write(Stream& stream, std::string_view name, std::string_view text);
  [[nodiscard]] static std::string whereabouts(const Stream& stream);
  void hand_over(runtime::Outcome& outcome);

  std::shared_ptr<OutputStore> store_;
  std::shared_ptr<Reservation> reservation_;
  std::string target_;
  runtime::OutputListener listener_;
  std::array<Stream, 2> streams_;
  KeptText merged_;
  std::size_t bytes_ = 0;
  bool spilled_ = false;
  bool limit_reached_ = false;
};

}  // namespace volley::transport
