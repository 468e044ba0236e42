# @summary Whether the servers that have just got a release are well.
#
# @param targets Those servers
plan fleet::healthy(TargetSpec $targets) {
  return(run_command('true', $targets, 'Ask the servers whether they are well', '_catch_errors' => true))
}
