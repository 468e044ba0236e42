#include "stdlib/module_functions/address_types.hpp"

#include <fmt/format.h>

namespace volley::stdlib {
namespace {

using runtime::TypeRecord;

constexpr std::string_view kByte = "([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
constexpr std::string_view kWord = "[[:xdigit:]]{1,4}";
constexpr std::string_view kAnyPrefix = R"((\/(1([01][0-9]|2[0-8])|[1-9][0-9]|[0-9]))?)";

std::string dotted() { return fmt::format(R"({0}(\.{0}){{3}})", kByte); }

std::string pattern(std::string_view body) { return fmt::format("/\\A{}\\z/", body); }

std::string sole(const std::string& pattern) { return "Pattern[" + pattern + "]"; }

std::string any_of(const std::vector<std::string>& patterns) {
  return fmt::format("Pattern[{}]", fmt::join(patterns, ", "));
}

std::string full(std::string_view prefix) { return sole(pattern(fmt::format("{0}(:{0}){{7}}{1}", kWord, prefix))); }

// One form for each place where "::" may stand.
std::string compressed(std::string_view prefix) {
  std::vector<std::string> forms{pattern(fmt::format(":(:|(:{}){{1,7}}){}", kWord, prefix))};
  for (int before = 1; before <= 6; ++before) {
    forms.push_back(pattern(fmt::format("({0}:){{{1}}}(:|(:{0}){{1,{2}}}){3}", kWord, before, 7 - before, prefix)));
  }
  forms.push_back(pattern(fmt::format("({}:){{7}}:{}", kWord, prefix)));
  return any_of(forms);
}

// With the last four bytes written as in version 4.
std::string mixed(std::string_view prefix) {
  std::vector<std::string> forms{pattern(fmt::format("({}:){{6}}{}{}", kWord, dotted(), prefix)),
                                 pattern(fmt::format("({}:){{5}}:{}{}", kWord, dotted(), prefix))};
  for (int before = 4; before >= 1; --before) {
    forms.push_back(
        pattern(fmt::format("({0}:){{{1}}}(:{0}){{0,{2}}}:{3}{4}", kWord, before, 5 - before, dotted(), prefix)));
  }
  forms.push_back(pattern(fmt::format(":(:{}){{0,5}}:{}{}", kWord, dotted(), prefix)));
  return any_of(forms);
}

// The pattern that plans know takes the letter d for a digit and any character for a dot in its mixed forms; kept,
// since messages show it.
std::string network_of_version_6() {
  constexpr std::string_view kHex = "[0-9A-Fa-f]{1,4}";
  constexpr std::string_view kPart = "(25[0-5]|2[0-4]d|1dd|[1-9]?d)";
  const std::string quad = fmt::format("({0}(.{0}){{3}})", kPart);
  std::string forms =
      fmt::format("(({0}:){{7}}({0}|:))|(({0}:){{6}}(:{0}|{1}|:))|(({0}:){{5}}(((:{0}){{1,2}})|:{1}|:))", kHex, quad);
  for (int before = 4; before >= 0; --before) {
    const std::string start = before == 0 ? ":" : fmt::format("({}:){{{}}}", kHex, before);
    const std::string skipped = before == 4 ? "?" : fmt::format("{{0,{}}}", 5 - before);
    forms += fmt::format("|({0}(((:{1}){{1,{2}}})|((:{1}){3}:{4})|:))", start, kHex, 7 - before, skipped, quad);
  }
  return sole(pattern("(" + forms + R"()(%.+)?s*\/([0-9]|[1-9][0-9]|1[0-1][0-9]|12[0-8])?)"));
}

}  // namespace

std::vector<TypeRecord> address_types() {
  const std::string address = "Stdlib::IP::Address";
  const auto variant = [&](std::initializer_list<std::string_view> names) {
    std::vector<std::string> members;
    for (const std::string_view name : names) {
      members.push_back(address + std::string(name));
    }
    return fmt::format("Variant[{}]", fmt::join(members, ", "));
  };
  return {
      {address, variant({"::V4", "::V6"})},
      {address + "::CIDR", variant({"::V4::CIDR", "::V6::CIDR"})},
      {address + "::Nosubnet", variant({"::V4::Nosubnet", "::V6::Nosubnet"})},
      {address + "::V4", variant({"::V4::CIDR", "::V4::Nosubnet"})},
      {address + "::V4::CIDR", sole(pattern(dotted() + R"(\/([0-9]|[12][0-9]|3[0-2]))"))},
      {address + "::V4::Nosubnet", sole(pattern(dotted()))},
      {address + "::V6", variant({"::V6::Full", "::V6::Compressed", "::V6::Alternative", "::V6::Nosubnet"})},
      {address + "::V6::Alternative", mixed(kAnyPrefix)},
      {address + "::V6::CIDR", network_of_version_6()},
      {address + "::V6::Compressed", compressed(kAnyPrefix)},
      {address + "::V6::Full", full(kAnyPrefix)},
      {address + "::V6::Nosubnet",
       variant({"::V6::Nosubnet::Full", "::V6::Nosubnet::Compressed", "::V6::Nosubnet::Alternative"})},
      {address + "::V6::Nosubnet::Alternative", mixed("")},
      {address + "::V6::Nosubnet::Compressed", compressed("")},
      {address + "::V6::Nosubnet::Full", full("")},
  };
}

}  // namespace volley::stdlib
