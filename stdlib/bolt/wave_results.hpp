// How each target fared in waves(): a place for each target's result, filled batch by batch.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/execute/drop_ledger.hpp"
#include "runtime/value/error_value.hpp"
#include "stdlib/bolt/wave_schedule.hpp"

namespace volley::stdlib {

// What the value of a block says of the targets of its batch.
//
// Results tell for their targets, a failed one before a good one. An Error or false tells that all targets failed.
class BlockVerdict {
 public:
  void read(const runtime::Value& value);
  // A target that an action of the block has dropped.
  void add_dropped(const runtime::DroppedTarget& dropped);
  // The block was left by an error.
  void add_error(const runtime::ErrorValue& error) { error_ = runtime::Value(error.to_data()); }
  // The result of a target; a good one without a value when nothing was said of it.
  [[nodiscard]] runtime::Value result_for(const runtime::Value& target) const;

 private:
  void read(const runtime::Value& value, int levels);

  std::unordered_map<std::string, runtime::Value> results_;  // by the name of the target
  std::unordered_map<std::string, runtime::DroppedTarget> dropped_;
  runtime::Value error_;  // the data of what failed all others; undef: nothing
};

class WaveResults {
 public:
  explicit WaveResults(runtime::Values targets) : targets_(std::move(targets)), results_(targets_.size()) {}

  [[nodiscard]] const runtime::Values& targets() const { return targets_; }
  [[nodiscard]] runtime::Values targets_at(const Batch& positions) const;
  void set(std::size_t position, runtime::Value result) { results_[position] = std::move(result); }

  [[nodiscard]] std::size_t failures(std::size_t begin, std::size_t end) const;
  [[nodiscard]] runtime::Values done(std::size_t begin, std::size_t end) const;
  [[nodiscard]] runtime::Values failed(std::size_t begin, std::size_t end) const;
  // {"done", "failed", "not_tried"} as targets, and "results" as a ResultSet.
  [[nodiscard]] runtime::Hash summary() const;

 private:
  enum class Fate { NotTried, Done, Failed };
  [[nodiscard]] Fate fate(std::size_t position) const;
  [[nodiscard]] runtime::Values with(Fate fate, std::size_t begin, std::size_t end) const;

  runtime::Values targets_;
  std::vector<std::optional<runtime::Value>> results_;
};

}  // namespace volley::stdlib
