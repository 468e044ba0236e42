#include <filesystem>
#include <fstream>

#include "tests/stdlib/function_snippets.hpp"

namespace volley::stdlib {

TEST_CASE("functions of the module stdlib refuse in their own words") {
  check_errors({
      {"str2bool()", "str2bool(): Wrong number of arguments given (0 for 1)"},
      {"str2bool('off')", "str2bool(): Unknown type of boolean given"},
      {"bool2str(false, 'a')", "bool2str(): Wrong number of arguments given (2 for 3)"},
      {"bool2str(true, 1, 'b')", "bool2str(): Requires strings to convert to"},
      {"swapcase(1)", "swapcase(): Requires either array or string to work with"},
      {"squeeze('aa', 'b', 'c')", "squeeze(): Wrong number of arguments given 3 for 2 or 1"},
      {"squeeze('aabb', 'b-a')", "invalid range \"b-a\" in string transliteration"},
      {"dos2unix('a', 'b')", "dos2unix(): Wrong number of arguments given (2 for 1)"},
      {"basename('a', 'b', 'c')", "basename(): Too many arguments given (3)"},
      {"dirname('')", "dirname(): Requires a non-empty string as argument"},
      {"shell_split(\"a 'b\")", "Unmatched quote: \"a 'b\""},
      {"shell_join('a')", "First argument is not an Array: \"a\""},
      {"base64('encode')", "base64(): Wrong number of arguments (1; must be >= 2)"},
      {"base64('decode', '!', 'strict')", "invalid base64"},
      {"fqdn_uuid()", "fqdn_uuid: No arguments given"},
      {"pw_hash('a', 'x', 'salt')", "pw_hash(): x is not a valid hash type"},
      {"pw_hash('a', 'md5', 'a b')", "pw_hash(): characters in salt must be in the set [a-zA-Z0-9./]"},
      {"str2saltedpbkdf2('a', 'b', 1)", "str2saltedpbkdf2(): second argument must be at least 8 bytes long"},
      {"enclose_ipv6('x')", "enclose_ipv6(): Wrong argument given x is not an ip address."},
      {"stdlib::ip_in_range('1.2.3.4', '1.2.3.0/33')", "invalid length: 16909056"},
      {"stdlib::validate_domain_name()", "stdlib::validate_domain_name(): Wrong number of arguments need at least one"},
      {"shell_escape()", "'stdlib::shell_escape' expects 1 argument, got none"},
      {"loadjson()", "loadjson(): Wrong number of arguments given (0 for minimum 1)"},
      {"loadyaml('https://example.com/x')", "loadyaml(): Reading from a URL is not supported; use a file"},
      {"get_module_path('nowhere')", "Could not find module nowhere"},
      {"stdlib::to_json_pretty([[1]], false, {max_nesting => 1})", "nesting of 1 is too deep"},
      {"stdlib::to_toml({a => [{b => 1}, 2]})", "undefined method `keys' for 2:Integer"},
      {"fact('os')", "Undefined variable 'facts'; "},
      {"stdlib::str2resource('File[a]')",
       "The catalog operation 'stdlib::str2resource' is only available when compiling a catalog"},
  });
}

TEST_CASE("facts are reached by dotted paths") {
  check_values({
      {"$facts = {os => {release => {major => '12'}}} fact('os.release.major')", "'12'"},
      {"$facts = {'a.b' => [1, 2]} [fact('\"a.b\".1'), fact('\"a.b\".-1'), fact('\"a.b\".7')]", "[2, 2, undef]"},
      {"$facts = {} fact('a.b.c')", "undef"},
      {"$facts = {os => {name => 'Debian', release => {major => '12'}}} "
       "[['Debian', '9'], ['Debian', '13'], ['Ubuntu', '9']].map |$os| { stdlib::os_version_gte(*$os) }",
       "[true, false, false]"},
      {"$facts = {networking => {interfaces => {lo => {ip => '127.0.0.1', mac => 'aa'}}}} "
       "[stdlib::has_interface_with('lo'), stdlib::has_interface_with('macaddress', 'aa'), "
       "stdlib::has_ip_address('127.0.0.1'), has_ip_address('127.0.0.2'), stdlib::has_ip_network('127.0.0.0')]",
       "[true, true, true, false, false]"},
  });
  check_logs({
      {"$facts = {a => [1]} fact('a.x')", "fact request for a.x returning nil: 'a' is an array; cannot index to 'x'"},
      {"$facts = {a => 1} fact('a.x')",
       "fact request for a.x returning nil: 'a' is not a collection; cannot walk to 'x'"},
  });
}

TEST_CASE("what is sensitive makes the written data sensitive") {
  check_values({
      {"stdlib::to_json({a => [Sensitive(1)]}).unwrap", "'{\"a\":[1]}'"},
      {"stdlib::to_yaml([Sensitive('a')]).unwrap == \"---\\n- a\\n\"", "true"},
      {"stdlib::to_toml({a => Sensitive('b')}) =~ Sensitive", "true"},
  });
}

TEST_CASE("data is loaded from files of the controller") {
  const auto folder = std::filesystem::temp_directory_path() / "volley_module_text_test";
  std::filesystem::create_directories(folder);
  const std::string json = (folder / "a.json").string();
  const std::string yaml = (folder / "a.yaml").string();
  const std::string bad = (folder / "bad.yaml").string();
  std::ofstream(json) << R"({"a": [1, null]})";
  std::ofstream(yaml) << "base: &b {x: 1, y: 2}\ncopy: *b\nmore:\n  <<: *b\n  x: 5\n";
  std::string bomb = "a0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9]\n";
  for (int level = 1; level < 12; ++level) {
    const std::string before = "*a" + std::to_string(level - 1);
    bomb += "a" + std::to_string(level) + ": &a" + std::to_string(level) + " [" + before;
    for (int times = 0; times < 8; ++times) {
      bomb += ", " + before;
    }
    bomb += "]\n";
  }
  std::ofstream(bad) << bomb;

  CHECK(run_snippet("loadjson('" + json + "')").value == "{'a' => [1, undef]}");
  CHECK(run_snippet("loadyaml('" + yaml + "')").value ==
        "{'base' => {'x' => 1, 'y' => 2}, 'copy' => {'x' => 1, 'y' => 2}, 'more' => {'x' => 5, 'y' => 2}}");
  CHECK(run_snippet("loadyaml('" + bad + "')").error.find("aliases make the data too large") != std::string::npos);
  CHECK(run_snippet("loadyaml('" + bad + "', 'default')").value == "'default'");
  const SnippetResult missing = run_snippet("loadyaml('" + (folder / "none").string() + "', [1])");
  CHECK(missing.value == "[1]");
  CHECK(missing.log.ends_with("File does not exist!"));
  std::filesystem::remove_all(folder);
}

TEST_CASE("data nested without end is refused") {
  const std::string deep(5000, '[');
  CHECK(run_snippet("parsejson('" + deep + "')").error.find("nested deeper") != std::string::npos);
  CHECK(run_snippet("parseyaml('" + deep + "')").error.find("nesting is too deep") != std::string::npos);
}

TEST_CASE("the types of the module stdlib are known without it") {
  check_values({
      {"['/a', 'C:/x', 'a'].map |$p| { $p =~ Stdlib::Absolutepath }", "[true, true, false]"},
      {"[80, 65536, '80'].map |$p| { $p =~ Stdlib::Port }", "[true, false, false]"},
      {"['1.2.3.4', '::1', 'fe80::1/64', 'x.y', '1.2.3.400'].map |$a| { $a =~ Stdlib::IP::Address }",
       "[true, true, true, false, false]"},
      {"['a.example', '::1', 'a b'].map |$h| { $h =~ Stdlib::Host }", "[true, true, false]"},
      {"stdlib::httpurl", "'stdlib::httpurl'"},
      {"type Stdlib::Port = String  'a' =~ Stdlib::Port", "true"},
  });
  check_errors({
      {"function f(Stdlib::Port $p) {} f('x')",
       "'f' parameter 'p' expects a Stdlib::Port = Integer[0, 65535] value, got String"},
      {"Stdlib::Nope", "Resource type not found: Stdlib::Nope"},
  });
}

}  // namespace volley::stdlib
