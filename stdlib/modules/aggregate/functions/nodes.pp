# Another name of aggregate::targets().
#
# @param results What an action gave
# @return { KEY => { VALUE AS TEXT => [NAMES] } }
function aggregate::nodes(ResultSet $results) >> Hash[String, Hash[String, Array[String]]] {
  aggregate::targets($results)
}
