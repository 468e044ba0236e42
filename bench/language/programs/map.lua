local function map(last, step)
  local out = {}
  for x = 1, last do out[x] = step(x) end
  return out
end
print(#map(@SIZE@, function(x) return x * 2 end))
