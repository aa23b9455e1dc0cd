-- Asks for the paths of a file, one a line, in order: arguments are the file and how many lines to leave out.
-- One thread only, so that none is asked for twice unless the file is exhausted.
local paths, at = {}, 0

function init(args)
  at = tonumber(args[2] or "0")
  for line in io.lines(args[1]) do
    paths[#paths + 1] = wrk.format("GET", line)
  end
end

function request()
  at = at + 1
  return paths[(at - 1) % #paths + 1]
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    "RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
