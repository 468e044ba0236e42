# Waits for targets until they have been booted again.
#
# @param targets The targets that are going down
# @param before What reboot::last_boot_time gave for them before that
# @param limit How many seconds they may take
# @param interval Seconds between two looks
# @return The targets that have not come back
# @api private
function reboot::missing(
  Array[Target] $targets,
  ResultSet $before,
  Integer[0] $limit,
  Integer[0] $interval,
) >> Array[Target] {
  $started = Timestamp()
  # Counted in rounds too, so that a clock that is set back does not prolong the wait.
  Integer[0, $limit / max($interval, 1)].reduce($targets) |$down, $_round| {
    $passed = Integer(Timestamp() - $started)
    if $down.empty or $passed > $limit {
      break()
    }
    wait_until_available($down, 'wait_time' => $limit - $passed, 'retry_interval' => $interval, '_catch_errors' => true)
    $now = run_task('reboot::last_boot_time', $down, '_catch_errors' => true)
    $still = $now.filter |$result| {
      !$result.ok or $result.value == $before.find($result.target.name).value
    }
    unless $still.empty {
      ctrl::sleep($interval)
    }
    $still.map |$result| { $result.target }
  }
}
