# @summary Gathers external facts of targets from a folder and keeps them with the targets.
#
# Files .json, .yaml, .yml and .txt hold facts that are the same for all targets. Every other file is run on each target
# and prints its facts: JSON, YAML, or lines of `name=value`.
#
# @param path A folder of the controller
# @param targets Who gets the facts
plan facts::external(String[1] $path, TargetSpec $targets) {
  $known = get_targets($targets)
  dir::children($path).each |$name| {
    $file = file::join($path, $name)
    if $name =~ /\.(json|yaml|yml|txt)\z/ {
      $facts = facts::parse(file::read($file))
      $known.each |$target| { add_facts($target, $facts) }
    } else {
      run_script($file, $known).each |$result| {
        add_facts($result.target, facts::parse($result['stdout']))
      }
    }
  }
  return($known)
}
