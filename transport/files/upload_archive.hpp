// A tree of the controller as one tar archive, made once for all targets of an action and streamed to each.
//
//   const auto archive = std::make_shared<const UploadArchive>(read_source_tree(path), finish);
//   UploadArchive::Stream stream(archive);
//   for (;;) { stream.next(chunk); if (chunk.empty()) break; ... }
//
// The archive holds the tree below `tree/`, and at its very end the file `finish`: who has it has everything.
// Small files are kept in memory, up to a limit; all else is read while it is sent. Nothing is changed after the
// construction, so that any number of threads may stream it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "transport/files/open_file.hpp"
#include "transport/files/source_tree.hpp"

namespace volley::transport {

class UploadArchive {
 public:
  static constexpr std::string_view kFolder = "tree";
  static constexpr std::string_view kFinish = "finish";

  // Throws JobFailure (WRITE_ERROR).
  UploadArchive(SourceTree tree, std::string finish);

  class Stream {
   public:
    explicit Stream(std::shared_ptr<const UploadArchive> archive) : archive_(std::move(archive)) {}
    // The next bytes, in place of what `chunk` holds; none at the end. Throws JobFailure (WRITE_ERROR).
    void next(std::string& chunk);

   private:
    void add_member(std::string& chunk);
    void add_from_file(std::string& chunk);
    void add_closing(std::string& chunk);

    std::shared_ptr<const UploadArchive> archive_;
    std::size_t member_ = 0;
    bool closed_ = false;
    OpenFile file_;  // of the member before, while some of it is left
    std::uint64_t left_ = 0;
    std::size_t padding_ = 0;
  };

 private:
  struct Member {
    SourceEntry entry;
    std::string content;
    bool kept = false;
  };
  std::string parent_;
  std::vector<Member> members_;
  std::string finish_;
};

}  // namespace volley::transport
