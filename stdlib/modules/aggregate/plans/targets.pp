# @summary Runs a task, a command or a script and lists the targets behind each value of each key of their results.
#
# @param targets Where it runs
# @param task The name of a task
# @param command A command line
# @param script A script, as <module>/<file> or a path
# @param params Parameters of the task, and options such as _catch_errors
plan aggregate::targets(
  TargetSpec $targets,
  Optional[String] $task = undef,
  Optional[String] $command = undef,
  Optional[String] $script = undef,
  Hash[String, Data] $params = {},
) {
  $choice = { 'task' => $task, 'command' => $command, 'script' => $script }
  return(aggregate::targets(volley::run_one_of($choice, $targets, $params)))
}
