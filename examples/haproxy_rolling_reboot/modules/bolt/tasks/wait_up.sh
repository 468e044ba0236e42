#!/bin/sh
# Waits for a node to go down and to answer over http again.
#
# A node answers for a moment after its reboot was ordered. Taking that answer for the one after the reboot would put
# the node back into service just before it goes away, so this waits first until it no longer answers.

# The http status of the node's answer; empty without an answer.
http_status() {
  if command -v curl >/dev/null 2>&1; then
    curl -s -o /dev/null -w '%{http_code}' --max-time 2 "http://$PT_backend_node:$PT_port$PT_path" | grep -v '^000$'
  else
    printf 'GET %s HTTP/1.0\r\nHost: %s\r\n\r\n' "$PT_path" "$PT_backend_node" |
      socat -T 2 -t 2 - "TCP:$PT_backend_node:$PT_port,connect-timeout=2" 2>/dev/null |
      sed -n '1s/^HTTP\/[0-9.]* \([0-9][0-9]*\).*/\1/p'
  fi
}

answers() {
  case $(http_status) in
    '') return 1 ;;
    2*) return 0 ;;
    *) [ "$PT_healthy" != true ] ;;
  esac
}

fail() {
  printf '{"_error": {"kind": "bolt/wait-up", "msg": "%s", "details": {"backend_node": "%s", "port": %d}}}\n' \
    "$1" "$PT_backend_node" "$PT_port"
  exit 1
}

# A fraction of a second where sleep can do it, so that a quick reboot is not overlooked.
pause() { sleep 0.1 2>/dev/null || sleep 1; }

if ! command -v curl >/dev/null 2>&1 && ! command -v socat >/dev/null 2>&1; then
  fail 'neither curl nor socat is installed'
fi

if [ "$PT_leave" -gt 0 ]; then
  deadline=$(($(date +%s) + PT_timeout + PT_leave))
  while answers; do
    [ "$(date +%s)" -lt "$deadline" ] || fail "$PT_backend_node has not gone down"
    pause
  done
fi

began=$(date +%s)
deadline=$((began + PT_limit))
until answers; do
  [ "$(date +%s)" -lt "$deadline" ] || fail "$PT_backend_node does not answer after $PT_limit seconds"
  pause
done
printf '{"backend_node": "%s", "port": %d, "seconds": %d}\n' "$PT_backend_node" "$PT_port" "$(($(date +%s) - began))"
