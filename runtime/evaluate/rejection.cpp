#include <algorithm>

#include "runtime/evaluate/closure.hpp"
#include "runtime/evaluate/signature.hpp"

namespace volley::runtime {
namespace {

// Why one signature does not take a call. The kinds matter because equal ones of all overloads are told as one.
struct Rejection {
  enum class Kind { Count, MissingBlock, UnexpectedBlock, BlockCount, Mismatch };
  Kind kind = Kind::Mismatch;
  std::vector<std::string> texts;  // without the label in front
  std::size_t position = 0;        // Mismatch: which argument
  ArgumentRange range;             // Count and BlockCount: what is expected
};
using Rejections = std::vector<Rejection>;

std::string range_text(const ArgumentRange& range, const char* none) {
  if (range.most == kUnlimited) {
    return "at least " + std::to_string(range.least);
  }
  if (range.least == range.most) {
    return range.least == 0 ? none : std::to_string(range.least);
  }
  if (range.least == 0) {
    return "at most " + std::to_string(range.most);
  }
  return "between " + std::to_string(range.least) + " and " + std::to_string(range.most);
}

std::string count_text(const ArgumentRange& expected, const ArgumentRange& actual) {
  const bool singular = (expected.least == 1 && (expected.most == 1 || expected.most == kUnlimited)) ||
                        (expected.least == 0 && expected.most == 1);
  return "expects " + range_text(expected, "no") + " argument" + (singular ? "" : "s") + ", got " +
         range_text(actual, "none");
}

std::string subject_of(const Signature& signature, std::size_t position) {
  return "parameter '" + signature.parameter_at(position).name + "'";
}

void describe_arguments(const Signature& signature, std::span<const Value> values, Rejections& out) {
  if (values.size() < signature.arguments.least || values.size() > signature.arguments.most) {
    out.push_back({Rejection::Kind::Count,
                   {count_text(signature.arguments, {values.size(), values.size()})},
                   0,
                   signature.arguments});
    return;
  }
  for (std::size_t at = 0; at < values.size(); ++at) {
    const TypePointer& type = signature.parameter_at(at).type;
    if (type && !type->matches(values[at])) {
      std::vector<std::string> texts = list_mismatches(subject_of(signature, at), *type, values[at]);
      if (texts.empty()) {
        texts.push_back(describe_mismatch(subject_of(signature, at), *type, values[at]));
      }
      out.push_back({Rejection::Kind::Mismatch, std::move(texts), at, {}});
      return;
    }
  }
}

void describe_block(const Signature& signature, const Closure* closure, Rejections& out) {
  const Signature::Block& block = signature.block;
  if (closure == nullptr) {
    if (block.type && !block.optional) {
      out.push_back({Rejection::Kind::MissingBlock, {"expects a block"}, 0, {}});
    }
    return;
  }
  if (!block.type) {
    out.push_back({Rejection::Kind::UnexpectedBlock, {"does not expect a block"}, 0, {}});
    return;
  }
  const ArgumentRange lambda = closure_arguments(*closure);
  if (lambda.least > block.arguments.least || lambda.most < block.arguments.most) {
    out.push_back({Rejection::Kind::BlockCount, {"block " + count_text(block.arguments, lambda)}, 0, block.arguments});
  }
}

// One list for each signature. Trouble with the lambda is told only where the arguments are fine.
std::vector<Rejections> describe_all(std::span<const Signature> signatures, std::span<const Value> values,
                                     const Closure* closure) {
  std::vector<Rejections> all(signatures.size());
  for (std::size_t at = 0; at < signatures.size(); ++at) {
    describe_arguments(signatures[at], values, all[at]);
  }
  if (std::ranges::none_of(all, [](const Rejections& list) { return list.empty(); })) {
    return all;
  }
  std::vector<Rejections> blocks(signatures.size());
  for (std::size_t at = 0; at < signatures.size(); ++at) {
    describe_block(signatures[at], closure, blocks[at]);
  }
  if (std::ranges::none_of(blocks, [](const Rejections& list) { return list.empty(); })) {
    return blocks;
  }
  for (std::size_t at = 0; at < all.size(); ++at) {
    if (all[at].empty()) {
      all[at] = blocks[at];
    }
  }
  return all;
}

std::string merge_counts(const std::vector<Rejections>& all, const ArgumentRange& actual) {
  ArgumentRange joined = all[0][0].range;
  for (const Rejections& list : all) {
    joined.least = std::min(joined.least, list[0].range.least);
    joined.most = std::max(joined.most, list[0].range.most);
  }
  return count_text(joined, actual);
}

// Words that are accepted become one list of words.
bool is_choice_of_words(std::span<const Signature> signatures, std::size_t position) {
  return std::ranges::all_of(signatures, [position](const Signature& signature) {
    const TypePointer* type = signature.parameters.empty() ? nullptr : &signature.parameter_at(position).type;
    return type != nullptr && *type && (*type)->is(TypeKind::Enum);
  });
}

// Mismatches of the same parameter: the expected types become one Variant.
std::string merge_mismatches(std::span<const Signature> signatures, const std::vector<Rejections>& all,
                             std::span<const Value> values) {
  const std::size_t position = all[0][0].position;
  const std::string subject = subject_of(signatures[0], position);
  const std::string expected_form = subject + " expects ";
  const bool same_text = std::ranges::all_of(
      all, [&](const Rejections& list) { return list[0].texts == all[0][0].texts && list[0].texts.size() == 1; });
  // Keys that are missing or not known are told for each signature.
  if (same_text && all[0][0].texts[0].find(" expects ") != std::string::npos) {
    return all[0][0].texts[0];
  }
  const bool words = is_choice_of_words(signatures, position);
  Values types;
  for (std::size_t at = 0; at < all.size(); ++at) {
    const Rejection& rejection = all[at][0];
    if (rejection.position != position || rejection.texts.size() != 1 ||
        !rejection.texts[0].starts_with(expected_form) ||
        (!words && rejection.texts[0].find(" match for ") != std::string::npos) ||
        subject_of(signatures[at], position) != subject) {
      return {};
    }
    types.emplace_back(signatures[at].parameter_at(position).type);
  }
  const TypePointer variant = parameterize(builtin_type("Variant"), types);
  const TypePointer joined = words ? variant->normalized() : variant;
  return describe_mismatch(subject, *joined, values[position]);
}

// The one text for all signatures, or nothing when they fail for different reasons.
std::string merged(std::span<const Signature> signatures, const std::vector<Rejections>& all,
                   std::span<const Value> values, const Closure* closure) {
  for (const Rejections& list : all) {
    if (list.size() != 1 || list[0].kind != all[0][0].kind) {
      return {};
    }
  }
  switch (all[0][0].kind) {
    case Rejection::Kind::Count: return merge_counts(all, {values.size(), values.size()});
    case Rejection::Kind::BlockCount: return "block " + merge_counts(all, closure_arguments(*closure));
    case Rejection::Kind::Mismatch: return merge_mismatches(signatures, all, values);
    default: return all[0][0].texts[0];
  }
}

void append_rejections(std::string& out, const Rejections& list, const char* indent) {
  for (const Rejection& rejection : list) {
    for (const std::string& text : rejection.texts) {
      if (text.empty()) {
        continue;
      }
      out += std::string("\n") + indent + "rejected: " + text;
    }
  }
}

}  // namespace

std::string describe_rejection(const std::string& label, std::span<const Signature> signatures,
                               std::span<const Value> values, const Closure* closure) {
  const std::vector<Rejections> all = describe_all(signatures, values, closure);
  if (signatures.size() == 1) {
    const bool single = all[0].size() == 1 && all[0][0].texts.size() == 1;
    if (single) {
      return label + " " + all[0][0].texts[0];
    }
    std::string out = label + " expects (" + signatures[0].to_string() + ")";
    append_rejections(out, all[0], "  ");
    return out;
  }
  if (std::string text = merged(signatures, all, values, closure); !text.empty()) {
    return label + " " + text;
  }
  std::string out = "The function " + label + " was called with arguments it does not accept. It expects one of:";
  for (std::size_t at = 0; at < signatures.size(); ++at) {
    out += "\n  (" + signatures[at].to_string() + ")";
    append_rejections(out, all[at], "    ");
  }
  return out;
}

std::string describe_rejection(const std::string& label, const Signature& signature, std::span<const Value> values) {
  return describe_rejection(label, std::span(&signature, 1), values, nullptr);
}

}  // namespace volley::runtime
