$text = Integer[1, @SIZE@].reduce('') |$memo, $x| { "${memo}${x}," }
length($text)
