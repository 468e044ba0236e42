local function reduce(last, memo, step)
  for x = 1, last do memo = step(memo, x) end
  return memo
end
print(reduce(@SIZE@, 0, function(sum, x) return sum + x end))
