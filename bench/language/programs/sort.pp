$names = Integer[1, @SIZE@].map |$x| { "host-${($x * 7919) % 100003}.example.com" }
$names.sort[0]
