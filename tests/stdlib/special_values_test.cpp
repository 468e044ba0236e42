#include "tests/stdlib/function_snippets.hpp"

namespace volley::stdlib {

TEST_CASE("Timespans are made, calculated with and printed") {
  check_values({
      {"String(Timespan('1-02:03:04'))", "'1-02:03:04.0'"},
      {"String(Timespan('3d4h', '%Dd%Hh'))", "'3-04:00:00.0'"},
      {"String(Timespan({negative => true, hours => 1}))", "'-0-01:00:00.0'"},
      {"String(Timespan(10) / 4)", "'0-00:00:02.5'"},
      {"String(5 - Timespan(10))", "'-0-00:00:05.0'"},
      {"Timespan(10) / Timespan(4)", "2.5"},
      {"Timespan(10) % 3", "1"},
      {"strftime(Timespan(93784.5), '%H|%-H|%_H|%4H')", "'26|2| 2|0002'"},
      {"Timespan(30) =~ Timespan[10, 60]", "true"},
      {"compare(Timespan(1), 2)", "-1"},
      {"Timespan(1) == 1", "true"},
  });
  check_errors({
      {"Timespan('5', '%Q')", "Bad format specifier '%' in '%Q', at position 1"},
      {"Timespan('3d', ['%D', '%H'])", "Unable to parse '3d' using any of the formats %D, %H"},
      {"Timespan(9223372036854775807) + 1", "The time is out of range"},
      {"Timespan(1) / 0", "Division by 0"},
      {"Timespan(5) - Timestamp(10)", "A Timestamp cannot be subtracted from a Timespan"},
  });
}

TEST_CASE("Timestamps are made, calculated with and printed") {
  check_values({
      {"String(Timestamp('2016-09-06T08:34:59 EST'))", "'2016-09-06T13:34:59.000000000 UTC'"},
      {"String(Timestamp('2016-02-30'))", "'2016-03-01T00:00:00.000000000 UTC'"},
      {"String(Timestamp('2016-08-24 12:13:14', '%F %T', '+02:00'))", "'2016-08-24T10:13:14.000000000 UTC'"},
      {"String(Timestamp('2016-02-29') - Timestamp('2015-02-28'))", "'366-00:00:00.0'"},
      {"strftime(Timestamp(1473150899), '%a %j %U %G-%V %-d %^b %z')", "'Tue 250 36 2016-36 6 SEP +0000'"},
      {"strftime(Timestamp(0), '%F %T', 'EST')", "'1969-12-31 19:00:00'"},
      {"Timestamp(1) < 2", "true"},
  });
  check_errors({
      {"Timestamp('2016-08-24 12:13:14', '%F %T', 'bogus')", "Illegal timezone 'bogus'"},
      {"strftime(Timestamp(0), '%')", "invalid format: %"},
      {"Timestamp(10) * 2", "Operator '*' is not applicable to a Timestamp."},
  });
}

TEST_CASE("versions are ordered and found in ranges") {
  check_values({
      {"SemVer('1.10.0') > SemVer('1.9.0')", "true"},
      {"SemVer('1.0.0-rc.1') < SemVer('1.0.0-rc.a')", "true"},
      {"SemVer('2.0.0-rc1') =~ SemVerRange('>=1.0.0 <2.0.0')", "false"},
      {"SemVer('1.9.9') =~ SemVerRange('^1.2.3')", "true"},
      {"'1.2.3' =~ SemVerRange('1.x')", "true"},
      {"SemVer['1.x'] == SemVer['>=1.0.0 <2.0.0']", "true"},
      {"SemVer['>=1.0.0'] >= SemVer['1.x']", "true"},
      {"String(SemVer(1, 2, 3, 'rc1', 'b5'))", "'1.2.3-rc1+b5'"},
  });
  check_errors({
      {"SemVer('bogus')", "'new_Version' The string 'bogus' cannot be converted to a SemVer"},
      {"SemVerRange('bogus')", "Unparsable version range: \"bogus\""},
      {"SemVer('1.2.3-01')", "Numeric pre-release identifiers MUST NOT contain leading zeroes"},
  });
}

TEST_CASE("bytes and URIs are made and joined") {
  check_values({
      {"String(Binary('aGk=') + Binary('aGk='))", "'aGloaQ=='"},
      {"String(Binary('YWJj')[1, 2])", "'YmM='"},
      {"length(Binary([1, 2, 255]))", "3"},
      {"empty(Binary(''))", "true"},
      {"URI('http://a:81/x').port", "81"},
      {"String(URI('http://a.com/b/c') + '../x')", "'http://a.com/x'"},
      {"URI('http://a') =~ URI[{scheme => /h/}]", "true"},
      {"String(URI({scheme => http, host => a, port => 80}))", "'http://a'"},
  });
  check_errors({
      {"Binary('YQ')", "invalid base64"},
      {"Binary('YQ==') + 1", "Can only append Binary to a Binary"},
      {"URI('http://a b')", "bad URI(is not URI?): \"http://a b\""},
  });
}

}  // namespace volley::stdlib
