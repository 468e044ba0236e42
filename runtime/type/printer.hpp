// How types are written: one printer gathers the text while the types print themselves into it.
//
//   TypePrinter printer(TypePrinter::Aliases::Named);
//   type.print(printer);
//   std::string text = printer.take();
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/type/type.hpp"

namespace volley::runtime {

class TypePrinter {
 public:
  enum class Aliases { Named, Expanded };
  explicit TypePrinter(Aliases aliases) : aliases_(aliases) {}

  void add(std::string_view text) {
    text_ += text;
    check_text_size(text_.size());
  }
  void add(const Type& type) { type.print(*this); }
  // As it would be written in the language: strings quoted, regular expressions between slashes.
  void add_value(const Value& value);

  // "Name[" ... "]": parameters are separated by the calls of next(); without any the brackets vanish.
  void begin(std::string_view name);
  void next();
  void parameter(const Type& type) { next(), add(type); }
  void parameter(std::string_view text) { next(), add(text); }
  void end();

  [[nodiscard]] bool expands_aliases() const { return aliases_ == Aliases::Expanded; }
  // The aliases that are being spelled out right now; a name met again is not spelled out twice.
  [[nodiscard]] std::vector<const Type*>& open_aliases() { return open_aliases_; }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  Aliases aliases_;
  std::string text_;
  std::vector<bool> has_parameters_;
  std::vector<const Type*> open_aliases_;
};

}  // namespace volley::runtime
