local names = {}
for x = 1, @SIZE@ do names[x] = "host-" .. (x * 7919) % 100003 .. ".example.com" end
table.sort(names)
print(names[1])
