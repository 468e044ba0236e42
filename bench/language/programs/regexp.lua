local function reduce(last, memo, step)
  for x = 1, last do memo = step(memo, x) end
  return memo
end
print(reduce(@SIZE@, 0, function(sum, x)
  local first, second, third = string.match("web-" .. x .. ".example.com", "^(%w+)-(%d+)%.(%w+)")
  if first then
    return sum + #second
  elseif string.find("web-" .. x, "db") then
    return sum
  else
    return sum + 1
  end
end))
