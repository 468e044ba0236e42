// A moment as text by the directives of strftime. Used by Timestamp alone.
#pragma once

#include <string>

#include "runtime/value/calendar.hpp"

namespace volley::runtime {

// Unknown directives stay as they are. Throws TimeFormatError when the last one is incomplete.
[[nodiscard]] std::string write_time(const std::string& format, const CalendarTime& time);

}  // namespace volley::runtime
