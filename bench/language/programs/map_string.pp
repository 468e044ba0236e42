$names = Integer[1, @SIZE@].map |$x| { "node-${x}.example.com" }
length($names)
