$doubled = Integer[1, @SIZE@].map |$x| { $x * 2 }
length($doubled)
