# The facts in a text: a hash as JSON or YAML, or lines of `name=value`.
#
# @param text What a file of external facts holds or prints
# @api private
function facts::parse(String $text) >> Hash[String, Data] {
  $lines = $text.split("\n").filter |$line| { $line =~ /\A[^\s#=:{\["'][^=:]*=/ }
  if $lines.empty {
    $data = parseyaml($text, {})
    if $data =~ Hash[String, Data] { $data } else { {} }
  } else {
    Hash($lines.map |$line| { [$line.regsubst(/=.*\z/, '').strip, $line.regsubst(/\A[^=]*=/, '').strip] })
  }
}
