$numbers = Integer[1, @SIZE@].map |$x| { ($x * 7919) % 100003 }
$sorted = $numbers.sort |$a, $b| { compare($b, $a) }
$sorted[0]
