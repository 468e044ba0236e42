// Unpacks a tar archive that comes in pieces into a ReceivedTree. The first part of every name stands for the root of
// the tree, whatever it is; names that lead elsewhere end the download. Links and devices are left out, for the other
// side has followed its links already.
//
//   TarReader reader(tree);
//   reader.feed(bytes); ...
//   if (!reader.complete()) { something is missing }
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "transport/files/received_tree.hpp"
#include "transport/files/tar_header.hpp"

namespace volley::transport {

class TarReader {
 public:
  explicit TarReader(ReceivedTree& tree) : tree_(tree) {}
  // Throws JobFailure (DOWNLOAD_ERROR).
  void feed(std::string_view bytes);
  // Whether the end of the archive has come.
  [[nodiscard]] bool complete() const { return complete_; }

 private:
  enum class Content { Skipped, File, Name, Link, Records };

  void start_member(std::string_view block);
  void place_member(TarHeader header);
  void take_content(std::string_view bytes);
  void end_content();
  void read_records();

  ReceivedTree& tree_;
  std::string block_;  // a header, as far as it has come
  Content content_ = Content::Skipped;
  std::uint64_t left_ = 0;     // of the content
  std::uint64_t padding_ = 0;  // after it
  bool in_content_ = false;
  std::string text_;  // a content that is about the next member
  std::string next_name_;
  std::string next_link_;
  std::optional<std::uint64_t> next_size_;
  bool complete_ = false;
};

}  // namespace volley::transport
