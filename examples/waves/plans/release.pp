# @summary Puts a release on all servers: on one first, then on more and more of them.
#
# Servers that failed get the release of before back, whether the rollout went on or not.
#
# @param version The release
# @param targets The servers
# @param state Where the servers of this example keep what they run
# @param max_failed How many servers may fail
# @param broken Servers on which the release does not start
plan fleet::release(
  String[1] $version,
  TargetSpec $targets = 'servers',
  String[1] $state = '/tmp/volley-waves',
  Variant[Integer[0], String[1]] $max_failed = '10%',
  Array[String] $broken = [],
) {
  $options = { 'max_failed' => $max_failed, 'limits' => { 'rack' => 2 }, 'soak' => 1, 'check' => 'fleet::healthy' }
  $rollout = catch_errors(['volley/budget-spent', 'volley/wave-check-failed']) || {
    waves($targets, [1, '25%', '100%'], $options) |$batch| {
      run_task_with('fleet::release', $batch) |$target| {
        { 'state' => $state, 'server' => $target.name, 'version' => $version, 'broken' => $broken }
      }
    }
  }

  $outcome = if $rollout =~ Error { $rollout.details } else { $rollout }
  run_task_with('fleet::release', $outcome['failed'], 'Put the release of before back') |$target| {
    { 'state' => $state, 'server' => $target.name, 'version' => 'previous' }
  }
  out::message("${outcome['done'].length} done, ${outcome['failed'].length} failed, ${outcome['not_tried'].length} not tried")
  if $rollout =~ Error {
    fail_plan($rollout)
  }
  return($outcome['done'].map |$target| { $target.name })
}
