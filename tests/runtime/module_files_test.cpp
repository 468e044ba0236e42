// Functions, types and templates that plans take from the files of the project and its modules.
#include <doctest/doctest.h>

#include "tests/runtime/plan_bench.hpp"

using namespace volley::runtime;

namespace {

class ModuleBench : public PlanBench {
 public:
  ModuleBench() {
    write("functions/double.pp", "function demo::double(Integer $n) >> Integer { $n * 2 }\n");
    write("functions/outer.pp", "function demo::outer($n) {\n  demo::double($n)\n}\n");
    write("functions/sub/deep.pp", "function demo::sub::deep($n) { demo::sub::helper($n) }\n");
    write("functions/sub/helper.pp", "function demo::sub::helper($n) >> String { \"<${n}>\" }\n");
    write("types/net/port.pp", "type Demo::Net::Port = Integer[1, 65535]\n");
    write("templates/hello.epp", "<%- | String $name | -%>\nHello <%= $name %>\n");
    write("modules/other/types/chain.pp", "type Other::Chain = Variant[Demo::Net::Port, Enum[a]]\n");
    write("modules/other/functions/f.pp", "function other::f($n) { $n =~ Other::Chain }\n");
    write("modules/other/templates/x.epp", "plain <%= 1 + 1 %>");
  }
};

struct ValueRow {
  const char* expression;
  const char* value;
};

struct MistakeRow {
  const char* file;
  const char* text;
  const char* expression;
  const char* message;  // its end
  const char* place;
};

struct HintRow {
  const char* body;
  const char* hint;
};

}  // namespace

TEST_CASE_FIXTURE(ModuleBench, "functions, types and templates come from the files that their names say") {
  const ValueRow rows[] = {
      {"demo::sub::deep(3)", R"("<3>")"},
      {"[80, 'a', 'b', 0].map |$x| { other::f($x) }", "[true,true,false,false]"},
      {"::demo::double(2)", "4"},
      {"call('demo::double', 2)", "4"},
      {"[1, 2].map |$x| { demo::double($x) }", "[2,4]"},
      {"Demo::Net::Port.new('80')", "80"},
      {"type(80) <= Demo::Net::Port", "true"},
      {"String(Other::Chain)", R"("Other::Chain = Variant[Demo::Net::Port = Integer[1, 65535], Enum['a']]")"},
      {"epp('demo/hello.epp', {name => 'Ada'})", R"("Hello Ada\n")"},
      {"epp('demo/hello', {name => 'Ada'})", R"("Hello Ada\n")"},
      {"epp('other/x.epp')", R"("plain 2")"},
  };
  for (const ValueRow& row : rows) {
    CAPTURE(row.expression);
    body(std::string("return(") + row.expression + ")");
    const PlanOutcome outcome = run();
    CHECK(outcome.error == "");
    CHECK(outcome.value == row.value);
  }
}

TEST_CASE_FIXTURE(ModuleBench, "a file has to hold the one definition that its name says") {
  const MistakeRow rows[] = {
      {"functions/a.pp", "function demo::other($n) { $n }", "demo::a(1)",
       "The name 'demo::other' is unacceptable in file '", "a.pp:1"},
      {"functions/a.pp", "function demo::ab() { 1 }", "demo::a()",
       "produced function with the wrong name, expected demo::a, actual demo::ab", "x.pp:2"},
      {"functions/a.pp", "function demo::a() { 1 }\nfunction demo::a_more() { 2 }", "demo::a()",
       "must contain only the function 'demo::a' - it has additional definitions.", "x.pp:2"},
      {"functions/a.pp", "function demo::a() { 1 }\n$y = 1", "demo::a()",
       "This '=' expression is unacceptable as a top level construct in this location", "a.pp:2"},
      {"functions/a.pp", "# nothing", "demo::a()", "does not define the function 'demo::a' - it is empty.", "x.pp:2"},
      {"functions/a.pp", "type Demo::A = Integer", "demo::a()",
       "does not define the function 'demo::a' - no function found.", "x.pp:2"},
      {"functions/a.pp", "function demo::a() {\n  1 +\n}", "demo::a()", "Syntax error at '}'", "a.pp:3"},
      {"functions/init.pp", "function demo() { 1 }", "demo()", "Unknown function: 'demo'.", "x.pp:2"},
      {"types/a.pp", "type Demo::B = Integer", "1 =~ Demo::A",
       "produced type with the wrong name, expected 'demo::a', actual 'Demo::B'", "x.pp:2"},
      {"types/a.pp", "type Demo::A = Integer\ntype Demo::Ab = Integer", "1 =~ Demo::A",
       "must contain only the type 'demo::a' - it has additional definitions.", "x.pp:2"},
      {"types/a.pp", "", "1 =~ Demo::A", "does not define the type 'demo::a' - it is empty.", "x.pp:2"},
      {"types/a.pp", "function demo::a() { 1 }", "1 =~ Demo::A",
       "does not define the type 'demo::a' - no type alias or type definition found.", "x.pp:2"},
      {"types/a.pp", "type Demo::A = Integer[", "1 =~ Demo::A", "Syntax error at end of input", "a.pp:1"},
      {"types/a.pp", "type Demo::A = Integer", "demo::outer('x')",
       "'demo::double' parameter 'n' expects an Integer value, got String", "outer.pp:2"},
      {"templates/a.epp", "one\n<%= $nome %>", "epp('demo/a.epp')", "Unknown variable: 'nome'.", "a.epp:2"},
      {"templates/a.epp", "<%- | String $name | -%>", "epp('demo/a.epp', {nam => 1})",
       "lambda:\n  has no parameter named 'nam'\n  expects a value for parameter 'name'", "x.pp:2"},
      {"templates/a.epp", "one\n<%= 1 + %>", "epp('demo/a.epp')", "a.epp, line: 2, column: 9)", "x.pp:2"},
      {"templates/a.epp", "", "epp('demo/b.epp')", "Could not find template 'demo/b.epp'", "x.pp:2"},
      {"templates/a.epp", "", "epp('a.epp')", "Could not find template 'a.epp'", "x.pp:2"},
  };
  for (const MistakeRow& row : rows) {
    CAPTURE(row.text);
    CAPTURE(row.expression);
    write(row.file, row.text);
    body(std::string("return(") + row.expression + ")");
    const PlanOutcome outcome = run();
    CAPTURE(outcome.error);
    CHECK(outcome.error.find(row.message) != std::string::npos);
    CHECK(outcome.place == row.place);
    std::filesystem::remove(path(row.file));
  }
}

