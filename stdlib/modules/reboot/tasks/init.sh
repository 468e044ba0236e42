#!/bin/sh
# Answers first and goes down a few seconds later, from a process that outlives the connection.
PATH=$PATH:/usr/sbin:/sbin
export PATH

timeout=${PT_timeout:-3}
case $timeout in
  '' | null | *[!0-9]*) timeout=3 ;;
esac
[ "$timeout" -ge 3 ] || timeout=3

message=${PT_message:-}
[ "$message" != null ] || message=
action=-r
[ "${PT_shutdown_only:-false}" != true ] || action=-h

if ! command -v shutdown >/dev/null 2>&1 && ! command -v reboot >/dev/null 2>&1; then
  printf '{"_error":{"kind":"reboot/no-command","msg":"There is neither shutdown nor reboot","details":{}}}\n'
  exit 1
fi

# shutdown counts in minutes, so the seconds are slept here.
# shellcheck disable=SC2016 # expanded by the inner shell
nohup sh -c '
  sleep "$1"
  if command -v shutdown >/dev/null 2>&1; then
    if [ -n "$3" ]; then shutdown "$2" now "$3"; else shutdown "$2" now; fi
  elif [ "$2" = -h ]; then
    poweroff
  else
    reboot
  fi
' sh "$timeout" "$action" "$message" >/dev/null 2>&1 </dev/null &

printf '{"status":"queued","timeout":%s}\n' "$timeout"
