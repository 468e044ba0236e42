local function map(last, step)
  local out = {}
  for x = 1, last do out[x] = step(x) end
  return out
end
local lines = map(@SIZE@, function(x)
  local half = x // 2
  return x .. ": twice " .. half .. ", in upper case " .. string.upper("word")
end)
print(#table.concat(lines, "\n"))
