#include "cli/report/json_outputter.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "cli/report/human_outputter.hpp"
#include "runtime/value/json.hpp"

namespace volley::cli {

JsonOutputter::JsonOutputter(const OutputSettings& settings)
    : settings_(settings),
      log_(settings.log_level, settings.color),
      output_text_(isatty(STDOUT_FILENO) != 0, false),
      error_text_(isatty(STDERR_FILENO) != 0, false) {}

void JsonOutputter::begin_command() {
  in_items_ = true;
  fmt::print("{{ \"items\": [\n");
}

void JsonOutputter::target_finished(const runtime::Result& result) {
  if (!in_items_) {
    return;
  }
  fmt::print("{}{}\n", first_item_ ? "" : ",", output_text_.json(runtime::to_json(result.to_data())));
  std::fflush(stdout);
  first_item_ = false;
}

void JsonOutputter::end_command(const runtime::Values& results, runtime::Duration took) {
  in_items_ = false;
  fmt::print("],\n\"target_count\": {}, \"elapsed_time\": {} }}\n", results.size(),
             std::chrono::duration_cast<std::chrono::seconds>(took).count());
}

void JsonOutputter::message(std::string_view text) {
  fmt::print(stderr, "{}{}", error_text_.from_target(text), text.ends_with('\n') ? "" : "\n");
}

void JsonOutputter::verbose(std::string_view text) {
  if (settings_.verbose) {
    message(text);
  }
}

void JsonOutputter::log(runtime::LogLevel level, std::string_view text) { log_.write(level, text); }

// The document of a plan that may drop targets has another shape, whether it has dropped any or not.
void JsonOutputter::plan_result(const runtime::Value& value, const runtime::DropLedger& dropped) {
  const runtime::Value document =
      dropped.used() ? runtime::Value(runtime::Hash{{"result", value}, {"dropped", dropped.to_data()}}) : value;
  fmt::print("{}\n", output_text_.json(runtime::to_json(document)));
}

void JsonOutputter::plan_failure(const runtime::ErrorValue& error, const runtime::DropLedger& dropped) {
  runtime::Hash document = error.to_data().as_hash();
  if (dropped.used()) {
    document.set("dropped", dropped.to_data());
  }
  fmt::print("{}\n", output_text_.json(runtime::to_json(runtime::Value(std::move(document)))));
}

void JsonOutputter::fatal(const runtime::ErrorValue& error, bool in_command) {
  if (in_command && in_items_) {
    fmt::print("],\n\"_error\": {}\n}}\n", output_text_.json(runtime::to_json(error.to_data())));
    in_items_ = false;
    return;
  }
  fmt::print("{}\n", output_text_.json(runtime::to_json(error.to_data())));
}

void JsonOutputter::document(std::string_view /*text*/, const runtime::Value& data) {
  fmt::print("{}\n", output_text_.json(runtime::pretty_json(data)));
}

std::unique_ptr<Outputter> make_outputter(std::string_view format, const OutputSettings& settings) {
  if (format == "json") {
    return std::make_unique<JsonOutputter>(settings);
  }
  return std::make_unique<HumanOutputter>(settings);
}

}  // namespace volley::cli
