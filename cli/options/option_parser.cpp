#include "cli/options/option_parser.hpp"

#include <fmt/format.h>

#include <charconv>

namespace volley::cli {
namespace {

constexpr std::string_view kYes = "true";
constexpr std::string_view kNo = "false";

bool negatable(const Option& option) { return option.kind == OptionKind::Negatable; }
bool takes_value(const Option& option) { return option.kind == OptionKind::Text || option.kind == OptionKind::Integer; }

bool is_integer(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

struct LongMatch {
  const Option* option = nullptr;
  bool negated = false;
};

// An exact name wins; else the one option that the name begins.
LongMatch find_long(std::string_view name) {
  LongMatch found;
  std::size_t matches = 0;
  const auto consider = [&](const Option& option, bool negated, std::string_view full) {
    if (!full.starts_with(name)) {
      return false;
    }
    ++matches;
    found = {&option, negated};
    return full == name;
  };
  for (const Option& option : all_options()) {
    if (consider(option, false, option.long_name)) {
      return found;
    }
    if (negatable(option) && consider(option, true, fmt::format("no-{}", option.long_name))) {
      return found;
    }
  }
  return matches == 1 ? found : LongMatch{};
}

const Option* find_short(char name) {
  for (const Option& option : all_options()) {
    if (option.short_name == name && name != '\0') {
      return &option;
    }
  }
  return nullptr;
}

}  // namespace

class OptionParser {
 public:
  explicit OptionParser(std::span<const std::string> arguments) : rest_(arguments) {}

  Arguments parse() {
    while (!rest_.empty()) {
      const std::string& word = next();
      if (word == "--") {
        result_.operands_.insert(result_.operands_.end(), rest_.begin(), rest_.end());
        break;
      }
      if (word.starts_with("--")) {
        parse_long(word);
      } else if (word.size() > 1 && word.front() == '-') {
        parse_short(word);
      } else {
        result_.operands_.push_back(word);
      }
    }
    if (result_.flag("json")) {
      result_.values_["format"] = {"json"};
    }
    return std::move(result_);
  }

 private:
  const std::string& next() {
    const std::string& word = rest_.front();
    rest_ = rest_.subspan(1);
    return word;
  }

  void parse_long(const std::string& word) {
    const std::size_t equals = word.find('=');
    const std::string shown = word.substr(0, equals);
    const LongMatch match = find_long(std::string_view(shown).substr(2));
    if (match.option == nullptr) {
      throw UsageError(fmt::format("Unknown argument '{}'", shown));
    }
    if (!takes_value(*match.option)) {
      if (equals != std::string::npos) {
        throw UsageError(fmt::format("Option '{}' does not take a parameter", shown));
      }
      store(*match.option, std::string(match.negated ? kNo : kYes), shown);
      return;
    }
    store(*match.option, equals == std::string::npos ? value_after(shown) : word.substr(equals + 1), shown);
  }

  void parse_short(const std::string& word) {
    for (std::size_t at = 1; at < word.size(); ++at) {
      const std::string shown = fmt::format("-{}", word[at]);
      const Option* option = find_short(word[at]);
      if (option == nullptr) {
        throw UsageError(fmt::format("Unknown argument '{}'", shown));
      }
      if (takes_value(*option)) {
        store(*option, at + 1 < word.size() ? word.substr(at + 1) : value_after(shown), shown);
        return;
      }
      store(*option, std::string(kYes), shown);
    }
  }

  std::string value_after(const std::string& shown) {
    if (rest_.empty()) {
      throw UsageError(fmt::format("Option '{}' needs a parameter", shown));
    }
    return next();
  }

  void store(const Option& option, std::string value, const std::string& shown) {
    if (option.kind == OptionKind::Integer && !is_integer(value)) {
      throw UsageError(fmt::format("Invalid parameter specified for option '{}': {}", shown, value));
    }
    result_.values_[std::string(option.long_name)].push_back(std::move(value));
  }

  std::span<const std::string> rest_;
  Arguments result_;
};

std::optional<std::string> Arguments::text(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::nullopt : std::optional(found->second.back());
}

std::vector<std::string> Arguments::texts(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>{} : found->second;
}

std::optional<bool> Arguments::boolean(std::string_view name) const {
  const auto value = text(name);
  return value ? std::optional(*value == kYes) : std::nullopt;
}

std::optional<int> Arguments::integer(std::string_view name) const {
  const auto value = text(name);
  return value ? std::optional(std::stoi(*value)) : std::nullopt;
}

Arguments parse_arguments(std::span<const std::string> arguments) { return OptionParser(arguments).parse(); }

}  // namespace volley::cli
