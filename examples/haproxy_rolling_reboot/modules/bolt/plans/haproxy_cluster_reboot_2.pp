plan bolt::haproxy_cluster_reboot_2 (
  TargetSpec $nodes,
  String $timeout = '0',
  String $message = 'reboot',
) {
  get_targets($nodes).each |$node| {
    # take the back end out of service, then reboot it
    run_task('service', $node, action => 'disable', name => 'httpd')
    run_task('reboot::init', $node, timeout => $timeout, message => $message)
    # wait until its http service answers again
    run_task('bolt::wait_up', localhost, timeout => $timeout, backend_node => $node.host)
    run_task('service', $node, action => 'enable', name => 'httpd')
    run_task('service', $node, action => 'start', name => 'httpd')
  }
}
