# @summary Asks PuppetDB for the facts of targets and keeps them with the targets.
#
# A target is looked up by its host, which has to be its certificate's name. Afterwards `$target.facts` has the facts.
#
# @param targets Whose facts are wanted
plan puppetdb_fact(TargetSpec $targets) {
  $known = get_targets($targets)
  $facts = puppetdb_fact($known.map |$target| { $target.host })
  $known.each |$target| {
    add_facts($target, $facts[$target.host].lest || { {} })
  }
  return($facts)
}
