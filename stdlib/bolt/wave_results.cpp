#include "stdlib/bolt/wave_results.hpp"

#include "runtime/execute/result.hpp"

namespace volley::stdlib {
namespace {

using runtime::ErrorValue;
using runtime::Hash;
using runtime::make;
using runtime::Result;
using runtime::ResultSet;
using runtime::Value;
using runtime::Values;

// A block may give arrays of what its actions gave.
constexpr int kMostLevels = 8;

std::string name_of(const Value& target) {
  const Value name = target.is_object() ? target.as_object().to_data() : target;
  return name.is_string() ? std::string(name.as_string()) : std::string();
}

Value error_data(std::string_view kind, std::string_view message) {
  return Value(Hash{{"kind", Value(kind)}, {"msg", Value(message)}, {"details", Hash{}}});
}

}  // namespace

void BlockVerdict::read(const Value& value) { read(value, kMostLevels); }

void BlockVerdict::read(const Value& value, int levels) {
  if (const auto* set = value.as<ResultSet>()) {
    for (const Value& result : set->results()) {
      read(result, 0);
    }
  } else if (const auto* result = value.as<Result>()) {
    Value& known = results_[name_of(result->target())];
    if (known.is_undef() || runtime::as_result(known).ok()) {
      known = value;
    }
  } else if (const auto* error = value.as<ErrorValue>()) {
    error_ = Value(error->to_data());
  } else if (value.is_boolean() && !value.truthy()) {
    error_ = error_data("volley/wave-failed", "The block gave false");
  } else if (value.is_array() && levels > 0) {
    for (const Value& item : value.as_array()) {
      read(item, levels - 1);
    }
  }
}

void BlockVerdict::add_dropped(const runtime::DroppedTarget& dropped) { dropped_.emplace(dropped.target, dropped); }

Value BlockVerdict::result_for(const Value& target) const {
  const std::string name = name_of(target);
  const auto known = results_.find(name);
  const auto dropped = dropped_.find(name);
  const bool failed = known != results_.end() && !runtime::as_result(known->second).ok();
  if (dropped != dropped_.end() && !failed) {
    const runtime::DroppedTarget& lost = dropped->second;
    return Value(make<const Result>(target, lost.function, lost.object.empty() ? Value() : Value(lost.object),
                                    Hash{{"_error", error_data(lost.kind, lost.message)}}));
  }
  if (!error_.is_undef() && !failed) {
    return Value(make<const Result>(target, "wave", Value(), Hash{{"_error", error_}}));
  }
  return known == results_.end() ? Value(make<const Result>(target, "wave", Value(), Hash{})) : known->second;
}

Values WaveResults::targets_at(const Batch& positions) const {
  Values batch;
  for (const std::size_t position : positions) {
    batch.push_back(targets_[position]);
  }
  return batch;
}

WaveResults::Fate WaveResults::fate(std::size_t position) const {
  const auto& result = results_[position];
  return !result ? Fate::NotTried : runtime::as_result(*result).ok() ? Fate::Done : Fate::Failed;
}

std::size_t WaveResults::failures(std::size_t begin, std::size_t end) const {
  std::size_t count = 0;
  for (std::size_t position = begin; position < end; ++position) {
    count += fate(position) == Fate::Failed ? 1 : 0;
  }
  return count;
}

Values WaveResults::with(Fate wanted, std::size_t begin, std::size_t end) const {
  Values targets;
  for (std::size_t position = begin; position < end; ++position) {
    if (fate(position) == wanted) {
      targets.push_back(targets_[position]);
    }
  }
  return targets;
}

Values WaveResults::done(std::size_t begin, std::size_t end) const { return with(Fate::Done, begin, end); }
Values WaveResults::failed(std::size_t begin, std::size_t end) const { return with(Fate::Failed, begin, end); }

Hash WaveResults::summary() const {
  Values results;
  for (const auto& result : results_) {
    if (result) {
      results.push_back(*result);
    }
  }
  const std::size_t all = targets_.size();
  return Hash{{"done", done(0, all)},
              {"failed", failed(0, all)},
              {"not_tried", with(Fate::NotTried, 0, all)},
              {"results", Value(make<const ResultSet>(std::move(results)))}};
}

}  // namespace volley::stdlib
