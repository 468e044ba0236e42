// The text of one plan-language file and where things stand in it.
//
// A Source owns its text for as long as any tree, diagnostic or error refers to it, so spans can stay plain
// byte offsets. Lines and columns are computed only when somebody asks (an error, a report).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace volley::lang {

// Half-open range of byte offsets in a Source. `begin` is the position that Puppet reports for a node:
// for a binary operator that is the operator itself, for everything else the first character.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// Line and column, both from 1; the column counts code points, as Puppet's `pos` does.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

class Source;
using SourcePointer = std::shared_ptr<const Source>;

// Where a part of a text that was made from another one comes from. It reaches to the next part.
struct Origin {
  std::uint32_t begin = 0;     // of the part, in the text that was made
  std::uint32_t original = 0;  // where it stands in the other text
  bool copied = false;         // byte by byte; otherwise all of it stands for that one place
};

class Source {
 public:
  // `name` is the path (or "<eval>") that errors print; `text` is the whole content, UTF-8.
  Source(std::string name, std::string text);
  // A text made from `original` (a plan from its YAML): positions and lines are those of the original. `origins` is
  // sorted by `begin` and starts at 0.
  Source(std::string text, SourcePointer original, std::vector<Origin> origins);

  [[nodiscard]] const std::string& name() const { return name_; }
  // Whether it was made from another text.
  [[nodiscard]] bool is_derived() const { return original_ != nullptr; }
  [[nodiscard]] const SourcePointer& original() const { return original_; }
  // Where an offset of this text comes from in the original one.
  [[nodiscard]] std::uint32_t original_offset(std::uint32_t offset) const;
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] Position position(std::uint32_t offset) const;
  // The text of a line (from 1) without its line break; empty past the end.
  [[nodiscard]] std::string_view line(std::uint32_t number) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
  SourcePointer original_;
  std::vector<Origin> origins_;
};

// A span together with the source that it is in; what errors and stack traces carry.
struct Place {
  SourcePointer source;
  Span span;

  [[nodiscard]] bool known() const { return source != nullptr; }
  [[nodiscard]] std::string file() const { return source ? source->name() : std::string(); }
  // Whether the text there is what somebody has written.
  [[nodiscard]] bool written() const { return source != nullptr && !source->is_derived(); }
  [[nodiscard]] Position position() const { return source ? source->position(span.begin) : Position{}; }
};

}  // namespace volley::lang
