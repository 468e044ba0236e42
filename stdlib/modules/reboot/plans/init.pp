# @summary Reboots targets and waits until all of them are back.
#
# A target is back when it answers and says that it has been booted again: an answer alone may come from a machine that
# has not gone down yet.
#
# @param targets What is rebooted
# @param message What the users of the machines are told
# @param reboot_delay Seconds until the machines go down; the task takes at least 3
# @param disconnect_wait Seconds to wait before looking for them again
# @param reconnect_timeout Seconds that they may take to come back
# @param retry_interval Seconds between two looks
# @param fail_plan_on_errors Whether the plan fails when a target does not come back; else its result tells
# @return One result for each target
plan reboot(
  TargetSpec $targets,
  Optional[String] $message = undef,
  Integer[1] $reboot_delay = 1,
  Integer[0] $disconnect_wait = 10,
  Integer[0] $reconnect_timeout = 180,
  Integer[0] $retry_interval = 1,
  Boolean $fail_plan_on_errors = true,
) {
  $caught = { '_catch_errors' => !$fail_plan_on_errors }
  $before = without_default_logging() || { run_task('reboot::last_boot_time', get_targets($targets), $caught) }
  $sent = run_task('reboot', $before.ok_set.targets, $caught + {
    'timeout' => $reboot_delay,
    'message' => $message,
  })
  if $sent.ok_set.empty {
    return(ResultSet($before.error_set.results + $sent.results))
  }

  ctrl::sleep(max($sent.ok_set.map |$result| { $result['timeout'] }) + $disconnect_wait)
  $missing = without_default_logging() || {
    reboot::missing($sent.ok_set.targets, $before, $reconnect_timeout, $retry_interval)
  }
  if $fail_plan_on_errors and !$missing.empty {
    $names = $missing.map |$target| { $target.name }
    fail_plan(
      "Hosts failed to come up after reboot within ${reconnect_timeout} seconds: ${names}",
      'bolt/reboot-timeout',
      { 'failed_targets' => $missing },
    )
  }

  $late = $missing.map |$target| {
    Result($target, {
      '_error' => {
        'msg' => "It has not come up after its reboot within ${reconnect_timeout} seconds",
        'kind' => 'bolt/reboot-timeout',
        'details' => {},
      },
    })
  }
  $back = $sent.ok_set.results.filter |$result| { !($result.target in $missing) }
  return(ResultSet($back + $late + $sent.error_set.results + $before.error_set.results))
}
