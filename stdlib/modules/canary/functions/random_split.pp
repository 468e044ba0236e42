# Splits an array into as many elements as wanted, taken at random, and the rest.
#
# @param elements What is split
# @param size How many the first part gets; more than there are take all
# @return [first part, rest]
function canary::random_split(Array $elements, Integer[0] $size) >> Tuple[Array, Array] {
  $mixed = shuffle($elements)
  [$mixed[0, $size], if $size < $mixed.length { $mixed[$size, -1] } else { [] }]
}
