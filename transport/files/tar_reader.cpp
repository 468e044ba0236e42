#include "transport/files/tar_reader.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "transport/failure.hpp"

namespace volley::transport {

namespace {

constexpr std::uint64_t kTextLimit = 256UL * 1024;

[[noreturn]] void fail(const std::string& reason) { throw file_failure("DOWNLOAD_ERROR", reason); }

RelativePath below_root(std::string_view name) {
  while (name.starts_with("./")) {
    name.remove_prefix(2);
  }
  std::optional<RelativePath> path = relative_path(name);
  if (!path || path->empty()) {
    fail("The target sent a name that leads out of the download - " + std::string(name));
  }
  path->erase(path->begin());
  return std::move(*path);
}

}  // namespace

void TarReader::feed(std::string_view bytes) {
  while (!bytes.empty() && !complete_) {
    if (left_ > 0) {
      const std::string_view part =
          bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size())));
      take_content(part);
      left_ -= part.size();
      bytes.remove_prefix(part.size());
    } else if (padding_ > 0) {
      const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(padding_, bytes.size()));
      padding_ -= count;
      bytes.remove_prefix(count);
    } else {
      const std::size_t count = std::min(kTarBlock - block_.size(), bytes.size());
      block_.append(bytes.substr(0, count));
      bytes.remove_prefix(count);
      if (block_.size() == kTarBlock) {
        start_member(block_);
        block_.clear();
      }
    }
    if (left_ == 0 && in_content_) {
      end_content();
    }
  }
}

void TarReader::start_member(std::string_view block) {
  if (is_end_of_tar(block)) {
    complete_ = true;
    return;
  }
  std::optional<TarHeader> header = read_tar_header(block);
  if (!header) {
    fail("The target sent something that is no archive");
  }
  left_ = header->size;
  content_ = Content::Skipped;
  in_content_ = true;
  switch (header->type) {
    case TarHeader::kLongName: content_ = Content::Name; break;
    case TarHeader::kLongLink: content_ = Content::Link; break;
    case TarHeader::kExtended: content_ = Content::Records; break;
    case TarHeader::kGlobal: break;
    default: place_member(std::move(*header)); break;
  }
  if (content_ != Content::Skipped && content_ != Content::File && left_ > kTextLimit) {
    fail("The target sent a name that is too long");
  }
  padding_ = tar_padding(left_);
}

void TarReader::place_member(TarHeader header) {
  if (!next_name_.empty()) {
    header.name = std::exchange(next_name_, {});
  }
  if (!next_link_.empty()) {
    header.link = std::exchange(next_link_, {});
  }
  left_ = std::exchange(next_size_, std::nullopt).value_or(header.size);
  switch (header.type) {
    case TarHeader::kFile:
    case '7':  // a contiguous file, to those who know any
      tree_.begin_file(below_root(header.name), header.mode);
      content_ = Content::File;
      break;
    case TarHeader::kFolder: tree_.add_folder(below_root(header.name), header.mode); break;
    case TarHeader::kHardLink:
      tree_.copy_file(below_root(header.link), below_root(header.name), header.mode);
      left_ = 0;
      break;
    default: break;
  }
}

void TarReader::take_content(std::string_view bytes) {
  if (content_ == Content::File) {
    tree_.write(bytes);
  } else if (content_ != Content::Skipped) {
    text_ += bytes;
  }
}

void TarReader::end_content() {
  in_content_ = false;
  switch (content_) {
    case Content::File: tree_.end_file(); break;
    case Content::Name: next_name_ = text_.substr(0, text_.find('\0')); break;
    case Content::Link: next_link_ = text_.substr(0, text_.find('\0')); break;
    case Content::Records: read_records(); break;
    case Content::Skipped: break;
  }
  text_.clear();
}

// "<length> <key>=<value>\n", the length that of the whole record.
void TarReader::read_records() {
  std::string_view rest = text_;
  while (!rest.empty()) {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), size);
    const auto digits = static_cast<std::size_t>(end - rest.data());
    if (error != std::errc() || size > rest.size() || size < digits + 2) {
      fail("The target sent something that is no archive");
    }
    const std::string_view record = rest.substr(digits + 1, size - digits - 2);
    const std::size_t equals = record.find('=');
    const std::string_view key = record.substr(0, equals);
    const std::string_view value = equals == std::string_view::npos ? "" : record.substr(equals + 1);
    if (key == "path") {
      next_name_ = value;
    } else if (key == "linkpath") {
      next_link_ = value;
    } else if (key == "size") {
      std::uint64_t number = 0;
      std::from_chars(value.data(), value.data() + value.size(), number);
      next_size_ = number;
    }
    rest.remove_prefix(size);
  }
}

}  // namespace volley::transport
