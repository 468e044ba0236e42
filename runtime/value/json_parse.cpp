#include <limits>
#include <nlohmann/json.hpp>

#include "runtime/value/hash.hpp"
#include "runtime/value/json.hpp"

namespace volley::runtime {
namespace {

constexpr std::size_t kMaximumJsonNesting = 200;

// Builds values while nlohmann's parser walks the text; no tree of its own is made.
class ValueBuilder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return add(Value()); }
  bool boolean(bool value) override { return add(Value(value)); }
  bool number_integer(number_integer_t value) override { return add(Value(static_cast<std::int64_t>(value))); }
  bool number_unsigned(number_unsigned_t value) override {
    constexpr auto kLargest = static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max());
    return add(value <= kLargest ? Value(static_cast<std::int64_t>(value)) : Value(static_cast<double>(value)));
  }
  bool number_float(number_float_t value, const string_t& /*text*/) override { return add(Value(value)); }
  bool string(string_t& value) override { return add(Value(std::move(value))); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override { return open(true); }
  bool key(string_t& value) override {
    open_.back().key = std::move(value);
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t /*size*/) override { return open(false); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& error) override {
    // The library's text starts with its own code in brackets, which says nothing to a reader.
    std::string text = error.what();
    const std::size_t code = text.find("] ");
    problem_ = code == std::string::npos ? "invalid JSON at byte " + std::to_string(position) : text.substr(code + 2);
    return false;
  }

  [[nodiscard]] Value take() { return std::move(result_); }
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  struct Container {
    bool is_object;
    Hash hash;
    Values items;
    std::string key;
  };

  bool add(Value value) {
    if (open_.empty()) {
      result_ = std::move(value);
    } else if (open_.back().is_object) {
      open_.back().hash.set(Value(std::move(open_.back().key)), std::move(value));
    } else {
      open_.back().items.push_back(std::move(value));
    }
    return true;
  }
  bool open(bool is_object) {
    if (open_.size() >= kMaximumJsonNesting) {
      problem_ = "nested deeper than " + std::to_string(kMaximumJsonNesting) + " levels";
      return false;
    }
    open_.push_back({is_object, {}, {}, {}});
    return true;
  }
  bool close() {
    Container done = std::move(open_.back());
    open_.pop_back();
    return add(done.is_object ? Value(std::move(done.hash)) : Value(std::move(done.items)));
  }

  std::vector<Container> open_;
  Value result_;
  std::string problem_;
};

}  // namespace

Value parse_json(std::string_view text) {
  ValueBuilder builder;
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) {
    throw JsonError(builder.problem().empty() ? "invalid JSON" : builder.problem());
  }
  return builder.take();
}

}  // namespace volley::runtime
