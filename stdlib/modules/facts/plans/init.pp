# @summary Gathers facts of targets and keeps them with the targets.
#
# Afterwards `$target.facts` has the facts for the rest of the run.
#
# @param targets Whose facts are wanted
plan facts(TargetSpec $targets) {
  $results = run_task('facts', $targets)
  $results.each |$result| {
    add_facts($result.target, $result.value)
  }
  return($results)
}
