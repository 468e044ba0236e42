# Runs the one action that is given, of a task, a command and a script.
#
# @param choice The keys task, command and script; all but one of them undef
# @param targets Where it runs
# @param params Parameters and options of the action
# @return The results
# @api private
function volley::run_one_of(
  Struct[{ 'task' => Optional[String], 'command' => Optional[String], 'script' => Optional[String] }] $choice,
  Boltlib::TargetSpec $targets,
  Hash[String, Any] $params = {},
) >> ResultSet {
  $given = $choice.filter |$_kind, $name| { $name != undef and $name != '' }
  if $given.empty {
    fail_plan('Must specify a command, script, or task to run', 'canary/invalid-params')
  }
  if $given.length > 1 {
    fail_plan('Must specify only one command, script, or task to run', 'canary/invalid-params')
  }
  [$kind, $name] = $given.map |$kind, $name| { [$kind, $name] }[0]
  case $kind {
    'task': { run_task($name, $targets, $params) }
    'command': { run_command($name, $targets, $params) }
    default: { run_script($name, $targets, $params) }
  }
}
