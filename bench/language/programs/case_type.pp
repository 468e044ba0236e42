$samples = [5, 'web', 'db-01', 2.5, true, [1, 2], { 'a' => 1 }, 500]
Integer[1, @SIZE@].reduce(0) |$sum, $x| {
  $sum + case $samples[$x % 8] {
    Integer[0, 10]: { 1 }
    Enum['web', 'app']: { 2 }
    String[1, 8]: { 3 }
    Variant[Float, Boolean]: { 4 }
    Array[Integer]: { 5 }
    Hash[String, Integer]: { 6 }
    default: { 7 }
  }
}
