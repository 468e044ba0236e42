Integer[1, @SIZE@].reduce(0) |$sum, $x| { $sum + $x }
