# Failed results of targets that nothing is run on.
#
# @param targets The targets that are left out
# @return One failed result for each, of kind canary/skipped-target
function canary::skip(Boltlib::TargetSpec $targets) >> ResultSet {
  ResultSet(get_targets($targets).map |$target| {
    Result($target, {
      '_error' => {
        'msg' => "Skipped ${target.name} because of a previous failure",
        'kind' => 'canary/skipped-target',
        'details' => {},
      },
    })
  })
}
