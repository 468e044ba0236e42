#include "transport/files/upload_archive.hpp"

#include <algorithm>

#include "transport/failure.hpp"
#include "transport/files/tar_header.hpp"

namespace volley::transport {

namespace {

constexpr std::size_t kChunkSize = 128UL * 1024;
constexpr std::uint64_t kKeptFile = 64UL * 1024;
constexpr std::uint64_t kKeptInAll = 32UL * 1024 * 1024;

std::string place(const std::string& relative) { return std::string(UploadArchive::kFolder) + "/" + relative; }

void add_folder(std::string& chunk, const std::string& relative, unsigned mode) {
  append_tar_header(chunk, {place(relative) + "/", TarHeader::kFolder, mode, 0, {}});
}

}  // namespace

UploadArchive::UploadArchive(SourceTree tree, std::string finish)
    : parent_(std::move(tree.parent)), finish_(std::move(finish)) {
  members_.reserve(tree.entries.size());
  std::uint64_t kept = 0;
  for (SourceEntry& entry : tree.entries) {
    Member member{std::move(entry), {}, false};
    if (!member.entry.folder && member.entry.size <= kKeptFile && kept + member.entry.size <= kKeptInAll) {
      member.content =
          OpenFile::to_read(parent_ + member.entry.relative).read_all(static_cast<std::size_t>(member.entry.size));
      member.kept = true;
      kept += member.content.size();
    }
    members_.push_back(std::move(member));
  }
}

void UploadArchive::Stream::next(std::string& chunk) {
  chunk.clear();
  while (chunk.size() < kChunkSize) {
    if (left_ > 0) {
      add_from_file(chunk);
    } else if (member_ < archive_->members_.size()) {
      add_member(chunk);
    } else if (!closed_) {
      add_closing(chunk);
      closed_ = true;
    } else {
      return;
    }
  }
}

void UploadArchive::Stream::add_member(std::string& chunk) {
  const Member& member = archive_->members_[member_++];
  const SourceEntry& entry = member.entry;
  if (member_ == 1) {
    append_tar_header(chunk, {std::string(kFolder) + "/", TarHeader::kFolder, 0700, 0, {}});
  }
  if (entry.folder) {
    // What is inside must be written first; the mode itself comes at the end.
    add_folder(chunk, entry.relative, entry.mode | 0700U);
    return;
  }
  const std::uint64_t size = member.kept ? member.content.size() : entry.size;
  append_tar_header(chunk, {place(entry.relative), TarHeader::kFile, entry.mode, size, {}});
  if (member.kept) {
    chunk += member.content;
    chunk.append(tar_padding(size), '\0');
  } else if (size > 0) {
    file_ = OpenFile::to_read(archive_->parent_ + entry.relative);
    left_ = size;
    padding_ = tar_padding(size);
  }
}

void UploadArchive::Stream::add_from_file(std::string& chunk) {
  const std::size_t before = chunk.size();
  const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left_, kChunkSize));
  chunk.resize(before + wanted);
  const std::size_t count = file_.read(chunk.data() + before, wanted);
  if (count == 0) {
    throw file_failure("WRITE_ERROR", "'" + archive_->parent_ + archive_->members_[member_ - 1].entry.relative +
                                          "' became shorter while it was sent");
  }
  chunk.resize(before + count);
  left_ -= count;
  if (left_ == 0) {
    file_ = {};
    chunk.append(padding_, '\0');
  }
}

void UploadArchive::Stream::add_closing(std::string& chunk) {
  for (auto member = archive_->members_.rbegin(); member != archive_->members_.rend(); ++member) {
    if (member->entry.folder && (member->entry.mode & 0700U) != 0700U) {
      add_folder(chunk, member->entry.relative, member->entry.mode);
    }
  }
  append_tar_header(chunk, {std::string(kFinish), TarHeader::kFile, 0600, archive_->finish_.size(), {}});
  chunk += archive_->finish_;
  chunk.append(tar_padding(archive_->finish_.size()) + 2 * kTarBlock, '\0');
}

}  // namespace volley::transport