TEST_CASE_FIXTURE(ModuleBench, "a function in Ruby is named with its file") {
  for (const auto& [name, file] :
       {std::pair("demo::old", "lib/puppet/functions/demo/old.rb"), std::pair("older", "lib/puppet/functions/older.rb"),
        std::pair("oldest", "lib/puppet/parser/functions/oldest.rb")}) {
    CAPTURE(name);
    write(file, "# Ruby\n");
    body(std::string(name) + "(1)");
    CHECK(run().error == "The function '" + std::string(name) + "' is written in Ruby (" + path(file).string() +
                             "), and functions in Ruby are not available.");
  }
}

TEST_CASE_FIXTURE(ModuleBench, "a plan's file holds that plan alone") {
  write("plans/two.pp", "plan demo::two() { }\nfunction demo::two_more() { 1 }\n");
  CHECK(run("demo::two").error.ends_with("must contain only the plan 'demo::two' - it has additional definitions."));
  write("plans/empty.pp", "# nothing\n");
  CHECK(run("demo::empty").error.ends_with("does not define the plan 'demo::empty' - it is empty."));
}

TEST_CASE_FIXTURE(ModuleBench, "a name that nothing is known under is met with what may have been meant") {
  write("plans/inner.pp", "plan demo::inner(String $name) { }\n");
  const HintRow rows[] = {
      {"$results = 1\nreturn($result)", "did you mean '$results'?"},
      {"[1].mapp |$x| { $x }", "did you mean 'map'?"},
      {"demo::dubble(1)", "did you mean 'demo::double'?"},
      {"double(1)", "did you mean 'demo::double'?"},
      {"zzzzzzzz(1)", "'volley function show' lists all functions"},
      {"return(1 =~ Intger)", "did you mean 'Integer'?"},
      {"return(1 =~ Demo::Net::Prt)", "did you mean 'Demo::Net::Port'?"},
      {"return(1 =~ Zzzzzzzz)", "'volley type show' lists all types"},
      {"run_plan('demo::iner')", "did you mean 'demo::inner'?"},
      {"run_plan('demo::inner', nam => 'x')", "did you mean 'name'?"},
      {"run_plan('demo::inner')", "'volley plan show demo::inner' explains the parameters"},
      {"return($zzzzzzzz)", ""},
  };
  for (const HintRow& row : rows) {
    CAPTURE(row.body);
    body(row.body);
    const PlanOutcome outcome = run();
    CHECK(!outcome.error.empty());
    CHECK(outcome.hint == row.hint);
  }
}

TEST_CASE_FIXTURE(ModuleBench, "the functions and types of the modules can be listed") {
  write("modules/other/types/INIT.txt", "");
  Project project = Project::discover({path("").string(), "", path("").string(), "", "/nonexistent"});
  ModulePath modules(project.module_path());
  const auto names = [](const std::map<std::string, std::string>& files) {
    std::string text;
    for (const auto& [name, file] : files) {
      text += name + " ";
    }
    return text;
  };
  CHECK(names(modules.functions()) == "demo::double demo::outer demo::sub::deep demo::sub::helper other::f ");
  CHECK(names(modules.types()) == "Demo::Net::Port Other::Chain ");
}
