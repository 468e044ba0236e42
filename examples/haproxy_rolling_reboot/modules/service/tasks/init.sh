#!/bin/sh
# Hands one action on one service to systemctl; what systemctl says becomes the result.
action=$PT_action
[ "$action" = status ] && action=is-active

text=$(systemctl "$action" "$PT_name" 2>&1)
status=$?
# The text goes into a JSON string, so whatever would need an escape there is replaced.
text=$(printf '%s' "$text" | tr '"\\\t\n' "'/  " | tr -d '\000-\037')

# is-active answers "inactive" with a status of its own, which is an answer and no failure.
if [ "$status" -eq 0 ] || [ "$PT_action" = status ]; then
  printf '{"status": "%s"}\n' "${text:-ok}"
  exit 0
fi
printf '{"_error": {"kind": "service/failed", "msg": "systemctl %s %s failed: %s", "details": {"exit_code": %d}}}\n' \
  "$PT_action" "$PT_name" "$text" "$status"
exit 1
