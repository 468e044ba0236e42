# @summary Says in one line for each target which operating system it runs.
#
# Targets that cannot be asked are left out.
#
# @param targets Whose system is wanted
plan facts::info(TargetSpec $targets) {
  $results = run_task('facts', $targets, '_catch_errors' => true)
  return($results.ok_set.map |$result| {
    $os = $result['os']
    "${result.target.name}: ${os['name']} ${os['release']['full']} (${os['family']})"
  })
}
