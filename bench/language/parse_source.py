"""Source text as people write it, in the plan language and in Lua, to measure parsing.

plan(size) and lua(size) give about `size` bytes: the same units of work again and again, with other names.
"""

PLAN_UNIT = """
  # Roll out release @N@: drain the nodes, install, and bring them back one group at a time.
  if $stage == @N@ {
    $nodes_@N@ = get_targets($targets).filter |$target| { $target.vars['role'] in ['web', 'db-@N@'] }
    $settings_@N@ = {
      'version'  => "1.${stage}.@N@",
      'owner'    => 'deploy',
      'mode'     => '0644',
      'retries'  => @N@,
      'ratio'    => 0.75,
      'features' => ['cache', 'metrics', "zone-${stage}", undef, true],
      'limits'   => { 'memory' => 512 * 1024, 'files' => $stage + 64 },
    }
    out::message("Stage @N@: ${length($nodes_@N@)} nodes get ${settings_@N@['version']}")
    $results_@N@ = run_task('deploy::install', $nodes_@N@, "Install @N@",
      'package'       => "app-${settings_@N@['version']}",
      'settings'      => $settings_@N@,
      '_catch_errors' => true,
    )
    $failed_@N@ = $results_@N@.filter |$result| { !$result.ok and $result.error.kind != 'deploy/skipped' }
    case length($failed_@N@) {
      0: { out::message('All nodes are up to date') }
      1, 2, 3: { out::message("A few nodes failed: ${$failed_@N@.map |$result| { $result.target.name }.join(', ')}") }
      default: { fail_plan("Stage @N@ failed on ${length($failed_@N@)} nodes", 'deploy/failed') }
    }
    $results_@N@.each |Integer $index, Result $result| {
      $port = $index ? { 0 => 8080, /^[1-9]$/ => 8081, default => $settings_@N@['limits']['files'] }
      unless $port > 65535 or ($port < 1024 and $result['user'] !~ /\\Aroot\\z/) {
        run_command("systemctl restart 'app@${port}' && curl -sf http://localhost:${port}/health", $result.target)
      }
    }
  }
"""

LUA_UNIT = """
-- Roll out release @N@: drain the nodes, install, and bring them back one group at a time.
function stages.stage_@N@(targets, stage)
  local nodes = filter(get_targets(targets), function(target) return contains({"web", "db-@N@"}, target.vars.role) end)
  local settings = {
    version  = "1." .. stage .. ".@N@",
    owner    = "deploy",
    mode     = "0644",
    retries  = @N@,
    ratio    = 0.75,
    features = {"cache", "metrics", "zone-" .. stage, false, true},
    limits   = { memory = 512 * 1024, files = stage + 64 },
  }
  out.message("Stage @N@: " .. length(nodes) .. " nodes get " .. settings["version"])
  local results = run_task("deploy::install", nodes, "Install @N@", {
    package       = "app-" .. settings["version"],
    settings      = settings,
    _catch_errors = true,
  })
  local failed = filter(results, function(result) return not result.ok and result.error.kind ~= "deploy/skipped" end)
  local count = length(failed)
  if count == 0 then out.message("All nodes are up to date")
  elseif count == 1 or count == 2 or count == 3 then
    out.message("A few nodes failed: " .. join(map(failed, function(result) return result.target.name end), ", "))
  else
    fail_plan("Stage @N@ failed on " .. length(failed) .. " nodes", "deploy/failed")
  end
  for index, result in ipairs(results) do
    local port
    if index == 0 then port = 8080 elseif match(index, "^[1-9]$") then port = 8081
    else port = settings["limits"]["files"] end
    if not (port > 65535 or (port < 1024 and not match(result["user"], "^root$"))) then
      run_command("systemctl restart 'app@" .. port .. "' && curl -sf http://localhost:" .. port .. "/health", result.target)
    end
  end
end
"""


def _units(unit, size):
    text = []
    written = 0
    number = 1
    while written < size:
        text.append(unit.replace("@N@", str(number)))
        written += len(text[-1])
        number += 1
    return "".join(text)


def plan(name, size):
    """A plan whose body is never run, only read."""
    return "plan %s(TargetSpec $targets = [], Integer $stage = 0) {\n%s\n}\n" % (name, _units(PLAN_UNIT, size))


def lua(size):
    """A chunk that defines functions and calls none."""
    return "local stages = {}\n" + _units(LUA_UNIT, size)
