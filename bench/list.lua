-- wrk asks for the paths of a file in turn: distinct tiles, for caches to be cold.
local paths = {}
for line in io.lines(os.getenv("LIST")) do paths[#paths + 1] = line end
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
