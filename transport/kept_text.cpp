#include "transport/kept_text.hpp"

#include <algorithm>
#include <utility>

namespace volley::transport {

namespace {

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// A character is not cut in two.
void trim_end(std::string& text) {
  constexpr std::size_t kLongest = 4;
  std::size_t back = 1;
  while (back < kLongest && back < text.size() && continues_character(text[text.size() - back])) {
    ++back;
  }
  if (back <= text.size() && static_cast<unsigned char>(text[text.size() - back]) >= 0xC0U) {
    text.resize(text.size() - back);
  }
}

void trim_start(std::string& text) {
  std::size_t count = 0;
  while (count < std::min<std::size_t>(3, text.size()) && continues_character(text[count])) {
    ++count;
  }
  text.erase(0, count);
}

}  // namespace

void KeptText::add(std::string_view text) {
  size_ += text.size();
  if (!shortened_) {
    beginning_ += text;
    return;
  }
  const std::size_t room = std::min(kept_ - std::min(kept_, beginning_.size()), end_.empty() ? text.size() : 0);
  beginning_ += text.substr(0, room);
  end_ += text.substr(room);
  if (end_.size() > 2 * kept_) {
    end_.erase(0, end_.size() - kept_);
  }
}

void KeptText::shorten(std::size_t kept) {
  shortened_ = true;
  kept_ = kept;
  if (beginning_.size() > kept) {
    end_ = beginning_.substr(std::max(kept, beginning_.size() - std::min(beginning_.size(), kept)));
    beginning_.resize(kept);
    beginning_.shrink_to_fit();
  }
}

std::string KeptText::take(const std::string& where) {
  std::string text = std::exchange(beginning_, {});
  std::string end = std::exchange(end_, {});
  if (end.size() > kept_) {
    end.erase(0, end.size() - kept_);
  }
  if (size_ > text.size() + end.size()) {
    trim_end(text);
    trim_start(end);
    text += "\n[" + std::to_string(size_ - text.size() - end.size()) + " bytes are left out here; " + where + "]\n";
  }
  return text + end;
}

}  // namespace volley::transport
