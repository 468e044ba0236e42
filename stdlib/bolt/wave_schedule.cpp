#include "stdlib/bolt/wave_schedule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <utility>

namespace volley::stdlib {
namespace {

// 7 % of 100 must not become 8 because of the last bit of a product.
constexpr double kTolerance = 1e-9;

double share(const TargetAmount& amount, std::size_t all) {
  return amount.percent ? static_cast<double>(all) * amount.number / 100 : amount.number;
}

// How full the batches of one domain are.
class DomainUse {
 public:
  [[nodiscard]] std::size_t first_open() const { return first_open_; }
  [[nodiscard]] bool has_room(std::size_t batch, std::size_t limit) const {
    return batch >= counts_.size() || counts_[batch] < limit;
  }
  void add(std::size_t batch, std::size_t limit) {
    counts_.resize(std::max(counts_.size(), batch + 1));
    ++counts_[batch];
    while (!has_room(first_open_, limit)) {
      ++first_open_;
    }
  }

 private:
  std::vector<std::size_t> counts_;
  std::size_t first_open_ = 0;
};

using DomainUses = std::map<std::pair<std::size_t, std::string>, DomainUse>;

}  // namespace

std::string TargetAmount::text() const { return fmt::format("{}{}", number, percent ? "%" : ""); }

std::size_t TargetAmount::rounded_up(std::size_t all) const {
  return std::min(all, static_cast<std::size_t>(std::ceil(std::min(share(*this, all), double(all)) - kTolerance)));
}

std::size_t TargetAmount::rounded_down(std::size_t all) const {
  return std::min(all, static_cast<std::size_t>(std::floor(std::min(share(*this, all), double(all)) + kTolerance)));
}

std::optional<TargetAmount> read_amount(std::string_view text) {
  TargetAmount amount;
  amount.percent = text.ends_with('%');
  text.remove_suffix(amount.percent ? 1 : 0);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount.number);
  const bool whole = amount.percent || text.find_first_not_of("0123456789") == std::string_view::npos;
  const bool plain = text.find_first_not_of("0123456789.") == std::string_view::npos;
  if (error != std::errc{} || end != text.data() + text.size() || !whole || !plain) {
    return std::nullopt;
  }
  return amount;
}

std::string size_problem(const std::vector<TargetAmount>& sizes) {
  if (sizes.empty()) {
    return "there has to be at least one";
  }
  const TargetAmount* before[2] = {nullptr, nullptr};
  for (const TargetAmount& size : sizes) {
    if (size.number <= 0 || (size.percent && size.number > 100)) {
      return fmt::format("{} is no size: a wave has at least one target and at most 100%", size.text());
    }
    const TargetAmount*& same_kind = before[size.percent ? 1 : 0];
    if (same_kind != nullptr && size.number <= same_kind->number) {
      return fmt::format(
          "{} comes after {}, but a size says how many of all targets are done after its wave, so that sizes grow",
          size.text(), same_kind->text());
    }
    same_kind = &size;
  }
  return {};
}

std::vector<Wave> waves_of(std::size_t all, const std::vector<TargetAmount>& sizes) {
  std::vector<Wave> waves;
  std::size_t begin = 0;
  for (const TargetAmount& size : sizes) {
    const std::size_t end = size.rounded_up(all);
    if (end > begin) {
      waves.push_back({begin, end, size.text()});
      begin = end;
    }
  }
  return waves;
}

std::vector<Batch> batches_of(const Wave& wave, const std::vector<Domains>& domains,
                              const std::vector<std::size_t>& limits) {
  std::vector<Batch> batches;
  DomainUses uses;
  for (std::size_t position = wave.begin; position < wave.end; ++position) {
    std::vector<std::pair<DomainUse*, std::size_t>> own;  // with its limit
    std::size_t batch = 0;
    for (std::size_t kind = 0; kind < limits.size(); ++kind) {
      if (const std::string& domain = domains[position][kind]; !domain.empty()) {
        own.emplace_back(&uses[{kind, domain}], limits[kind]);
        batch = std::max(batch, own.back().first->first_open());
      }
    }
    const auto has_room = [&](const auto& use) { return use.first->has_room(batch, use.second); };
    while (!std::all_of(own.begin(), own.end(), has_room)) {
      ++batch;
    }
    for (const auto& [use, limit] : own) {
      use->add(batch, limit);
    }
    batches.resize(std::max(batches.size(), batch + 1));
    batches[batch].push_back(position);
  }
  return batches;
}

}  // namespace volley::stdlib
