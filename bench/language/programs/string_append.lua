local function reduce(last, memo, step)
  for x = 1, last do memo = step(memo, x) end
  return memo
end
print(#reduce(@SIZE@, "", function(memo, x) return memo .. x .. "," end))
