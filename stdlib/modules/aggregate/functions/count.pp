# How many targets gave each value of each key in results.
#
# @param results What an action gave
# @return { KEY => { VALUE AS TEXT => NUMBER } }
function aggregate::count(ResultSet $results) >> Hash[String, Hash[String, Integer]] {
  aggregate::targets($results).reduce({}) |$table, $of_key| {
    $row = $of_key[1].map |$text, $names| { [$text, $names.length] }
    $table + { $of_key[0] => Hash($row) }
  }
}
