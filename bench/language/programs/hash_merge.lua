-- As in the plan language, the sum of two tables is a new one.
local function merge(left, right)
  local out = {}
  for key, value in pairs(left) do out[key] = value end
  for key, value in pairs(right) do out[key] = value end
  return out
end
local function reduce(last, memo, step)
  for x = 1, last do memo = step(memo, x) end
  return memo
end
local count = 0
for _ in pairs(reduce(@SIZE@, {}, function(memo, x) return merge(memo, {["key-" .. x] = x}) end)) do count = count + 1 end
print(count)
