#include "transport/files/tar_header.hpp"

#include <algorithm>

namespace volley::transport {

namespace {

// Where a field lies in the block.
struct Field {
  std::size_t at;
  std::size_t size;
};
constexpr Field kName{0, 100};
constexpr Field kMode{100, 8};
constexpr Field kOwner{108, 8};
constexpr Field kGroup{116, 8};
constexpr Field kSize{124, 12};
constexpr Field kTime{136, 12};
constexpr Field kChecksum{148, 8};
constexpr Field kType{156, 1};
constexpr Field kLinkName{157, 100};
constexpr Field kMagic{257, 8};
constexpr Field kPrefix{345, 155};

constexpr std::uint64_t kLargestOctalSize = (1ULL << 33U) - 1;

void put_text(std::string& block, Field field, std::string_view text) {
  block.replace(field.at, std::min(field.size, text.size()), text.substr(0, field.size));
}

void put_octal(std::string& block, Field field, std::uint64_t number) {
  for (std::size_t i = field.at + field.size - 1; i-- > field.at;) {
    block[i] = static_cast<char>('0' + (number & 7U));
    number >>= 3U;
  }
}

void put_size(std::string& block, std::uint64_t size) {
  if (size <= kLargestOctalSize) {
    put_octal(block, kSize, size);
    return;
  }
  for (std::size_t i = kSize.at + kSize.size; i-- > kSize.at;) {
    block[i] = static_cast<char>(size & 0xFFU);
    size >>= 8U;
  }
  block[kSize.at] = static_cast<char>(0x80);
}

std::uint64_t checksum(std::string_view block) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < block.size(); ++i) {
    const bool own = i >= kChecksum.at && i < kChecksum.at + kChecksum.size;
    sum += own ? ' ' : static_cast<unsigned char>(block[i]);
  }
  return sum;
}

std::string text_of(std::string_view block, Field field) {
  const std::string_view text = block.substr(field.at, field.size);
  return std::string(text.substr(0, text.find('\0')));
}

std::optional<std::uint64_t> number_of(std::string_view block, Field field) {
  const std::string_view text = block.substr(field.at, field.size);
  std::uint64_t number = 0;
  if ((static_cast<unsigned char>(text[0]) & 0x80U) != 0) {
    for (std::size_t i = 1; i < text.size(); ++i) {
      if (number >> 54U != 0) {
        return std::nullopt;
      }
      number = (number << 8U) | static_cast<unsigned char>(text[i]);
    }
    return number;
  }
  const std::size_t first = text.find_first_not_of(' ');
  for (std::size_t i = first; i < text.size() && text[i] != ' ' && text[i] != '\0'; ++i) {
    if (text[i] < '0' || text[i] > '7') {
      return std::nullopt;
    }
    number = (number << 3U) | static_cast<unsigned>(text[i] - '0');
  }
  return number;
}

}  // namespace

void append_tar_header(std::string& out, const TarHeader& header) {
  if (header.name.size() > kName.size) {
    const std::uint64_t size = header.name.size() + 1;
    append_tar_header(out, {"././@LongLink", TarHeader::kLongName, 0644, size, {}});
    out += header.name;
    out.append(1 + tar_padding(size), '\0');
  }
  std::string block(kTarBlock, '\0');
  put_text(block, kName, header.name);
  put_octal(block, kMode, header.mode);
  put_octal(block, kOwner, 0);
  put_octal(block, kGroup, 0);
  put_size(block, header.size);
  put_octal(block, kTime, 0);
  block[kType.at] = header.type;
  put_text(block, kLinkName, header.link);
  put_text(block, kMagic, "ustar  ");
  put_octal(block, {kChecksum.at, kChecksum.size - 1}, checksum(block));
  block[kChecksum.at + kChecksum.size - 1] = ' ';
  out += block;
}

bool is_end_of_tar(std::string_view block) {
  return std::all_of(block.begin(), block.end(), [](char c) { return c == '\0'; });
}

std::optional<TarHeader> read_tar_header(std::string_view block) {
  const auto sum = number_of(block, kChecksum);
  const auto mode = number_of(block, kMode);
  const auto size = number_of(block, kSize);
  if (!sum || *sum != checksum(block) || !mode || !size) {
    return std::nullopt;
  }
  TarHeader header;
  header.name = text_of(block, kName);
  // The older GNU format has other things at the place of the prefix.
  const std::string prefix =
      block.substr(kMagic.at, 6) == std::string_view("ustar\0", 6) ? text_of(block, kPrefix) : "";
  if (!prefix.empty()) {
    header.name = prefix + "/" + header.name;
  }
  header.type = block[kType.at] == '\0' ? TarHeader::kFile : block[kType.at];
  header.mode = static_cast<unsigned>(*mode & 0777U);
  header.size = *size;
  header.link = text_of(block, kLinkName);
  return header;
}

}  // namespace volley::transport
