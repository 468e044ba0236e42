$lines = Integer[1, @SIZE@].map |$x| {
  $half = $x / 2
  "${x}: twice ${half}, in upper case ${'word'.upcase}"
}
length($lines.join("\n"))
