// Addresses and names of hosts, and what the facts say about them, from the module stdlib.
#include <algorithm>
#include <charconv>
#include <optional>

#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/evaluator.hpp"
#include "runtime/value/hash.hpp"
#include "stdlib/functions/caller_variables.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/module_functions/ip_range.hpp"
#include "stdlib/module_functions/legacy_arguments.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;
using runtime::Values;

Value facts_of(const Call& call) {
  const std::optional<Value> facts = caller_variable(call, "facts");
  if (!facts) {
    throw EvaluationError("Undefined variable 'facts'; ");
  }
  return *facts;
}

Value required_entry(const Value& data, std::string_view key) {
  if (!data.is_hash()) {
    throw EvaluationError("undefined method `[]' for " + native_inspect(data) + ":" + native_class(data));
  }
  return data.as_hash().get(key);
}

// "os.release" and "'a.b'.c" taken apart; double quotes hold dots together.
std::vector<std::string> fact_path(std::string_view name) {
  std::vector<std::string> path;
  while (!name.empty()) {
    const bool quoted = name.front() == '"';
    const std::size_t start = quoted ? 1 : 0;
    const std::size_t end = std::min(name.find_first_of(quoted ? "\"" : ".\"", start), name.size());
    const bool closed = !quoted || end < name.size();
    if (end > start && closed) {
      path.emplace_back(name.substr(start, end - start));
      name.remove_prefix(end + start);
    } else {
      name.remove_prefix(1);
    }
  }
  return path;
}

std::string dotted(std::span<const std::string> path) {
  std::string text;
  for (const std::string& part : path) {
    text += text.empty() ? "" : ".";
    text += part.find('.') == std::string::npos ? part : '"' + part + '"';
  }
  return text;
}

std::optional<Value> element(const Values& items, std::string_view position) {
  std::int64_t number = 0;
  const auto read = std::from_chars(position.data(), position.data() + position.size(), number);
  if (read.ec != std::errc() || read.ptr != position.data() + position.size()) {
    return std::nullopt;
  }
  const auto size = static_cast<std::int64_t>(items.size());
  number += number < 0 ? size : 0;
  return number >= 0 && number < size ? items[static_cast<std::size_t>(number)] : Value();
}

Value fact(Call& call) {
  const std::string name(call.arguments[0].as_string());
  const std::vector<std::string> path = fact_path(name);
  Value data = facts_of(call);
  for (std::size_t at = 0; at < path.size() && !data.is_undef(); ++at) {
    std::string problem;
    Value next;
    if (data.is_array()) {
      const std::optional<Value> found = element(data.as_array(), path[at]);
      problem = found ? "" : "an array; cannot index to '";
      next = found.value_or(Value());
    } else if (data.is_hash()) {
      next = data.as_hash().get(path[at]);
    } else {
      problem = "not a collection; cannot walk to '";
    }
    if (!problem.empty()) {
      call.evaluator.environment().log(runtime::LogLevel::Warning, "fact request for " + name + " returning nil: '" +
                                                                       dotted(std::span(path).first(at)) + "' is " +
                                                                       problem + path[at] + "'");
    }
    data = std::move(next);
  }
  return data;
}

Value interfaces_of(const Call& call) {
  return required_entry(required_entry(facts_of(call), "networking"), "interfaces");
}

Value has_interface(Call& call) {
  const Value interfaces = interfaces_of(call);
  return {interfaces.is_hash() && interfaces.as_hash().contains(call.arguments[0].as_string())};
}

bool any_interface_has(const Call& call, std::string_view property, const Value& wanted) {
  const Value interfaces = interfaces_of(call);
  if (!interfaces.is_hash()) {
    throw EvaluationError("undefined method `any?' for " + native_inspect(interfaces) + ":" + native_class(interfaces));
  }
  return std::any_of(interfaces.as_hash().begin(), interfaces.as_hash().end(), [&](const auto& entry) {
    return entry.value.is_hash() && runtime::strictly_equal(entry.value.as_hash().get(property), wanted);
  });
}

Value has_interface_with(Call& call) {
  const std::string_view kind = call.arguments[0].as_string();
  const std::string_view property = kind == "ipaddress" ? "ip" : kind == "macaddress" ? "mac" : std::string_view(kind);
  return {any_interface_has(call, property, call.arguments[1])};
}

Value has_ip_address(Call& call) { return {any_interface_has(call, "ip", call.arguments[0])}; }
Value has_ip_network(Call& call) { return {any_interface_has(call, "network", call.arguments[0])}; }

