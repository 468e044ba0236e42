# The names of the targets behind each value of each key in results.
#
# @param results What an action gave
# @return { KEY => { VALUE AS TEXT => [NAMES] } }
function aggregate::targets(ResultSet $results) >> Hash[String, Hash[String, Array[String]]] {
  $entries = $results.map |$result| {
    $result.value.map |$key, $value| {
      { 'key' => $key, 'text' => "${value}", 'target' => $result.target.name }
    }
  }.flatten
  $entries.group_by |$entry| { $entry['key'] }.reduce({}) |$table, $of_key| {
    $row = $of_key[1].group_by |$entry| { $entry['text'] }.map |$text, $same| {
      [$text, $same.map |$entry| { $entry['target'] }]
    }
    $table + { $of_key[0] => Hash($row) }
  }
}
