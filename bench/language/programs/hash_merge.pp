$merged = Integer[1, @SIZE@].reduce({}) |$memo, $x| { $memo + { "key-${x}" => $x } }
length($merged)
