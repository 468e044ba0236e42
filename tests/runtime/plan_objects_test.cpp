// The data types of plans: how they are made, what they tell, how they are printed and compared.
#include "tests/runtime/plan_rows.hpp"

using namespace volley::runtime;

TEST_CASE_FIXTURE(PlanBench, "a target is made of a URI or of a hash, and known from then on") {
  check_values(
      *this,
      {{"$t = Target.new('ssh://u:p%40w@h.example:2200')\n"
        "return([$t.name, $t.safe_name, $t.host, $t.port, $t.user, $t.password, $t.protocol, $t.transport])",
        R"(["ssh://u:p%40w@h.example:2200","ssh://u@h.example:2200","h.example",2200,"u","p@w","ssh","ssh"])"},
       {"$t = Target.new('name' => 'n', 'uri' => 'local://x', 'vars' => {'a' => 1}, 'facts' => {'f' => 2}, "
        "'features' => ['z'], 'target_alias' => 'other')\n"
        "return([\"${t}\", $t.uri, $t.vars, $t.facts, $t.features, $t.target_alias, get_target('other').name])",
        R"(["n","local://x",{"a":1},{"f":2},["z","puppet-agent"],"other","n"])"},
       {"$t = Target.new('name' => 'n', 'target_alias' => ['a', 'b'])\nreturn($t.target_alias)", R"(["a","b"])"},
       {"Target.new('name' => 'web1', 'vars' => {'new' => true})\nreturn(get_target('web1').vars)", R"({"new":true})"},
       {"$t = Target.new('x.example')\nreturn([$t == get_target('x.example'), get_targets('all').length])", "[true,4]"},
       {"return(Target(get_target('web1')).name)", R"("web1")"}});
}

TEST_CASE_FIXTURE(PlanBench, "a target that makes no sense is refused") {
  check_errors(*this,
               {{"Target.new({})", "bolt.inventory/validation-error", "Target must have either a name or uri"},
                {"Target.new('name' => 'web')", "bolt.inventory/validation-error",
                 "Target name web conflicts with group of the same name"},
                {"Target.new('name' => 'n', 'target_alias' => 'web')", "bolt.inventory/validation-error",
                 "Alias web conflicts with group of the same name"},
                {"Target.new('name' => 'n', 'target_alias' => 'web1')", "bolt.inventory/validation-error",
                 "Alias web1 conflicts with target of the same name"},
                {"Target.new('name' => 'n', 'target_alias' => 'a')\nTarget.new('name' => 'm', 'target_alias' => 'a')",
                 "bolt.inventory/validation-error", "Alias a refers to multiple targets: n and m"},
                {"Target.new('name' => 'n', 'config' => {'transport' => 'pigeon'})", "bolt/unknown-transport",
                 "Unknown transport pigeon found for n"},
                {"Target.new('name' => 'n', 'alias' => 'a')", "evaluation",
                 "parameter 'uri' expects a value of type Undef or String, got Struct"},
                {"Target.new(5)", "evaluation", "parameter 'uri' expects a value of type Undef or String, got Integer"},
                {"get_target('web1').port(1)", "evaluation", "'function Target[port]' expects no arguments, got 1"}});
}

TEST_CASE_FIXTURE(PlanBench, "results can be made and asked") {
  check_values(
      *this,
      {{"$r = Result.new(get_target('web1'), {'a' => 1, '_output' => 'text'})\n"
        "return([$r.ok, $r.status, $r.action, $r.message, $r['a'], $r['none'], $r.error, $r.target.name])",
        R"([true,"success","action","text",1,null,null,"web1"])"},
       {"return(Result.new(get_target('web1'), {'_error' => {'kind' => 'k', 'msg' => 'm'}}).error.kind)", R"("k")"},
       {"return(Result.new('target' => get_target('web1'), 'value' => {}).to_data)",
        R"({"target":"web1","action":"action","object":null,"status":"success","value":{}})"},
       {"$t = get_target('web1')\nreturn(Result.new($t, {'a' => 1}) == Result.new($t, {'a' => 1}))", "true"},
       {"$r = Result.new(get_target('web1'), {'a' => 1})\nreturn(\"${r}\")",
        R"("{\"target\":\"web1\",\"action\":\"action\",\"object\":null,\"status\":\"success\",\"value\":{\"a\":1}}")"},
       {"$r = ApplyResult.new('report' => {'status' => 'changed'}, 'target' => get_target('web1'))\n"
        "return([$r.report, $r.action, $r.ok, $r =~ Result, $r =~ ApplyResult])",
        R"([{"status":"changed"},"apply",true,false,true])"},
       {"$r = ContainerResult.new({'stdout' => 'o', 'stderr' => 'e'})\n"
        "return([$r.ok, $r.status, $r.stdout, $r.stderr, $r['stdout'], $r.to_data])",
        R"([true,"success","o","e","o",{"object":null,"status":"success","value":{"stdout":"o","stderr":"e"}}])"}});
  check_errors(*this,
               {{"Result.new('web1', {})", "evaluation", "parameter 'target' expects a Target value, got String"},
                {"Result.new(get_target('web1'), {}).status(1)", "evaluation",
                 "'function Result[status]' expects no arguments, got 1"},
                {"Future.new()", "evaluation", "Creation of new instance of type 'Future' is not supported"}});
}

TEST_CASE_FIXTURE(PlanBench, "result sets are arrays of results that can do more") {
  answers["web2"] = {answer(3)};
  const std::string set = "$s = run_command('x', 'web', _catch_errors => true)\n";
  check_values(*this, {{set + "return([$s.count, $s.empty, $s.ok, $s.names, $s.first.target.name])",
                        R"([3,false,false,["web1","web2","web3"],"web1"])"},
                       {set + "return([$s.ok_set.names, $s.error_set.names, $s.find('web2').status, $s.find('none')])",
                        R"([["web1","web3"],["web2"],"failure",null])"},
                       {set + "return([$s[0].target.name, $s[-1].target.name, $s[9]])", R"(["web1","web3",null])"},
                       {set + "return([$s[0, 1].length, $s[1, -1].length, $s[0, 99].length, $s[3, 4], $s[9, 10]])",
                        R"([2,2,3,[],null])"},
                       {set + "return($s.filter_set |$r| { $r.target.name =~ /[13]/ }.names)", R"(["web1","web3"])"},
                       {set + "return($s.map |$r| { $r.ok })", "[true,false,true]"},
                       {set + "return($s.reduce(0) |$sum, $r| { $sum + $r['exit_code'] })", "3"},
                       {set + "return(ResultSet.new($s.results + $s.ok_set.results).count)", "5"},
                       {set + "return(ResultSet($s.results) == $s)", "true"},
                       {set + "return([$s.to_data.length, $s =~ ResultSet, $s =~ Iterable])", "[3,true,true]"}});
  check_errors(*this, {{set + "$s.find()", "evaluation", "'function ResultSet[find]' expects 1 argument, got none"},
                       {set + "$s.find(1)", "evaluation",
                        "'function ResultSet[find]' parameter 'target_name' expects a String value, got Integer"},
                       {"ResultSet.new([1])", "evaluation", "got Integer"}});
}

TEST_CASE_FIXTURE(PlanBench, "resources remember states and events") {
  const std::string made =
      "$t = get_target('web1')\n"
      "$r = ResourceInstance.new('target' => $t, 'type' => 'fILE', 'title' => '/x', 'state' => {'a' => 1})\n";
  check_values(
      *this,
      {{made + "return([\"${r}\", $r.reference, $r.type, $r.title, $r['a'], $r['b'], $r.events, $r.desired_state])",
        R"(["File[/x]","File[/x]","File","/x",1,null,[],{}])"},
       {made + "return([$r.set_state({'b' => 2}), $r.overwrite_state({'c' => 3}), $r.state])",
        R"([{"a":1,"b":2},{"c":3},{"c":3}])"},
       {made + "$r.set_desired_state({'d' => 1})\n$r.add_event({'e' => 1})\nreturn([$r.desired_state, $r.events])",
        R"([{"d":1},[{"e":1}]])"},
       {made + "return($t.set_resources($r)[0] == $t.resource('file', '/x'))", "true"},
       {made + "$t.set_resources([$r, {'type' => 'file', 'title' => '/x', 'state' => {'z' => 1}, 'events' => [{'n' => "
               "1}]}])\n"
               "return([$t.resource(Resource['file'], '/x').state, $r.events, $t.resources.keys])",
        R"([{"z":1},[{"n":1}],["File[/x]"]])"},
       {made + "return([$t.resource('File', '/y'), $t.resources])", "[null,{}]"},
       {made + "return($r)",
        R"({"target":"web1","type":"File","title":"/x","state":{"a":1},"desired_state":{},"events":[]})"},
       {"$r = ResourceInstance.new(get_target('web1'), Resource['file'], '/x')\nreturn($r.reference)",
        R"("File[/x]")"}});
  check_errors(*this,
               {{made + "get_target('web2').set_resources($r)", "bolt/validation-error", "/plans/x.pp, line: 4)"},
                {made + "$r.set_state(1)", "evaluation",
                 "'function ResourceInstance[set_state]' parameter 'state' expects a Hash value, got Integer"},
                {"set_resources(get_target('web1'), {'type' => 'file'})", "evaluation", ""}});
}
