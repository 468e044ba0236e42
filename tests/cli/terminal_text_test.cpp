#include "cli/report/terminal_text.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace volley::cli;

TEST_CASE("colours appear only on a terminal that wants them") {
  const struct {
    bool terminal;
    bool colored;
    const char* text;
  } rows[] = {{true, true, "\x1b[31mx\x1b[0m"}, {true, false, "x"}, {false, true, "x"}, {false, false, "x"}};
  for (const auto& row : rows) {
    CHECK(TerminalText(row.terminal, row.colored).colorize(Color::Red, "x") == row.text);
  }
  CHECK(TerminalText(true, true).colorize(Color::None, "x") == "x");
}

TEST_CASE("what targets print cannot control the terminal") {
  const struct {
    std::string raw;
    std::string shown;
  } rows[] = {
      {"plain text\n\twith tab\n", "plain text\n\twith tab\n"},
      {"gr\xc3\xbc\xc3\x9f \xe2\x82\xac", "gr\xc3\xbc\xc3\x9f \xe2\x82\xac"},
      {"\x1b]0;title\x07", "\\x1b]0;title\\x07"},
      {"\x1b[2J", "\\x1b[2J"},
      {"50%\r100%", "50%\\x0d100%"},
      {"line\r\nline", "line\r\nline"},
      {"end\r", "end\\x0d"},
      {std::string("a\0b", 3), "a\\x00b"},
      {"\x7f", "\\x7f"},
      {"\xc2\x9b"
       "31m",
       "\\x9b31m"},
      {"\xc2\xa0", "\xc2\xa0"},
      {"a\u202eb\u2066c\u2069\u200f\u061cd", "a\\u202eb\\u2066c\\u2069\\u200f\\u061cd"},
      {"\u2019\u0600", "\u2019\u0600"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.shown);
    CHECK(TerminalText(true, true).from_target(row.raw) == row.shown);
    CHECK(TerminalText(false, false).from_target(row.raw) == row.raw);
  }
  CHECK(TerminalText(true, true).from_target("a\xff").find('\xff') == std::string::npos);
}

TEST_CASE("indentation goes before every line") {
  CHECK(indent(2, "a") == "  a");
  CHECK(indent(2, "a\nb\n") == "  a\n  b");
  CHECK(indent(2, "a\n\nb") == "  a\n  \n  b");
  CHECK(indent(0, "a\nb") == "a\nb");
}

TEST_CASE("on a terminal JSON shows what it does not escape by itself, and stays the same data") {
  const std::pair<std::string, std::string> rows[] = {
      {"{\"a\":\"\xc2\x9b"
       "31m\"}\n",
       "{\"a\":\"\\u009b31m\"}\n"},
      {"\"x\xe2\x80\xaey\"", "\"x\\u202ey\""},
      {"\"\xd8\x9c\x7f\"", "\"\\u061c\\u007f\""},
      {"\"\xc3\xa9 \xe2\x82\xac\"", "\"\xc3\xa9 \xe2\x82\xac\""},
  };
  for (const auto& [text, shown] : rows) {
    CHECK(volley::cli::TerminalText(true, false).json(text) == shown);
    CHECK(volley::cli::TerminalText(false, false).json(text) == text);
  }
}
