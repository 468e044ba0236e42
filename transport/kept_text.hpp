// A text that grows: all of it, or from some point on its beginning and its end only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace volley::transport {

class KeptText {
 public:
  void add(std::string_view text);
  // Keeps at most so many bytes of the beginning, and of the end, from now on.
  void shorten(std::size_t kept);
  [[nodiscard]] const std::string& beginning() const { return beginning_; }
  [[nodiscard]] std::size_t memory() const { return beginning_.size() + end_.size(); }
  // Empties it. `where` says where all of it is, in the place of what is left out.
  [[nodiscard]] std::string take(const std::string& where);

 private:
  std::string beginning_;
  std::string end_;
  std::uint64_t size_ = 0;
  std::size_t kept_ = 0;
  bool shortened_ = false;
};

}  // namespace volley::transport
