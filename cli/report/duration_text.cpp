#include "cli/report/duration_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace volley::cli {

std::string duration_text(runtime::Duration duration) {
  const double seconds = std::chrono::duration<double>(duration).count();
  if (seconds < 60) {
    const double rounded = std::round(seconds * 100) / 100;
    std::string text = fmt::format("{}", rounded);
    return text.find('.') == std::string::npos ? text + ".0 sec" : text + " sec";
  }
  const auto whole = static_cast<long>(std::lround(seconds));
  const long hours = whole / 3600;
  const long minutes = whole / 60 % 60;
  const std::string below_hour = fmt::format("{} min, {} sec", minutes, whole % 60);
  return hours > 0 ? fmt::format("{} hr, {}", hours, below_hour) : below_hour;
}

}  // namespace volley::cli