Value os_version_gte(Call& call) {
  const Value os = required_entry(facts_of(call), "os");
  if (!runtime::strictly_equal(required_entry(os, "name"), call.arguments[0])) {
    return {false};
  }
  const Value versions[] = {required_entry(required_entry(os, "release"), "major"), call.arguments[1]};
  const Value order = call.evaluator.call_function("versioncmp", versions, nullptr, call.place());
  return {order.as_integer() >= 0};
}

Value ip_in_range(Call& call) {
  const IpRange address = IpRange::parse(call.arguments[0].as_string());
  if (call.arguments[1].is_string()) {
    return {IpRange::parse(call.arguments[1].as_string()).contains(address)};
  }
  bool found = false;
  for (const Value& range : call.arguments[1].as_array()) {
    if (!range.is_string()) {
      throw EvaluationError("invalid address: ");
    }
    found = IpRange::parse(range.as_string()).contains(address) || found;
  }
  return {found};
}

void append_flat(Values& out, const Value& value) {
  if (value.is_array()) {
    for (const Value& item : value.as_array()) {
      append_flat(out, item);
    }
  } else if (!value.is_undef()) {
    out.push_back(value);
  }
}

Value enclosed(const Value& given) {
  const std::string text = native_text(given);
  if (text == "*") {
    return given;
  }
  try {
    const IpRange address = IpRange::parse(text);
    return address.is_version_6() ? Value("[" + address.to_string() + "]") : given;
  } catch (const EvaluationError&) {
    throw EvaluationError("enclose_ipv6(): Wrong argument given " + text + " is not an ip address.");
  }
}

Value enclose_ipv6(Call& call) {
  const std::size_t count = call.arguments.size();
  require(call, count == 1, "Wrong number of arguments given " + std::to_string(count) + " for 1");
  const Value given = legacy_argument(call, 0);
  require(call, given.is_string() || given.is_array(),
          "Wrong argument type given " + native_class(given) + " expected String or Array");
  Values addresses;
  append_flat(addresses, given);
  Values result;
  for (const Value& address : addresses) {
    Value text = enclosed(address);
    const bool known = std::any_of(result.begin(), result.end(),
                                   [&](const Value& other) { return runtime::strictly_equal(other, text); });
    if (!known) {
      result.push_back(std::move(text));
    }
  }
  return {std::move(result)};
}

// The types of the parameters have done the work.
Value accepted(Call& call) {
  if (call.arguments.empty()) {
    throw EvaluationError(std::string(call.name) + "(): Wrong number of arguments need at least one");
  }
  return {};
}

}  // namespace

Family module_network() {
  static const FunctionRecord kTable[] = {
      {"fact",
       {{"String fact_name", "Any", fact}},
       "The value in $facts at a dotted path such as 'os.release.major', or undef."},
      {"stdlib::has_interface_with",
       {{"String[1] interface", "Boolean", has_interface},
        {"Enum['macaddress', 'netmask', 'ipaddress', 'network', 'ip', 'mac'] kind, String[1] value", "Boolean",
         has_interface_with}},
       "Whether $facts know a network interface of that name, or one with such an address."},
      {"stdlib::has_ip_address",
       {{"Stdlib::IP::Address::V4::Nosubnet ip_address", "Boolean", has_ip_address}},
       "Whether $facts know an interface with that address."},
      {"stdlib::has_ip_network",
       {{"Stdlib::IP::Address::V4::Nosubnet ip_network", "Boolean", has_ip_network}},
       "Whether $facts know an interface in that network."},
      {"stdlib::os_version_gte",
       {{"String[1] os, String[1] version", "Boolean", os_version_gte}},
       "Whether $facts name that operating system in that version or a later one."},
      {"stdlib::ip_in_range",
       {{"String ipaddress, Variant[String, Array] range", "Boolean", ip_in_range}},
       "Whether an address belongs to a network, or to one of several."},
      {"enclose_ipv6",
       {{"Any *arguments", "Array", enclose_ipv6}},
       "Addresses, each once, those of version 6 in square brackets."},
      {"stdlib::validate_domain_name",
       {{"Variant[Stdlib::Fqdn, Stdlib::Dns::Zone] *values", "Undef", accepted}},
       "Refuses what is no domain name."},
      {"stdlib::validate_email_address",
       {{"Stdlib::Email *values", "Undef", accepted}},
       "Refuses what is no e-mail address."},
      renamed("has_interface_with"),
      renamed("has_ip_address"),
      renamed("has_ip_network"),
      renamed("os_version_gte"),
      renamed("validate_domain_name"),
      renamed("validate_email_address"),
  };
  return kTable;
}

}  // namespace volley::stdlib
