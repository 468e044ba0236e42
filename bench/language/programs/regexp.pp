Integer[1, @SIZE@].reduce(0) |$sum, $x| {
  if "web-${x}.example.com" =~ /^(\w+)-(\d+)\.(\w+)/ {
    $sum + length($2)
  } elsif "web-${x}" =~ /db/ {
    $sum
  } else {
    $sum + 1
  }
}
