# The results of two sets in one.
#
# @param first Comes first
# @param second Comes after it
function canary::merge(ResultSet $first, ResultSet $second) >> ResultSet {
  ResultSet($first.results + $second.results)
}
