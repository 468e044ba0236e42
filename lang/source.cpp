#include "lang/source.hpp"

#include <algorithm>
#include <iterator>

namespace volley::lang {

Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) {
    line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
}

Source::Source(std::string text, SourcePointer original, std::vector<Origin> origins)
    : Source(original->name(), std::move(text)) {
  original_ = std::move(original);
  origins_ = std::move(origins);
}

std::uint32_t Source::original_offset(std::uint32_t offset) const {
  const auto after = std::upper_bound(origins_.begin(), origins_.end(), offset,
                                      [](std::uint32_t at, const Origin& origin) { return at < origin.begin; });
  if (after == origins_.begin()) {
    return 0;
  }
  const Origin& origin = *std::prev(after);
  return origin.original + (origin.copied ? offset - origin.begin : 0);
}

Position Source::position(std::uint32_t offset) const {
  if (original_) {
    return original_->position(original_offset(offset));
  }
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - line_starts_.begin());
  std::uint32_t column = 1;
  for (std::uint32_t at = line_starts_[line - 1]; at < offset; ++at) {
    // Continuation bytes of UTF-8 belong to the code point before them.
    if ((static_cast<unsigned char>(text_[at]) & 0xC0U) != 0x80U) {
      ++column;
    }
  }
  return {line, column};
}

std::string_view Source::line(std::uint32_t number) const {
  if (original_) {
    return original_->line(number);
  }
  if (number == 0 || number > line_starts_.size()) {
    return {};
  }
  const std::size_t begin = line_starts_[number - 1];
  std::size_t end = text_.find('\n', begin);
  end = end == std::string::npos ? text_.size() : end;
  if (end > begin && text_[end - 1] == '\r') {
    --end;
  }
  return std::string_view(text_).substr(begin, end - begin);
}

}  // namespace volley::lang
