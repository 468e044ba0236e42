#!/bin/sh
# HAProxy's runtime socket as a task: list, drain, wait_idle, ready, wait_up.

fail() {
  printf '{"_error": {"kind": "haproxy/server", "msg": "%s", "details": {"server": "%s"}}}\n' \
    "$(printf '%s' "$1" | tr '"\\\n' "'/ ")" "$server"
  exit 1
}

runtime() { printf '%s\n' "$1" | socat -t 5 - "UNIX-CONNECT:$PT_socket" 2>&1; }

# "name status sessions" of each server of the back end, columns found by their titles.
servers() {
  runtime 'show stat' | awk -F, -v backend="$PT_backend" '
    /^# / { sub(/^# /, ""); for (i = 1; i <= NF; ++i) column[$i] = i; next }
    $1 == backend && $column["svname"] != "BACKEND" {
      status = $column["status"]; gsub(/ /, "_", status)
      print $column["svname"], status, $column["scur"]
    }'
}

status_of() { servers | awk -v name="$server" '$1 == name { print $2 }'; }
sessions_of() { servers | awk -v name="$server" '$1 == name { print $3 }'; }

set_state() {
  answer=$(runtime "set server $PT_backend/$server state $1" | tr -d '\n')
  [ -z "$answer" ] || fail "HAProxy refused to $PT_action $server: $answer"
}

# wait_for WHAT COMMAND WANTED
wait_for() {
  deadline=$(($(date +%s) + PT_limit))
  until [ "$("$2")" = "$3" ]; do
    [ "$(date +%s)" -lt "$deadline" ] || fail "$server is not $1 after $PT_limit seconds (it is $(status_of))"
    sleep 0.2 2>/dev/null || sleep 1
  done
}

server=${PT_server-}
[ "$server" = null ] && server=
if [ "$PT_action" = list ]; then
  list=$(servers | awk '{ printf "%s\"%s\": \"%s\"", separator, $1, $2; separator = ", " }')
  [ -n "$list" ] || fail "HAProxy at $PT_socket knows no servers in $PT_backend"
  printf '{"servers": {%s}}\n' "$list"
  exit 0
fi

[ -n "$server" ] || fail "the action $PT_action needs a server"
[ -n "$(status_of)" ] || fail "HAProxy at $PT_socket knows no server $PT_backend/$server"
case $PT_action in
  drain) set_state drain ;;
  ready) set_state ready ;;
  wait_idle) wait_for idle sessions_of 0 ;;
  wait_up) wait_for UP status_of UP ;;
  *) fail "there is no action $PT_action" ;;
esac
printf '{"server": "%s", "status": "%s", "sessions": %d}\n' "$server" "$(status_of)" "$(sessions_of)"
