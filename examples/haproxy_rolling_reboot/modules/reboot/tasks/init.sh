#!/bin/sh
# Schedules `shutdown -r` and answers before the connection dies with the machine.
#
# The reboot is its own session with nothing of ours open, so neither the end of the task nor the end of the login can
# take it along. Even "at once" leaves a second, in which this answer reaches the caller.
if ! command -v shutdown >/dev/null 2>&1; then
  echo '{"_error": {"kind": "reboot/no-shutdown", "msg": "there is no shutdown command", "details": {}}}'
  exit 1
fi

detach=nohup
command -v setsid >/dev/null 2>&1 && detach=setsid
"$detach" sh -c 'sleep "$1"; exec shutdown -r now "$2"' reboot "$((PT_timeout + 1))" "$PT_message" \
  </dev/null >/dev/null 2>&1 &

printf '{"status": "queued", "timeout": %d}\n' "$PT_timeout"
