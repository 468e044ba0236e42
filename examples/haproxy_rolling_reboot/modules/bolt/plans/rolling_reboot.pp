# Reboots back ends one at a time, each drained in HAProxy first.
#
# A node is touched only while every server of the back end is UP. When anything goes wrong with a node, the plan stops
# there and says which one: it stays drained, so that HAProxy sends it nothing, and all others keep serving.
#
# @param nodes The back ends; their names are those of HAProxy's servers
# @param balancer Where HAProxy runs
# @param socket HAProxy's runtime socket there, with level admin
# @param backend The name of the back end in HAProxy
# @param wait_time How many seconds a node may take for each stage of its way back
# @param message What the users of a node are told
plan bolt::rolling_reboot (
  TargetSpec $nodes,
  TargetSpec $balancer = 'localhost',
  String[1] $socket = '/run/haproxy/admin.sock',
  String[1] $backend = 'backends',
  Integer[1] $wait_time = 120,
  String $message = 'rolling reboot',
) {
  $haproxy = { 'socket' => $socket, 'backend' => $backend, 'limit' => $wait_time }

  get_targets($nodes).each |$target| {
    $name = $target.name
    $server = $haproxy + { 'server' => $name }

    $listed = run_task('haproxy::server', $balancer, "Look at all servers before ${name}", $haproxy + { 'action' => 'list' })
    $states = $listed.first.value['servers']
    unless $name in $states {
      fail_plan("HAProxy has no server ${name} in ${backend}", 'bolt/rolling-reboot', { 'node' => $name })
    }
    $out = $states.filter |$entry| { $entry[1] != 'UP' }
    unless $out.empty {
      $names = $out.keys.join(', ')
      fail_plan("${name} was not touched: not UP in HAProxy: ${names}", 'bolt/rolling-reboot', { 'node' => $name })
    }

    $problem = catch_errors() || {
      run_task('haproxy::server', $balancer, "Drain ${name}", $server + { 'action' => 'drain' })
      run_task('haproxy::server', $balancer, "Wait for the connections of ${name}", $server + { 'action' => 'wait_idle' })

      $booted = run_command('uptime -s', $target, 'Note when it was booted').first.value['stdout']
      run_task('reboot', $target, 'timeout' => 0, 'message' => $message)

      # The node may still answer for a moment, so its boot time decides, not the first answer.
      $is_back = ctrl::do_until('limit' => $wait_time, 'interval' => 1) || {
        $reached = wait_until_available($target, 'wait_time' => $wait_time, 'retry_interval' => 1, '_catch_errors' => true)
        $looked = run_command('uptime -s', $target, 'Has it been booted again?', '_catch_errors' => true)
        $reached.ok and $looked.ok and $looked.first.value['stdout'] != $booted
      }
      unless $is_back {
        fail_plan("it has not been booted again within ${wait_time} seconds")
      }

      run_task('bolt::wait_up', $balancer, "Wait for the health of ${name}",
        'backend_node' => $target.host, 'path' => '/health', 'healthy' => true, 'leave' => 0, 'limit' => $wait_time)
      run_task('haproxy::server', $balancer, "Enable ${name}", $server + { 'action' => 'ready' })
      run_task('haproxy::server', $balancer, "Wait until ${name} is UP", $server + { 'action' => 'wait_up' })
      undef
    }
    if $problem =~ Error {
      # It may be anything from half drained to half enabled by now: drained is what is safe.
      $drained = run_task('haproxy::server', $balancer, "Leave ${name} drained",
        $server + { 'action' => 'drain', '_catch_errors' => true })
      $left = if $drained.ok { 'it is left drained' } else { 'HAProxy could not be told to keep it drained' }
      fail_plan("${name} did not come through its reboot (${left}, no further node was touched): ${problem.msg}",
        'bolt/rolling-reboot', { 'node' => $name })
    }
    out::message("${name} is back in service")
  }
  return(get_targets($nodes).map |$target| { $target.name })
}
