# @summary Runs a task, a command or a script on a few targets, and on the others only when that went well.
#
# The few are chosen at random. Targets that were left out have a failed result of kind canary/skipped-target. For more
# than one step, limits or budgets see the function waves().
#
# @param targets Where it runs
# @param task The name of a task
# @param command A command line
# @param script A script, as <module>/<file> or a path
# @param params Parameters of the task, and options of the action
# @param canary_size How many targets go first
plan canary(
  TargetSpec $targets,
  Optional[String] $task = undef,
  Optional[String] $command = undef,
  Optional[String] $script = undef,
  Hash[String, Data] $params = {},
  Integer[0] $canary_size = 1,
) {
  $choice = { 'task' => $task, 'command' => $command, 'script' => $script }
  $caught = $params + { '_catch_errors' => true }
  [$canaries, $others] = canary::random_split(get_targets($targets), $canary_size)

  $first = volley::run_one_of($choice, $canaries, $caught)
  $rest = if $first.ok { volley::run_one_of($choice, $others, $caught) } else { canary::skip($others) }
  $all = canary::merge($first, $rest)
  if $all.ok {
    return($all)
  }

  $message = if $first.ok {
    "Plan failed for ${all.error_set.count} targets."
  } else {
    "Plan aborted. ${first.error_set.count} canary target failures. ${rest.count} targets skipped."
  }
  $kind = $choice.filter |$_kind, $name| { $name =~ String[1] }.keys[0]
  fail_plan($message, 'bolt/run-failure', {
    'action' => "run_${kind}",
    'object' => $choice[$kind],
    'result_set' => $all,
  })
}
