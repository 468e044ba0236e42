local samples = {[0] = 5, "web", "db-01", 2.5, true, {1, 2}, {a = 1}, 500}
local choices = {web = true, app = true}
local function integers(list)
  if #list == 0 then return false end
  for _, item in ipairs(list) do
    if math.type(item) ~= "integer" then return false end
  end
  return true
end
local function strings_to_integers(map)
  for key, item in pairs(map) do
    if type(key) ~= "string" or math.type(item) ~= "integer" then return false end
  end
  return true
end
local function classify(v)
  if math.type(v) == "integer" and v >= 0 and v <= 10 then return 1
  elseif type(v) == "string" and choices[v] then return 2
  elseif type(v) == "string" and #v >= 1 and #v <= 8 then return 3
  elseif math.type(v) == "float" or type(v) == "boolean" then return 4
  elseif type(v) == "table" and integers(v) then return 5
  elseif type(v) == "table" and strings_to_integers(v) then return 6
  else return 7 end
end
local function reduce(last, memo, step)
  for x = 1, last do memo = step(memo, x) end
  return memo
end
print(reduce(@SIZE@, 0, function(sum, x) return sum + classify(samples[x % 8]) end))
