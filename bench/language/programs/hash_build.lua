local function map(last, step)
  local out = {}
  for x = 1, last do out[x] = step(x) end
  return out
end
local ports = {}
for _, pair in ipairs(map(@SIZE@, function(x) return {"key-" .. x, x} end)) do ports[pair[1]] = pair[2] end
local function reduce(last, memo, step)
  for x = 1, last do memo = step(memo, x) end
  return memo
end
print(reduce(@SIZE@, 0, function(sum, x) return sum + ports["key-" .. x] end))
