local numbers = {}
for x = 1, @SIZE@ do numbers[x] = (x * 7919) % 100003 end
local function compare(a, b)
  if a < b then return -1 elseif a > b then return 1 else return 0 end
end
table.sort(numbers, function(a, b) return compare(b, a) < 0 end)
print(numbers[1])
