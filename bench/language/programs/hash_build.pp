$ports = Hash(Integer[1, @SIZE@].map |$x| { ["key-${x}", $x] })
Integer[1, @SIZE@].reduce(0) |$sum, $x| { $sum + $ports["key-${x}"] }
