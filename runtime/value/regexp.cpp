#include "runtime/value/regexp.hpp"

#include <oniguruma.h>

#include <array>
#include <functional>

#include "lang/pattern_check.hpp"
#include "runtime/value/utf8.hpp"

namespace volley::runtime {
namespace {

// Far above what any sane pattern needs, yet well under a second of work. Long texts may take more.
constexpr unsigned long kRetryLimit = 10'000'000;
constexpr unsigned long kRetriesPerByte = 20;
// What is remembered for going back, some 40 bytes each.
constexpr unsigned kBacktrackLimit = 5'000'000;
// Counted repetitions are written out when a pattern is compiled.
constexpr std::size_t kPatternLimit = 1UL << 20U;
// The pattern parser recurses, and it may run on the small stack of a fiber.
constexpr unsigned kParseDepthLimit = 200;

const OnigUChar* bytes(const char* text) { return reinterpret_cast<const OnigUChar*>(text); }

struct RegionDeleter {
  void operator()(OnigRegion* region) const { onig_region_free(region, 1); }
};
struct MatchParamDeleter {
  void operator()(OnigMatchParam* param) const { onig_free_match_param(param); }
};

std::string error_text(int code, const OnigErrorInfo* info = nullptr) {
  std::array<OnigUChar, ONIG_MAX_ERROR_MESSAGE_LEN> buffer{};
  const int length =
      info == nullptr ? onig_error_code_to_str(buffer.data(), code) : onig_error_code_to_str(buffer.data(), code, info);
  return {reinterpret_cast<const char*>(buffer.data()), static_cast<std::size_t>(length)};
}

OnigOptionType option_bits(const Regexp::Options& options) {
  OnigOptionType bits = ONIG_OPTION_NONE;
  bits |= options.ignore_case ? ONIG_OPTION_IGNORECASE : 0U;
  bits |= options.multi_line ? ONIG_OPTION_MULTILINE : 0U;
  bits |= options.extended ? ONIG_OPTION_EXTEND : 0U;
  return bits;
}

std::string_view ascii_class(char letter) {
  switch (letter) {
    case 'w': return "[0-9A-Za-z_]";
    case 'W': return "[^0-9A-Za-z_]";
    case 'd': return "[0-9]";
    case 'D': return "[^0-9]";
    case 's': return "[ \\t\\r\\n\\f\\v]";
    case 'S': return "[^ \\t\\r\\n\\f\\v]";
    default: return {};
  }
}

// As in Ruby, \w, \d and \s mean ASCII only, while \b, [[:space:]] and \p{Word} know all of Unicode. The library has
// one switch for both, so the former are written out; a set may stand within a set, too.
std::string for_library(std::string_view source) {
  std::string out;
  out.reserve(source.size());
  for (std::size_t at = 0; at < source.size(); ++at) {
    if (source[at] != '\\' || at + 1 == source.size()) {
      out += source[at];
      continue;
    }
    const std::string_view written = ascii_class(source[++at]);
    if (source.substr(at, 2) == "u{") {
      out += "\\x";  // the library's spelling of a code point
    } else {
      out += written.empty() ? source.substr(at - 1, 2) : written;
    }
  }
  return out;
}

void initialize_library() {
  OnigEncoding encoding = ONIG_ENCODING_UTF8;
  onig_initialize(&encoding, 1);
  onig_set_parse_depth_limit(kParseDepthLimit);
}

}  // namespace

struct Regexp::Program {
  regex_t* code = nullptr;
  std::unique_ptr<OnigMatchParam, MatchParamDeleter> param{onig_new_match_param()};
  // Of the search that is going on; kept because it grows to its size once.
  std::unique_ptr<OnigRegion, RegionDeleter> region{onig_region_new()};
  Program() = default;
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program() { onig_free(code); }
};

Value RegexpMatch::group(std::string_view subject, std::size_t number) const {
  if (number >= groups.size() || groups[number].begin < 0) {
    return Value();
  }
  const auto first = static_cast<std::size_t>(groups[number].begin);
  return Value(subject.substr(first, static_cast<std::size_t>(groups[number].end) - first));
}

Pointer<const Regexp> Regexp::compile(std::string_view source, Options options) {
  return Pointer<const Regexp>(new Regexp(std::string(source), options));
}

std::string Regexp::shown_source() const { return lang::fixes_encoding(source_) ? "(?-imx:" + source_ + ")" : source_; }

std::optional<std::string> Regexp::problem(std::string_view source) {
  try {
    static_cast<void>(compile(source));
    return std::nullopt;
  } catch (const RegexpError& error) {
    return error.what();
  }
}

Regexp::Regexp(std::string source, Options options)
    : Object(kFamily), source_(std::move(source)), options_(options), program_(std::make_unique<Program>()) {
  initialize_library();
  if (source_.size() > kPatternLimit) {
    throw RegexpError("too long pattern: " + std::to_string(source_.size()) + " bytes, at most " +
                      std::to_string(kPatternLimit));
  }
  if (!valid_utf8(source_)) {
    throw RegexpError("invalid multibyte character: /" + source_ + "/");
  }
  OnigErrorInfo info;
  const std::string pattern = for_library(source_);
  const int code = onig_new(&program_->code, bytes(pattern.data()), bytes(pattern.data() + pattern.size()),
                            option_bits(options), ONIG_ENCODING_UTF8, ONIG_SYNTAX_RUBY, &info);
  if (code != ONIG_NORMAL) {
    program_->code = nullptr;
    throw RegexpError(error_text(code, &info) + ": /" + source_ + "/");
  }
  onig_initialize_match_param(program_->param.get());
  onig_set_match_stack_limit_size_of_match_param(program_->param.get(), kBacktrackLimit);
}

Regexp::~Regexp() = default;

std::optional<RegexpMatch> Regexp::search(std::string_view subject, std::size_t from) const {
  if (from == 0 && !valid_utf8(subject)) {
    throw RegexpError("invalid byte sequence in UTF-8");
  }
  if (from > subject.size()) {
    return std::nullopt;
  }
  OnigRegion* const region = program_->region.get();
  const unsigned long retries = kRetryLimit + kRetriesPerByte * subject.size();
  onig_set_retry_limit_in_match_of_match_param(program_->param.get(), retries);
  onig_set_retry_limit_in_search_of_match_param(program_->param.get(), retries);
  const char* text = subject.data() == nullptr ? "" : subject.data();
  const OnigUChar* end = bytes(text + subject.size());
  const int found = onig_search_with_param(program_->code, bytes(text), end, bytes(text + from), end, region,
                                           ONIG_OPTION_NONE, program_->param.get());
  if (found == ONIG_MISMATCH) {
    return std::nullopt;
  }
  if (found < 0) {
    throw RegexpError(error_text(found) + ": /" + source_ + "/");
  }
  RegexpMatch match;
  match.groups.reserve(static_cast<std::size_t>(region->num_regs));
  for (int group = 0; group < region->num_regs; ++group) {
    match.groups.push_back({region->beg[group], region->end[group]});
  }
  return match;
}

std::string Regexp::to_string() const {
  std::string flags;
  flags += options_.ignore_case ? "i" : "";
  flags += options_.multi_line ? "m" : "";
  flags += options_.extended ? "x" : "";
  if (flags.empty() && lang::fixes_encoding(source_)) {
    flags = "-mix";
  }
  std::string out = flags.empty() ? "/" : "/(?" + flags + ":";
  bool escaped = false;
  for (const char byte : source_) {
    if (byte == '/' && !escaped) {
      out += '\\';
    }
    escaped = byte == '\\' && !escaped;
    out += byte;
  }
  return out + (flags.empty() ? "/" : ")/");
}

bool Regexp::equals(const Object& other) const {
  const auto* regexp = dynamic_cast<const Regexp*>(&other);
  return regexp != nullptr && regexp->source_ == source_ && option_bits(regexp->options_) == option_bits(options_);
}

std::size_t Regexp::hash_code() const { return std::hash<std::string>{}(source_); }

}  // namespace volley::runtime
