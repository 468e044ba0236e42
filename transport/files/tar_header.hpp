// The header blocks of tar archives, as GNU tar and all others read and write them. Pure functions.
//
//   std::string bytes;
//   append_tar_header(bytes, {"tree/file", '0', 0644, size});   // then the content, then tar_padding(size) zeros
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace volley::transport {

inline constexpr std::size_t kTarBlock = 512;

struct TarHeader {
  static constexpr char kFile = '0';
  static constexpr char kHardLink = '1';
  static constexpr char kFolder = '5';
  static constexpr char kLongName = 'L';  // the content is the name of the next one
  static constexpr char kLongLink = 'K';
  static constexpr char kExtended = 'x';  // the content is records for the next one
  static constexpr char kGlobal = 'g';

  std::string name;
  char type = kFile;
  unsigned mode = 0;
  std::uint64_t size = 0;
  std::string link;
};

void append_tar_header(std::string& out, const TarHeader& header);
// How many zeros fill the last block of a content.
[[nodiscard]] inline std::size_t tar_padding(std::uint64_t size) {
  return static_cast<std::size_t>((kTarBlock - size % kTarBlock) % kTarBlock);
}

[[nodiscard]] bool is_end_of_tar(std::string_view block);
// Nothing when the block is no header.
[[nodiscard]] std::optional<TarHeader> read_tar_header(std::string_view block);

}  // namespace volley::transport
